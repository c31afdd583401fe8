using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.Handoffs;

/// <param name="VersionSeen">The handoff's version on the page the person acted on.</param>
public sealed record ApproveHandoff(Guid RequestId, Guid HandoffId, int VersionSeen);

public sealed record ApprovedByWhoPreparedIt(string Name)
    : Refusal($"{Name} prepared it and cannot also approve it. Ask another operator.");

public sealed record ApprovalNotAsked() : Refusal("This handoff needs no second approval.");

public sealed partial class HandoffDrafts
{
    /// <summary>
    /// Records the second operator's approval. Refused if none is required, and for whoever began the plan or changed it last.
    /// </summary>
    public Task<Outcome<HandoffChanged>> ApproveAsync(Staff who, ApproveHandoff command, CancellationToken cancel) =>
        OfPendingAsync(who, command.RequestId, nameof(ApproveHandoff), command.HandoffId, command.VersionSeen, (change, found) =>
        {
            Refusal? refused = !settings.RequireSecondOperator ? new ApprovalNotAsked()
                : found.Handoff.WasPreparedBy(who.Subject) ? new ApprovedByWhoPreparedIt(who.Name)
                : null;
            if (refused is not null)
            {
                return refused;
            }

            var before = found.Handoff.Facts();
            found.Handoff.Approve(who, change.At);
            change.Record(
                AuditActions.HandoffApproved,
                found.Handoff.Subject(found.Workspace),
                before,
                found.Handoff.Facts(),
                reason: null);
            return null;
        }, cancel);
}
