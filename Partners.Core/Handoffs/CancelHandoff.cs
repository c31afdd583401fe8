using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.Handoffs;

/// <param name="VersionSeen">The handoff's version on the page the person acted on.</param>
public sealed record CancelHandoff(Guid RequestId, Guid HandoffId, int VersionSeen, string? Reason);

public sealed partial class HandoffDrafts
{
    public Task<Outcome<HandoffChanged>> CancelAsync(Staff who, CancelHandoff command, CancellationToken cancel) =>
        OfPendingAsync(who, command.RequestId, nameof(CancelHandoff), command.HandoffId, command.VersionSeen, (change, found) =>
        {
            if (Reasons.Refuse(command.Reason) is { } refused)
            {
                return refused;
            }

            var before = found.Handoff.Facts();
            found.Handoff.Cancel(command.Reason!.Trim(), who, change.At);
            change.Record(
                AuditActions.HandoffCancelled,
                found.Handoff.Subject(found.Workspace),
                before,
                found.Handoff.Facts(),
                command.Reason.Trim());
            return null;
        }, cancel);
}
