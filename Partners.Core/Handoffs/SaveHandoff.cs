using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.Handoffs;

/// <param name="VersionSeen">The handoff's version on the page the person acted on.</param>
public sealed record SaveHandoff(Guid RequestId, Guid HandoffId, int VersionSeen, HandoffPlan Plan);

public sealed partial class HandoffDrafts
{
    /// <summary>Saves the plan as typed, right or wrong. A scheduled handoff becomes a draft again and an approval is cleared.</summary>
    public Task<Outcome<HandoffChanged>> SaveAsync(Staff who, SaveHandoff command, CancellationToken cancel) =>
        OfPendingAsync(who, command.RequestId, nameof(SaveHandoff), command.HandoffId, command.VersionSeen, (change, found) =>
        {
            if (HandoffPlanLimits.Refuse(command.Plan) is { } refused)
            {
                return refused;
            }

            if (found.Handoff.Plan == command.Plan)
            {
                return new NothingChanged();
            }

            var before = found.Handoff.Facts();
            found.Handoff.Decide(command.Plan, who);
            change.Record(AuditActions.HandoffPlanned, found.Handoff.Subject(found.Workspace), before, found.Handoff.Facts(), reason: null);
            return null;
        }, cancel);
}
