namespace Partners.Core.Audit;

/// <summary>What a change is about: a handful of kinds for the filter, where actions are some fifty.</summary>
public enum AuditKind
{
    PartnerFlag,
    Workspace,
    People,
    Move,
    Billing,
    Deal,
    Payout,
    Month,
    Pipeline,
    Handoff,
    View,
    Import,
}

public static class AuditKinds
{
    private static readonly Dictionary<string, AuditKind> s_kinds = new(StringComparer.Ordinal)
    {
        [AuditActions.MadePartner] = AuditKind.PartnerFlag,
        [AuditActions.AgreementRecorded] = AuditKind.PartnerFlag,
        [AuditActions.PartnerWithdrawn] = AuditKind.PartnerFlag,
        [AuditActions.ClientWorkspaceCreated] = AuditKind.Workspace,
        [AuditActions.DataOwnerNamed] = AuditKind.Workspace,
        [AuditActions.LogoPlaced] = AuditKind.Workspace,
        [AuditActions.LogoRemoved] = AuditKind.Workspace,
        [AuditActions.PersonAdded] = AuditKind.People,
        [AuditActions.PersonInvited] = AuditKind.People,
        [AuditActions.InviteRevoked] = AuditKind.People,
        [AuditActions.InviteChanged] = AuditKind.People,
        [AuditActions.RoleChanged] = AuditKind.People,
        [AuditActions.PersonRemoved] = AuditKind.People,
        [AuditActions.ProjectsMovedAway] = AuditKind.Move,
        [AuditActions.ProjectsMovedHere] = AuditKind.Move,
        [AuditActions.BillingAccountOpened] = AuditKind.Billing,
        [AuditActions.BillingAccountHandedOver] = AuditKind.Billing,
        [AuditActions.DealAdded] = AuditKind.Deal,
        [AuditActions.DealAmended] = AuditKind.Deal,
        [AuditActions.DealEnded] = AuditKind.Deal,
        [AuditActions.DealVoided] = AuditKind.Deal,
        [AuditActions.PayoutRecorded] = AuditKind.Payout,
        [AuditActions.PayoutReversed] = AuditKind.Payout,
        [AuditActions.MonthClosed] = AuditKind.Month,
        [AuditActions.SignalsRefreshed] = AuditKind.Pipeline,
        [AuditActions.CandidateMoved] = AuditKind.Pipeline,
        [AuditActions.CandidateAssigned] = AuditKind.Pipeline,
        [AuditActions.CandidatePlanned] = AuditKind.Pipeline,
        [AuditActions.CandidateSnoozed] = AuditKind.Pipeline,
        [AuditActions.CandidateDismissed] = AuditKind.Pipeline,
        [AuditActions.CandidateReturned] = AuditKind.Pipeline,
        [AuditActions.CandidateGraduated] = AuditKind.Pipeline,
        [AuditActions.HandoffBegun] = AuditKind.Handoff,
        [AuditActions.HandoffPlanned] = AuditKind.Handoff,
        [AuditActions.HandoffApproved] = AuditKind.Handoff,
        [AuditActions.HandoffScheduled] = AuditKind.Handoff,
        [AuditActions.HandoffBlocked] = AuditKind.Handoff,
        [AuditActions.HandoffCancelled] = AuditKind.Handoff,
        [AuditActions.HandoffCompleted] = AuditKind.Handoff,
        [AuditActions.WorkspaceHandedOff] = AuditKind.Handoff,
        [AuditActions.WorkspaceReceived] = AuditKind.Handoff,
        [AuditActions.OrganisationFounded] = AuditKind.Handoff,
        [AuditActions.ViewSaved] = AuditKind.View,
        [AuditActions.ViewOpensList] = AuditKind.View,
        [AuditActions.ViewRemoved] = AuditKind.View,
        [AuditActions.Imported] = AuditKind.Import,
        [AuditActions.DemonstrationLoaded] = AuditKind.Import,
        [AuditActions.SyntheticLoaded] = AuditKind.Import,
    };

    /// <summary>Null for an action that this version does not know.</summary>
    public static AuditKind? Of(string action) => s_kinds.TryGetValue(action, out var kind) ? kind : null;

    public static IReadOnlyList<string> ActionsOf(AuditKind kind) =>
        [.. s_kinds.Where(action => action.Value == kind).Select(action => action.Key)];

    public static string InWords(this AuditKind kind) => kind == AuditKind.PartnerFlag ? "Partner flag" : kind.ToString();
}
