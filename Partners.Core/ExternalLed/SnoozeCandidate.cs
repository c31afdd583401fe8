using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.ExternalLed;

/// <param name="Until">The day the card comes back; null to wait for the next new signal only.</param>
public sealed record SnoozeCandidate(Guid RequestId, Guid WorkspaceId, int VersionSeen, DateOnly? Until);

/// <param name="Until">As of <see cref="SnoozeCandidate"/>.</param>
public sealed record SnoozeCandidates(Guid RequestId, IReadOnlyList<CardSeen> Cards, DateOnly? Until);

public sealed record SnoozedIntoThePast() : Refusal("Choose a day from tomorrow on.", nameof(SnoozeCandidate.Until));

public sealed partial class Pipeline
{
    /// <summary>Hides a card until a day or the next new signal, whichever comes first.</summary>
    public Task<Outcome<CandidateChanged>> SnoozeAsync(Staff who, SnoozeCandidate command, CancellationToken cancel) =>
        RunAsync(
            who,
            command.RequestId,
            nameof(SnoozeCandidate),
            command.WorkspaceId,
            command.VersionSeen,
            AuditActions.CandidateSnoozed,
            reason: null,
            (card, reading, change) => Snooze(card, reading, command.Until, change),
            cancel);

    /// <summary>Hides several cards until one day or their next new signal (docs/product.md P18).</summary>
    public Task<Outcome<CandidatesChanged>> SnoozeManyAsync(Staff who, SnoozeCandidates command, CancellationToken cancel) =>
        RunManyAsync(
            who,
            command.RequestId,
            nameof(SnoozeCandidates),
            command.Cards,
            AuditActions.CandidateSnoozed,
            change => RefuseDay(command.Until, change),
            (card, reading, change) => Snooze(card, reading, command.Until, change),
            cancel);

    private static Refusal? Snooze(Candidate card, SignalReading reading, DateOnly? until, Change change)
    {
        if ((card.Stage.RefuseOver() ?? RefuseDay(until, change)) is { } refused)
        {
            return refused;
        }

        card.Snooze(until, reading);
        return null;
    }

    private static Refusal? RefuseDay(DateOnly? until, Change change) =>
        until <= change.Today ? new SnoozedIntoThePast() : DayOutOfRange.Of(until, nameof(SnoozeCandidate.Until));
}
