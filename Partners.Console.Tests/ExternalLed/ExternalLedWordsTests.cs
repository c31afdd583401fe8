using FluentAssertions;
using Partners.Console.ExternalLed;
using Partners.Console.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.ExternalLed;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.ExternalLed;

public sealed class ExternalLedWordsTests
{
    private static readonly DateOnly s_today = new(2026, 11, 20);
    private static readonly SignalWindow s_window = new(new(2026, 2, 2), s_today);

    [Theory]
    [InlineData(Signal.DrivesUsage, 38, 53, "71 % of 53 conversations in projects that they created")]
    [InlineData(Signal.DrivesUsage, 0, 1, "0 % of 1 conversation in projects that they created")]
    [InlineData(Signal.DrivesUsage, 0, 0, "No conversations since 2 Feb")]
    [InlineData(Signal.InvitesPeople, 4, 4, "Invited 4 people since 2 Feb")]
    [InlineData(Signal.InvitesPeople, 1, 1, "Invited 1 person since 2 Feb")]
    [InlineData(Signal.InvitesPeople, 0, 0, "Invited nobody since 2 Feb")]
    [InlineData(Signal.ActsAsOwner, 3, 3, "3 owner's acts, the latest on 12 Nov")]
    [InlineData(Signal.ActsAsOwner, 1, 1, "1 owner's act, on 12 Nov")]
    [InlineData(Signal.ActsAsOwner, 0, 0, "No owner's acts since 2 Feb")]
    [InlineData(Signal.CreatedOrganisation, 1, 1, "Created an organisation on 12 Nov")]
    [InlineData(Signal.CreatedOrganisation, 2, 2, "Created 2 organisations, the latest on 12 Nov")]
    [InlineData(Signal.CreatedOrganisation, 0, 0, "Created no organisation since 2 Feb")]
    public void A_signal_is_a_sentence(Signal signal, int count, int all, string sentence) =>
        ExternalLedWords
            .Of(
                new SignalFigures(
                    signal,
                    Holds: false,
                    count,
                    all,
                    count == 0 ? null : new DateTimeOffset(2026, 11, 12, 9, 0, 0, TimeSpan.Zero),
                    0),
                s_window)
            .Should().Be(sentence);

    [Fact]
    public void A_day_of_another_year_says_which() =>
        ExternalLedWords.Of(new SignalFigures(Signal.InvitesPeople, true, 4, 4, null, 20), new(new(2025, 12, 1), new(2026, 2, 28)))
            .Should().Be("Invited 4 people since 1 Dec 2025");

    [Theory]
    [InlineData(DealStatus.NearCap, 120_00, null, "€ 120.00 of cap left")]
    [InlineData(DealStatus.NearCap, 120_00, 35, "€ 120.00 of cap left, expires in 35 days")]
    [InlineData(DealStatus.CapReached, 0, null, "cap reached")]
    [InlineData(DealStatus.NearExpiry, 900_00, 60, "expires in 60 days")]
    [InlineData(DealStatus.NearExpiry, 900_00, 1, "expires tomorrow")]
    [InlineData(DealStatus.NearExpiry, 900_00, 0, "expires today")]
    [InlineData(DealStatus.Active, 900_00, 200, "")]
    [InlineData(DealStatus.Upcoming, 900_00, 20, "")]
    public void Ready_says_why(DealStatus status, int capLeft, int? days, string why)
    {
        var deal = new CandidateDeal(
            Guid.Empty,
            status,
            new Money(1_000_00),
            new Money(capLeft),
            days is { } away ? s_today.AddDays(away) : null,
            Money.Zero);

        string.Join(", ", ExternalLedWords.Ready(Cards.Card() with { Deal = deal }, s_today)).Replace('\u00a0', ' ').Should().Be(why);
    }

    [Fact]
    public void A_client_without_a_deal_and_one_that_graduated_is_not_ready()
    {
        var deal = new CandidateDeal(Guid.Empty, DealStatus.CapReached, new Money(1), Money.Zero, null, Money.Zero);

        ExternalLedWords.Ready(Cards.Card(), s_today).Should().BeEmpty();
        ExternalLedWords.Ready(Cards.Card() with { Deal = deal, Stage = PipelineStage.Graduated }, s_today).Should().BeEmpty();
    }

    [Theory]
    [InlineData(0, Signal.InvitesPeople | Signal.ActsAsOwner, "Came back: invites people, acts as owner")]
    [InlineData(14, Signal.InvitesPeople, "Came back: invites people")]
    [InlineData(3, Signal.None, "Came back")]
    [InlineData(15, Signal.InvitesPeople, null)]
    public void What_came_back_says_so_for_a_fortnight(int daysAgo, Signal signals, string? said)
    {
        var card = Cards.Card() with { ReturnedAt = FixedClock.Noon.AddDays(-daysAgo), ReturnedFor = signals };

        ExternalLedWords.CameBack(card, s_today).Should().Be(said);
        ExternalLedWords.CameBack(card with { IsSnoozed = true }, s_today).Should().BeNull("it is put aside again");
        ExternalLedWords.CameBack(Cards.Card(), s_today).Should().BeNull("it never was put aside");
    }

    [Theory]
    [InlineData(0, "In this stage since today", "Today")]
    [InlineData(1, "1 day in this stage", "1 day")]
    [InlineData(14, "14 days in this stage", "14 days")]
    public void Says_how_long_a_card_stands_in_its_stage(int days, string inStage, string age)
    {
        var card = Cards.Card() with { DaysInStage = days };

        (ExternalLedWords.InStage(card), ExternalLedWords.Age(card)).Should().Be((inStage, age));
    }

    [Theory]
    [InlineData("Noor de Wit", "NW")]
    [InlineData("Noor", "N")]
    [InlineData(" émile  zola ", "ÉZ")]
    [InlineData("", "")]
    public void A_person_has_initials(string name, string initials) => Words.Initials(name).Should().Be(initials);

    [Fact]
    public void Every_place_and_stage_has_a_name_with_a_capital()
    {
        Enum.GetValues<CardPlace>().Select(ExternalLedWords.Of).Should().Equal(
            "Signalled",
            "Contacted",
            "Agreed",
            "Handoff planned",
            "Graduated",
            "Snoozed",
            "Dismissed");
        PipelineStages.OnBoard.Select(ExternalLedWords.Of).Should().Equal(
            "Signalled",
            "Contacted",
            "Agreed",
            "Handoff planned",
            "Graduated");
        Signals.All.Select(ExternalLedWords.Of).Should().Equal(
            "Drives usage",
            "Invites people",
            "Acts as owner",
            "Created an organisation");
    }

    [Theory]
    [InlineData(AuditActions.MailSent, null)]
    [InlineData(AuditActions.ContactAnswered, "The link of Pim Smit answered about Gemeente Zwolle just now.")]
    public void What_becomes_of_a_mail_is_no_news_of_its_card(string action, string? said) =>
        ExternalLedWords.ByAnother(
            new(CandidateSubjects.Candidate, "1", OrganisationId: null, WorkspaceId: null, "link:1", "The link of Pim Smit", action),
            "Gemeente Zwolle").Should().Be(said);
}
