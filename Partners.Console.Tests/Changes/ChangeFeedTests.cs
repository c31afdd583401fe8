using FluentAssertions;
using Microsoft.Extensions.Logging.Abstractions;
using Partners.Core.Changes;

namespace Partners.Console.Tests.Changes;

/// <summary>What was committed while a page opened is told again.</summary>
public sealed class ChangeFeedTests
{
    private readonly ChangeFeed _feed = new(NullLogger<ChangeFeed>.Instance);

    [Fact]
    public void Tells_again_what_was_published_after_a_place_and_nothing_before_it()
    {
        Publish("1");
        var place = _feed.Now;
        Publish("2", "3");
        Publish("4");

        _feed.Since(place)!.Select(change => change.Id).Should().Equal("2", "3", "4");
        _feed.Since(_feed.Now).Should().BeEmpty();
    }

    [Theory]
    [InlineData(ChangeFeed.Kept, true)]
    [InlineData(ChangeFeed.Kept + 1, false)]
    public void Says_when_it_was_too_much_to_tell_again(int changes, bool isTold)
    {
        var place = _feed.Now;
        foreach (var number in Enumerable.Range(0, changes))
        {
            Publish($"{number}");
        }

        (_feed.Since(place) is not null).Should().Be(isTold);
    }

    [Fact]
    public void Says_when_one_commit_was_too_much_to_tell_again()
    {
        var place = _feed.Now;
        Publish([.. Enumerable.Range(0, ChangeFeed.Kept + 1).Select(number => $"{number}")]);
        Publish("another");

        _feed.Since(place).Should().BeNull();
    }

    [Fact]
    public void Knows_nothing_of_a_place_that_another_process_took() =>
        _feed.Since(new ChangeFeed(NullLogger<ChangeFeed>.Instance).Now).Should().BeNull();

    private void Publish(params string[] ids) =>
        _feed.Publish([.. ids.Select(id => new Changed("deal", id, null, null, "staff:sanne", "Sanne Vos", "deal.amended"))]);
}
