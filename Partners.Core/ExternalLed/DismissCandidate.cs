using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.ExternalLed;

public sealed record DismissCandidate(Guid RequestId, Guid WorkspaceId, int VersionSeen, string? Reason);

public sealed partial class Pipeline
{
    /// <summary>Puts a card aside, with a reason, until new evidence appears.</summary>
    public Task<Outcome<CandidateChanged>> DismissAsync(Staff who, DismissCandidate command, CancellationToken cancel) =>
        RunAsync(
            who,
            command.RequestId,
            nameof(DismissCandidate),
            command.WorkspaceId,
            command.VersionSeen,
            AuditActions.CandidateDismissed,
            command.Reason?.Trim(),
            (card, reading, change) =>
            {
                if (card.Stage.RefuseOver() is { } over)
                {
                    return over;
                }

                if (Reasons.Refuse(command.Reason) is { } refused)
                {
                    return refused;
                }

                card.Dismiss(command.Reason!.Trim(), reading, change.At);
                return null;
            },
            cancel);
}
