using System.Globalization;
using Partners.Console.Shell;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.ExternalLed;

/// <summary>The pipeline's display text.</summary>
public static class ExternalLedWords
{
    /// <summary>For how many days a card says that it came back.</summary>
    public const int CameBackDays = 14;

    /// <summary>"Handoff planned".</summary>
    public static string Of(PipelineStage stage) => Words.Capital(stage.InWords());

    /// <summary>"Snoozed".</summary>
    public static string Of(CardPlace place) => Words.Capital(place.InWords());

    /// <summary>"Drives usage", for one signal.</summary>
    public static string Of(Signal signal) => Words.Capital(signal.InWords());

    /// <summary>A word or three, next to the full sentence: "Usage".</summary>
    public static string InOneWord(Signal signal) => signal switch
    {
        Signal.DrivesUsage => "Usage",
        Signal.InvitesPeople => "Invites",
        Signal.ActsAsOwner => "Acts as owner",
        Signal.CreatedOrganisation => "Own organisation",
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    };

    /// <summary>"Score 60: drives usage 40, invites people 20".</summary>
    public static string Breakdown(SignalReading reading)
    {
        var parts = reading.Figures
            .Where(figures => figures.Holds)
            .Select(figures => $"{figures.Signal.InWords()} {figures.Score}")
            .ToList();
        return parts.Count == 0 ? $"Score {reading.Score}" : $"Score {reading.Score}: {string.Join(", ", parts)}";
    }

    /// <summary>The style of a place's badge: quiet where no one works on the card.</summary>
    public static ChipTone ToneOf(CardPlace place) => place switch
    {
        CardPlace.Graduated => ChipTone.Green,
        CardPlace.Snoozed or CardPlace.Dismissed => ChipTone.Grey,
        _ => ChipTone.Blue,
    };

    /// <summary>A signal as a sentence without its full stop: "Invited 4 people since 2 Feb". Also for one that does not hold.</summary>
    /// <param name="window">The window counted in.</param>
    public static string Of(SignalFigures figures, SignalWindow window)
    {
        var (count, since) = (figures.Count, $"since {ShortDay(window.From, window)}");
        var latest = figures.Latest is { } at ? ShortDay(at.DayInAmsterdam(), window) : null;
        return (figures.Signal, count) switch
        {
            (Signal.DrivesUsage, _) when figures.Of == 0 => $"No conversations {since}",
            (Signal.DrivesUsage, _) => $"{figures.Share} % of {Words.Count(figures.Of, "conversation")} in projects that they created",
            (Signal.InvitesPeople, 0) => $"Invited nobody {since}",
            (Signal.InvitesPeople, _) => $"Invited {Words.Count(count, "person", "people")} {since}",
            (Signal.ActsAsOwner, 0) => $"No owner's acts {since}",
            (Signal.ActsAsOwner, 1) => $"1 owner's act, on {latest}",
            (Signal.ActsAsOwner, _) => $"{Words.Count(count, "owner's act")}, the latest on {latest}",
            (Signal.CreatedOrganisation, 0) => $"Created no organisation {since}",
            (Signal.CreatedOrganisation, 1) => $"Created an organisation on {latest}",
            (Signal.CreatedOrganisation, _) => $"Created {Words.Count(count, "organisation")}, the latest on {latest}",
            _ => throw new ArgumentOutOfRangeException(nameof(figures)),
        };
    }

    /// <summary>"14 days in this stage".</summary>
    public static string InStage(CandidateCard card) =>
        card.DaysInStage == 0 ? "In this stage since today" : $"{Words.Count(card.DaysInStage, "day")} in this stage";

    /// <summary>Why a stale card needs somebody.</summary>
    public static string Stale(CandidateCard card) => card.OwnerName is null
        ? "Stale, nobody took it up"
        : $"Stale, {Words.Count(card.DaysInStage, "day")} in this stage";

    /// <summary>"1 Dec", with the year only if it is another than today's.</summary>
    public static string Day(DateOnly day, DateOnly today) =>
        day.Year == today.Year ? day.ToString("d MMM", CultureInfo.InvariantCulture) : Shell.AmsterdamTime.Day(day);

    /// <summary>"14 days".</summary>
    public static string Age(CandidateCard card) => card.DaysInStage == 0 ? "Today" : Words.Count(card.DaysInStage, "day");

    /// <summary>
    /// Why it is time to talk about graduation: "€ 120.00 of cap left", "expires in 35 days", or both. Empty if it is not.
    /// </summary>
    public static IReadOnlyList<string> Ready(CandidateCard card, DateOnly today)
    {
        if (!card.IsReady || card.Deal is not { } deal)
        {
            return [];
        }

        var why = new List<string>();
        if (deal.Status == DealStatus.CapReached)
        {
            why.Add("cap reached");
        }
        else if (deal is { Status: DealStatus.NearCap, CapLeft: { } left })
        {
            why.Add($"{left} of cap left");
        }

        if (deal.LastDay is { } last && last <= today.AddDays(DealStatuses.NearExpiryDays))
        {
            why.Add(Expires(last, today));
        }

        return why;
    }

    /// <summary>"expires in 35 days".</summary>
    public static string Expires(DateOnly lastDay, DateOnly today) => (lastDay.DayNumber - today.DayNumber) switch
    {
        < 0 => "expired",
        0 => "expires today",
        1 => "expires tomorrow",
        var days => $"expires in {days.ToString("N0", CultureInfo.InvariantCulture)} days",
    };

    /// <summary>
    /// "Came back: invites people", for <see cref="CameBackDays"/> days unless put aside again. Null if there is nothing to say.
    /// </summary>
    public static string? CameBack(CandidateCard card, DateOnly today) =>
        card.ReturnedAt is not { } at
        || card.Place is CardPlace.Snoozed or CardPlace.Dismissed or CardPlace.Graduated
        || at.DayInAmsterdam().AddDays(CameBackDays) < today
            ? null
        : card.ReturnedFor == Signal.None ? "Came back"
        : $"Came back: {card.ReturnedFor.ListedInWords()}";

    /// <summary>Until when, or why, a card is put aside; null if it is not.</summary>
    public static string? Aside(CandidateCard card) => card.Place switch
    {
        CardPlace.Snoozed when card.SnoozedUntil is { } day => $"until {Shell.AmsterdamTime.Day(day)}",
        CardPlace.Snoozed => "until a new signal",
        CardPlace.Dismissed => card.DismissedBecause,
        _ => null,
    };

    /// <summary>The day of the next step has passed, on a card still being worked on.</summary>
    public static bool IsOverdue(CandidateCard card, DateOnly today) =>
        card.NextStepOn < today && card.Stage is not (PipelineStage.Graduated or PipelineStage.Dismissed);

    /// <summary>The card's owner.</summary>
    public static string Owner(CandidateCard card) => card.OwnerName ?? "Nobody yet";

    /// <summary>The outcome of an action, from the card afterwards.</summary>
    public static string Assigned(CandidateCard card) =>
        card.OwnerName is { } owner ? $"Assigned {card.Client} to {owner}." : $"{card.Client} has no owner now.";

    public static string Planned(CandidateCard card) => $"Saved the next step for {card.Client}.";

    public static string Snoozed(CandidateCard card) =>
        $"Snoozed {card.Client} {(card.SnoozedUntil is { } day ? $"until {Shell.AmsterdamTime.Day(day)}" : "until its next new signal")}.";

    public static string Dismissed(CandidateCard card) => $"Dismissed {card.Client}.";

    /// <summary>What someone else did, as a sentence.</summary>
    /// <param name="client">Null if the card is not shown: then only a refresh is reported.</param>
    public static string? ByAnother(Changed change, string? client) =>
        change.Kind == CandidateSubjects.Refresh ? $"{change.ActorName} refreshed the signals just now."
        : client is null || AuditKinds.Of(change.Action) == AuditKind.Mail ? null
        : change.Action switch
        {
            AuditActions.CandidateMoved => $"{change.ActorName} moved {client} just now.",
            AuditActions.CandidateAssigned => $"{change.ActorName} assigned {client} just now.",
            AuditActions.CandidatePlanned => $"{change.ActorName} noted a next step for {client} just now.",
            AuditActions.CandidateSnoozed => $"{change.ActorName} snoozed {client} just now.",
            AuditActions.CandidateDismissed => $"{change.ActorName} dismissed {client} just now.",
            AuditActions.CandidateReturned => $"{change.ActorName} brought {client} back just now.",
            AuditActions.ContactAsked => $"{change.ActorName} asked the partner about {client} just now.",
            AuditActions.ContactWithdrawn => $"{change.ActorName} withdrew the question about {client} just now.",
            AuditActions.ContactAnswered => $"{change.ActorName} answered about {client} just now.",
            _ => $"{change.ActorName} changed the deal of {client} just now.",
        };

    private static string ShortDay(DateOnly day, SignalWindow window) => Day(day, window.Through);
}
