using Partners.Core.Audit;

namespace Partners.Core.Handoffs;

/// <summary>The handoffs' audit subjects and facts.</summary>
public static class HandoffSubjects
{
    public const string Handoff = "handoff";

    internal static readonly AuditedRecords Audited = AuditedRecords.Of(Handoff, isImported: false, db => db.Handoffs);

    /// <summary>Carries the version that this change will save.</summary>
    internal static AuditSubject Subject(this Handoff handoff, string workspace, bool isNew = false) =>
        new(
            Handoff,
            handoff.Id.ToString(),
            workspace,
            handoff.PartnerId,
            isNew ? handoff.Version : handoff.Version + 1,
            handoff.WorkspaceId);

    internal static object Facts(this Handoff handoff) => new
    {
        handoff.Status,
        handoff.Plan.Client,
        handoff.Plan.Timing,
        handoff.Plan.People,
        handoff.Plan.Invites,
        handoff.Plan.Flows,
        handoff.Plan.Billing,
        handoff.Plan.Deals,
        handoff.ApprovedByName,
        handoff.CancelledBecause,
        handoff.BlockedBecause,
    };
}
