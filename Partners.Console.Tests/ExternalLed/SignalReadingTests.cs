using FluentAssertions;
using Partners.Core.ExternalLed;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>The signals, rule by rule (docs/product.md P2, P3, P4, P5, P6, P7).</summary>
public sealed class SignalReadingTests
{
    private static readonly DateTimeOffset s_now = Clients.Now;

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(9, 0, false)]
    [InlineData(10, 11, false)]
    [InlineData(38, 15, true)]
    [InlineData(0, 0, false)]
    public void Drives_usage_takes_half_of_the_conversations_and_ten_of_them(int theirs, int others, bool holds)
    {
        var reading = Clients.Evidence([Clients.Project(theirs, byClient: true), Clients.Project(others, byClient: false)]).Read();

        reading.Signals.HasFlag(Signal.DrivesUsage).Should().Be(holds);
        reading.Score.Should().Be(holds ? 40 : 0);
        reading[Signal.DrivesUsage].Should().Match<SignalFigures>(figures => figures.Count == theirs && figures.Of == theirs + others);
    }

    [Fact]
    public void A_workspace_without_conversations_has_no_share()
    {
        var reading = Clients.Evidence([Clients.Project(0, byClient: true)]).Read();

        reading[Signal.DrivesUsage].Should().Be(new SignalFigures(Signal.DrivesUsage, Holds: false, 0, 0, Latest: null, 0));
        reading[Signal.DrivesUsage].Share.Should().Be(0);
    }

    [Fact]
    public void A_share_is_rounded_down_so_that_nothing_reads_as_a_half_that_is_not() =>
        Clients.Evidence([Clients.Project(499, byClient: true), Clients.Project(501, byClient: false)])
            .Read()[Signal.DrivesUsage].Share
            .Should().Be(49);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 20)]
    [InlineData(9, 20)]
    public void Invites_people_takes_two(int invites, int score) =>
        Clients.Evidence(invites: Enumerable.Repeat(s_now, invites)).Read().Score.Should().Be(score);

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 20)]
    public void Acts_as_owner_takes_three_acts(int acts, int score) =>
        Clients.Evidence(acts: Enumerable.Repeat(s_now, acts)).Read().Score.Should().Be(score);

    [Fact]
    public void An_organisation_of_their_own_is_enough_to_be_listed() =>
        Clients.Evidence(organisations: [s_now]).Read().Score.Should().Be(new SignalSettings().ListedFrom);

    [Fact]
    public void All_four_come_to_a_hundred_and_not_more()
    {
        var reading = Clients.Evidence([Clients.Project(12, byClient: true)], [s_now, s_now], [s_now, s_now, s_now], [s_now]).Read();

        reading.Score.Should().Be(100);
        reading.Figures.Select(figures => figures.Score).Should().Equal(40, 20, 20, 40);
        reading.Signals.Each().Should().Equal(Signals.All);
    }

    [Fact]
    public void Each_signal_names_its_newest_evidence() =>
        Clients.Evidence(invites: [s_now.AddDays(-3), s_now.AddDays(-9)])
            .Read()[Signal.InvitesPeople].Latest
            .Should().Be(s_now.AddDays(-3));

    [Fact]
    public void The_window_is_ninety_days_with_today_by_the_days_of_Amsterdam()
    {
        var window = new SignalSettings().Window(new(2026, 11, 20));

        window.From.Should().Be(new DateOnly(2026, 8, 23));
        window.Begins.Should().Be(new DateTimeOffset(2026, 8, 22, 22, 0, 0, TimeSpan.Zero));
        window.Ends.Should().Be(new DateTimeOffset(2026, 11, 20, 23, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Settings_that_make_no_sense_say_so()
    {
        new SignalSettings().Problem().Should().BeNull();
        new SignalSettings { WindowDays = 0 }.Problem().Should().Contain("WindowDays");
        new SignalSettings { LeastShareOfConversations = 101 }.Problem().Should().Contain("LeastShareOfConversations");
        new SignalSettings { ListedFrom = 101 }.Problem().Should().Contain("ListedFrom");
        new SignalSettings { LeastInvites = 0 }.Problem().Should().NotBeNull();
    }
}
