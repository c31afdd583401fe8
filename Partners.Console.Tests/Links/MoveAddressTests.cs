using FluentAssertions;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Links;
using Partners.Core.Moves;

namespace Partners.Console.Tests.Links;

public sealed class MoveAddressTests
{
    private static readonly Guid s_one = Guid.CreateVersion7();
    private static readonly Guid s_other = Guid.CreateVersion7();

    [Fact]
    public void What_is_chosen_comes_back_from_the_address_as_it_was()
    {
        var draft = new MoveDraft(s_one, [new(s_one, [s_one, s_other]), new(s_other, null)], s_other, "50% & meer", 3);

        Read(MoveAddresses.New(draft)).Should().BeEquivalentTo(draft);
    }

    [Fact]
    public void As_many_projects_as_can_be_ticked_fit_into_an_address()
    {
        var draft = new MoveDraft(
            s_one,
            [new(s_one, [.. Enumerable.Range(0, MoveDraft.MostPicked).Select(_ => Guid.CreateVersion7())])],
            s_other);

        MoveAddresses.New(draft).Length.Should().BeLessThan(4_000);
        Read(MoveAddresses.New(draft)).Picked.Should().Be(MoveDraft.MostPicked);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("....")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA.x")]
    public void A_word_that_means_nothing_is_taken_as_left_out(string word) =>
        MoveAddresses.Read("x", [word], "y", " ", "-1").Should().BeEquivalentTo(new MoveDraft(null, []));

    [Fact]
    public void Ticking_and_taking_out_changes_what_it_says_and_nothing_else()
    {
        var draft = new MoveDraft(s_one, [], s_other).With(s_one, s_one).With(s_one, s_other).With(s_one, s_other);
        draft.Picked.Should().Be(2);
        draft.Without(s_one, s_one).Sources.Should().BeEquivalentTo([new MoveSource(s_one, [s_other])]);
        draft.Without(s_one, s_one).Without(s_one, s_other).Sources.Should().BeEmpty();
        draft.WithAll(s_one).Sources.Should().BeEquivalentTo([new MoveSource(s_one, null)]);
        draft.WithAll(s_one).HasAll(s_one).Should().BeTrue();
        draft.Without(s_one).Target.Should().Be(s_other);
    }

    [Fact]
    public void The_history_leaves_out_what_is_as_it_is_by_default()
    {
        MoveAddresses.Of(new MoveQuery()).Should().Be("/moves");
        MoveAddresses.Of(new MoveQuery(WorkspaceId: s_one, Page: 2)).Should().Be($"/moves?workspace={s_one}&page=2");
        MoveAddresses.Read("  ", "x", s_other.ToString(), "0").Should().Be(new MoveQuery(ProjectId: s_other));
    }

    private static MoveDraft Read(string address)
    {
        var values = QueryHelpers.ParseQuery(address[address.IndexOf('?', StringComparison.Ordinal)..]);
        return MoveAddresses.Read(Value("workspace"), values["pick"]!, Value("to"), Value("q"), Value("page"));

        string? Value(string name) => values.TryGetValue(name, out var value) ? value : (string?)null;
    }
}
