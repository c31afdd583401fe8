using FluentAssertions;
using Partners.Core.Search;
using Partners.Core.Values;

namespace Partners.Console.Tests.Search;

public sealed class MatchRankTests
{
    [Theory]
    [InlineData("Gemeente Zwolle", "gemeente zwolle", MatchRank.Exact)]
    [InlineData("Gemeente Zwolle", "gem", MatchRank.Prefix)]
    [InlineData("Gemeente Zwolle", "ZWOL", MatchRank.WordPrefix)]
    [InlineData("Gemeente Zwolle", "wolle", MatchRank.Anywhere)]
    [InlineData("Gemeente Zwolle", "e zw", MatchRank.Anywhere)]
    [InlineData("Özdemir Advies", "ozd", MatchRank.Prefix)]
    [InlineData("Zeynep Özdemir", "ozd", MatchRank.WordPrefix)]
    [InlineData("Ozdemir", "özd", MatchRank.Prefix)]
    [InlineData("Noord-Holland", "holl", MatchRank.WordPrefix)]
    [InlineData("carla@zwolle.example", "zwolle", MatchRank.WordPrefix)]
    [InlineData("Oranje Nassau aan de Jan", "an", MatchRank.Anywhere)]
    [InlineData("Banaan aan", "aan", MatchRank.WordPrefix)]
    public void Ranks_how_a_name_matches(string name, string typed, MatchRank rank) =>
        MatchRanks.Of(name, SearchKey.Of(typed)).Should().Be(rank);

    [Theory]
    [InlineData("Gemeente Zwolle", "ede")]
    [InlineData("Gemeente Zwolle", "")]
    [InlineData(null, "ede")]
    [InlineData("", "ede")]
    public void Ranks_nothing_that_does_not_contain_the_letters(string? name, string typed) =>
        MatchRanks.Of(name, SearchKey.Of(typed)).Should().BeNull();

    [Fact]
    public void Takes_the_best_of_several_names() => MatchRanks.Of(["Woonvisie", null, "Ede"], "ede").Should().Be(MatchRank.Exact);
}
