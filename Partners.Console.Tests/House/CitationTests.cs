using System.Text.RegularExpressions;
using FluentAssertions;

namespace Partners.Console.Tests.House;

/// <summary>Code and tests cite the rules of docs/product.md by number, as in "docs/product.md L4, L6".</summary>
public sealed partial class CitationTests
{
    [Fact]
    public void Every_citation_leads_to_a_rule()
    {
        var rules = Rule()
            .Matches(Repository.Read("docs/product.md"))
            .Select(rule => rule.Groups["number"].Value)
            .ToHashSet(StringComparer.Ordinal);

        var cited = Repository
            .Sources(".cs", ".razor")
            .SelectMany(source =>
                Citation()
                    .Matches(source.Text)
                    .SelectMany(citation => citation.Groups["number"].Captures.Select(number => (source.Path, Number: number.Value)))
            )
            .ToList();

        cited.Should().HaveCountGreaterThan(50);
        cited.Where(citation => !rules.Contains(citation.Number)).Should().BeEmpty();
    }

    [Fact]
    public void No_number_is_given_twice() =>
        Rule().Matches(Repository.Read("docs/product.md")).Select(rule => rule.Groups["number"].Value).Should().OnlyHaveUniqueItems();

    [Fact]
    public void Nothing_cites_a_text_that_is_not_in_the_repository()
    {
        string[] elsewhere = ["PRODUCT" + ".md", "PLATFORM" + ".md", "DESIGN" + ".md", "SCREENS" + ".md", "STYLE" + ".md", "see" + "ds/"];

        Repository
            .Sources(".cs", ".razor")
            .SelectMany(source =>
                elsewhere.Where(text => source.Text.Contains(text, StringComparison.Ordinal)).Select(text => (source.Path, text))
            )
            .Should()
            .BeEmpty();
    }

    [Fact]
    public void Every_link_of_the_documents_leads_to_a_file()
    {
        var documents = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md"));

        var broken =
            from document in documents
            from link in Link().Matches(File.ReadAllText(document))
            let target = link.Groups["target"].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
            let path = Path.Combine(Path.GetDirectoryName(document)!, target)
            where !File.Exists(path) && !Directory.Exists(path)
            select (Path.GetFileName(document), target);

        broken.Should().BeEmpty();
    }

    [GeneratedRegex(
        @"^- \*\*(?<number>[A-Z]\d+)\*\* ",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Rule();

    [GeneratedRegex(
        @"docs/product\.md (?<number>[A-Z]\d+)(, (?<number>[A-Z]\d+))*",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Citation();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
