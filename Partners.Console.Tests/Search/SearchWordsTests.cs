using FluentAssertions;
using Partners.Console.Search;
using Partners.Core.Search;

namespace Partners.Console.Tests.Search;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("Gemeente Zwolle", "zwol", "Zwol")]
    [InlineData("Zeynep Özdemir", "ozd", "Özd")]
    [InlineData("Zeynep O\u0308zdemir", "ozdem", "O\u0308zdem")]
    [InlineData("Straße 12", "strasse 1", "Straße 1")]
    [InlineData("Straße 12", "stras", "Straß")]
    [InlineData("😀 Özdemir", "ozd", "Özd")]
    [InlineData("<b>Vet</b>", "<B>", "<b>")]
    [InlineData("Gemeente Zwolle", "ede", null)]
    [InlineData("Gemeente Zwolle", "  ", null)]
    [InlineData("", "ede", null)]
    public void Marks_the_letters_as_they_are_shown(string text, string typed, string? marked) =>
        (SearchWords.Letters(text, typed) is { } at ? text.Substring(at.Start, at.Length) : null).Should().Be(marked);

    [Fact]
    public void Reads_what_the_browser_kept_and_leaves_out_what_means_nothing()
    {
        var id = Guid.NewGuid();

        SearchWords
            .Read([
                $"Person:{id}",
                null,
                string.Empty,
                "Person",
                "Person:",
                $"Persoon:{id}",
                $"1:{id}",
                "Deal:<script>",
                $"Deal:{id}:1",
                $"Deal:{id}",
            ])
            .Should().Equal(new FoundReference(FoundKind.Person, id), new FoundReference(FoundKind.Deal, id));
    }
}
