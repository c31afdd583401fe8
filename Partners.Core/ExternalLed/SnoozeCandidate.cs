using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.ExternalLed;

/// <param name="Until">The day the card comes back; null to wait for the next new signal only.</param>
public sealed record SnoozeCandidate(Guid RequestId, Guid WorkspaceId, int VersionSeen, DateOnly? Until);

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
            (card, reading, change) =>
            {
                if (card.Stage.RefuseOver() is { } over)
                {
                    return over;
                }

                if (command.Until <= change.Today)
                {
                    return new SnoozedIntoThePast();
                }

                card.Snooze(command.Until, reading);
                return null;
            },
            cancel);
}
