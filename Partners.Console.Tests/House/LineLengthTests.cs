using System.Text.RegularExpressions;
using FluentAssertions;

namespace Partners.Console.Tests.House;

/// <summary>
/// Code is read beside other code, in reviews above all. The code of a page counts from its @code on; the markup above it does not.
/// </summary>
public sealed partial class LineLengthTests
{
    private const int Longest = 140;

    [Fact]
    public void No_line_of_code_is_longer_than_140_characters()
    {
        var lines = Repository.Sources(".cs", ".razor").SelectMany(source => LinesOfCode(source.Path, source.Text)).ToList();

        lines.Should().HaveCountGreaterThan(50_000);
        var longer = lines
            .Where(line => line.Text.Length > Longest && !OneString().IsMatch(line.Text))
            .Select(line => $"{line.Path}:{line.Number}");
        string.Join('\n', longer).Should().BeEmpty();
    }

    [Theory]
    [InlineData("    \"a,b,c\";", true)]
    [InlineData("    $\"/ledger?partner={partner}\"),", true)]
    [InlineData("    + \"an \\\"end\\\"\"", true)]
    [InlineData("    Sql: @\"a \"\"b\"\" \\\",", true)]
    [InlineData("    $$\"\"\"{\"id\":\"{{id}}\"}\"\"\");", true)]
    [InlineData("    var header = \"a,b,c\";", false)]
    [InlineData("    \"a\", \"b\",", false)]
    [InlineData("    $\"{(isOne ? \"a\" : \"b\")}\",", false)]
    [InlineData("    \"\"\"{}\"\"\", \"\"\"{}\"\"\",", false)]
    [InlineData("    // a comment", false)]
    public void Only_a_line_that_is_one_string_may_be_longer(string line, bool may) => OneString().IsMatch(line).Should().Be(may);

    private static IEnumerable<(string Path, int Number, string Text)> LinesOfCode(string path, string text)
    {
        var lines = text.Split('\n').Select((line, index) => (Path: path, Number: index + 1, Text: line));
        return path.EndsWith(".razor", StringComparison.Ordinal)
            ? lines.SkipWhile(line => !line.Text.StartsWith("@code", StringComparison.Ordinal))
            : lines;
    }

    /// <summary>
    /// One literal and what opens or closes around it: an export's row or an address, which would say less in pieces. Not one with code in
    /// it that has strings of its own.
    /// </summary>
    [GeneratedRegex(
        """^\s*([+?:] |=> |\w+: )?(\$?"([^"\\]|\\.)*"|@"([^"]|"")*"|\$*"{3}((?!"{3}).)*"{3})[)\]};,]*$""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneString();
}
