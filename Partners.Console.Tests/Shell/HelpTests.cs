using System.Reflection;
using Bunit;
using FluentAssertions;
using MudBlazor;
using Partners.Console.Shell;

namespace Partners.Console.Tests.Shell;

public sealed class HelpTests : ShellContext
{
    private static readonly IReadOnlyList<Term> s_terms = FieldsOf<Term>(typeof(Glossary));

    public static TheoryData<string> Pages => [.. Named().Keys];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Says_in_one_sentence_each_what_a_page_is_for_and_what_is_done_there(string page)
    {
        var help = Named()[page];

        new[] { help.Purpose, help.Task }.Should().AllSatisfy(sentence => sentence.Should().MatchRegex(@"^[A-Z][^.!?]+\.$"));
        help.Terms.Should().OnlyHaveUniqueItems().And.NotBeEmpty().And.BeSubsetOf(s_terms);
    }

    [Fact]
    public void Defines_each_term_once_and_only_those_that_a_page_explains()
    {
        s_terms.Select(term => term.Name).Should().OnlyHaveUniqueItems();
        s_terms.Should().AllSatisfy(term => term.Meaning.Should().MatchRegex(@"^[A-Z0-9].+\.$"));
        Named().Values.SelectMany(help => help.Terms).Distinct().Should().BeEquivalentTo(s_terms);
    }

    [Fact]
    public void Explains_the_words_that_newcomers_ask_about() =>
        s_terms.Select(term => term.Name)
            .Should().Contain([
                "Kickback", "Cap", "Data owner", "Observer", "External client", "Credit", "Advance", "Access proof", "Signal",
            ]);

    [Fact]
    public async Task Opens_in_a_dialog_with_each_term_marked_as_defined()
    {
        var dialogs = Render<MudDialogProvider>();
        var header = Render<PageHeader>(parameters => parameters.Add(p => p.Title, "Statements").Add(p => p.Help, Help.Statements));
        dialogs.FindAll("dfn").Should().BeEmpty();

        _ = header.Find("button[aria-label=\"Help: Statements\"]").ClickAsync();
        await dialogs.WaitForElementAsync(".help-terms");
        dialogs.Find("h2").TextContent.Should().Be("About Statements");
        dialogs.Find("p").TextContent.Should().Be($"{Help.Statements.Purpose} {Help.Statements.Task}");
        dialogs.FindAll("dt dfn").Select(term => term.TextContent).Should().Equal("Statement", "Owed", "Credit", "Closed month");
    }

    private static Dictionary<string, PageHelp> Named() =>
        typeof(Help)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .ToDictionary(field => field.Name, field => (PageHelp)field.GetValue(null)!, StringComparer.Ordinal);

    private static List<T> FieldsOf<T>(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).Cast<T>()];
}
