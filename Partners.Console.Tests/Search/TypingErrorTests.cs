using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Partners.Console.Tests.Support;
using Partners.Core.Search;

namespace Partners.Console.Tests.Search;

/// <summary>A name is found although one letter of it was typed wrong.</summary>
public sealed class TypingErrorTests : IAsyncLifetime
{
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("gemeente zwole", "a letter is missing")]
    [InlineData("gemeente zwollle", "a letter is too many")]
    [InlineData("gemeente zwalle", "a letter is wrong")]
    [InlineData("gemeente zwlole", "two letters are swapped")]
    [InlineData("gmeeente zwolle", "two letters are swapped at the beginning")]
    [InlineData("zwlolen", "the error is not the only difference, but the rest of the word is there")]
    [InlineData("ZWÓLLSE", "case and accents do not count")]
    public async Task Finds_a_name_although(string typed, string because)
    {
        await _database.AddAsync(
            Make.Organisation("Gemeente Zwolle"),
            Make.Organisation("Zwollen en Zwollse Zaken"),
            Make.Organisation("Ede"));

        (await FindAsync(typed)).Should().NotBeEmpty(because).And.NotContain("Ede");
    }

    [Fact]
    public async Task A_name_that_is_typed_right_is_found_alone()
    {
        await _database.AddAsync(Make.Organisation("Bureau Zwolle"), Make.Organisation("Bureau Zwelle"));

        (await FindAsync("zwolle")).Should().Equal("Bureau Zwolle");
        (await FindAsync("zwxlle")).Should().Equal("Bureau Zwelle", "Bureau Zwolle");
    }

    [Theory]
    [InlineData("zwal", "a short text is one error away from too much")]
    [InlineData("gemeente zwalla", "two letters are wrong")]
    public async Task Finds_nothing_where(string typed, string because)
    {
        await _database.AddAsync(Make.Organisation("Gemeente Zwolle"), Make.Organisation("Ede"));

        (await FindAsync(typed)).Should().NotContain("Gemeente Zwolle", because);
    }

    /// <summary>The index may miss no name that the rule accepts: whatever letter goes wrong, a group of phrases stays whole.</summary>
    [Fact]
    public void Whatever_the_error_all_phrases_of_a_group_are_in_the_name() =>
        Prop.ForAll(
            Gen.Choose('a', 'e').Select(letter => (char)letter).ArrayOf().Where(name => name.Length is > 6 and < 30).ToArbitrary(),
            Gen.Choose(0, 1000).ToArbitrary(),
            Gen.Choose(0, 3).ToArbitrary(),
            (name, at, kind) =>
            {
                var right = new string(name);
                var typed = Misspell(right, at % (right.Length - 1), kind);
                return typed.Length < TypingErrors.FewestLetters
                    || (TypingErrors.IsNear(right, typed)
                        && TypingErrors.Phrases(typed).Any(group => group.All(phrase => right.Contains(phrase, StringComparison.Ordinal))));
            }).QuickCheckThrowOnFailure();

    private static string Misspell(string name, int at, int kind) => kind switch
    {
        0 => name.Remove(at, 1),
        1 => name.Insert(at, "x"),
        2 => $"{name[..at]}x{name[(at + 1)..]}",
        _ => $"{name[..at]}{name[at + 1]}{name[at]}{name[(at + 2)..]}",
    };

    private async Task<IEnumerable<string>> FindAsync(string text) =>
        (await _database.Get<EverywhereSearch>().FindAsync(Make.Staff, text, default)).Rows
            .OfType<FoundOrganisation>()
            .Select(found => found.Name);
}
