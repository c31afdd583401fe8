namespace Partners.Core.Audit;

/// <summary>Every audited action, with its display text.</summary>
public static class AuditActions
{
    public const string MadePartner = "organisation.made-partner";
    public const string AgreementRecorded = "organisation.agreement-recorded";
    public const string PartnerWithdrawn = "organisation.partner-withdrawn";
    public const string ClientWorkspaceCreated = "workspace.created-for-client";
    public const string DataOwnerNamed = "workspace.data-owner-named";
    public const string LogoPlaced = "workspace.logo-placed";
    public const string LogoRemoved = "workspace.logo-removed";
    public const string PersonAdded = "workspace.person-added";
    public const string PersonInvited = "workspace.person-invited";
    public const string InviteRevoked = "workspace.invite-revoked";
    public const string RoleChanged = "workspace.role-changed";
    public const string PersonRemoved = "workspace.person-removed";
    public const string ProjectsMovedAway = "workspace.projects-moved-away";
    public const string ProjectsMovedHere = "workspace.projects-moved-here";
    public const string BillingAccountOpened = "billing.account-opened";
    public const string DealAdded = "deal.added";
    public const string DealAmended = "deal.amended";
    public const string DealEnded = "deal.ended";
    public const string DealVoided = "deal.voided";
    public const string PayoutRecorded = "deal.payout-recorded";
    public const string PayoutReversed = "deal.payout-reversed";
    public const string MonthClosed = "ledger.month-closed";
    public const string SignalsRefreshed = "pipeline.signals-refreshed";
    public const string CandidateMoved = "candidate.moved";
    public const string CandidateAssigned = "candidate.assigned";
    public const string CandidatePlanned = "candidate.next-step";
    public const string CandidateSnoozed = "candidate.snoozed";
    public const string CandidateDismissed = "candidate.dismissed";
    public const string CandidateReturned = "candidate.returned";
    public const string CandidateGraduated = "candidate.graduated";
    public const string HandoffBegun = "handoff.begun";
    public const string HandoffPlanned = "handoff.planned";
    public const string HandoffApproved = "handoff.approved";
    public const string HandoffScheduled = "handoff.scheduled";
    public const string HandoffBlocked = "handoff.blocked";
    public const string HandoffCancelled = "handoff.cancelled";
    public const string HandoffCompleted = "handoff.completed";
    public const string WorkspaceHandedOff = "workspace.handed-off";
    public const string WorkspaceReceived = "workspace.received";
    public const string OrganisationFounded = "organisation.founded";
    public const string InviteChanged = "workspace.invite-changed";
    public const string BillingAccountHandedOver = "billing.account-handed-over";
    public const string ViewSaved = "view.saved";
    public const string ViewOpensList = "view.opens-list";
    public const string ViewRemoved = "view.removed";
    public const string Imported = "platform.imported";
    public const string DemonstrationLoaded = "platform.demonstration-loaded";
    public const string SyntheticLoaded = "platform.synthetic-loaded";

    public static readonly IReadOnlyDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [MadePartner] = "Made a partner",
        [AgreementRecorded] = "Agreement recorded",
        [PartnerWithdrawn] = "Partner status withdrawn",
        [ClientWorkspaceCreated] = "Client workspace created",
        [DataOwnerNamed] = "Data owner named",
        [LogoPlaced] = "Logo put in place",
        [LogoRemoved] = "Logo removed",
        [PersonAdded] = "Person added",
        [PersonInvited] = "Person invited",
        [InviteRevoked] = "Invite revoked",
        [RoleChanged] = "Role changed",
        [PersonRemoved] = "Person removed",
        [ProjectsMovedAway] = "Projects moved away",
        [ProjectsMovedHere] = "Projects moved here",
        [BillingAccountOpened] = "Billing account opened",
        [DealAdded] = "Deal added",
        [DealAmended] = "Deal amended",
        [DealEnded] = "Deal ended",
        [DealVoided] = "Deal voided",
        [PayoutRecorded] = "Payout recorded",
        [PayoutReversed] = "Payout reversed",
        [MonthClosed] = "Month closed",
        [SignalsRefreshed] = "Signals refreshed",
        [CandidateMoved] = "Card moved",
        [CandidateAssigned] = "Card assigned",
        [CandidatePlanned] = "Next step noted",
        [CandidateSnoozed] = "Card snoozed",
        [CandidateDismissed] = "Card dismissed",
        [CandidateReturned] = "Card brought back",
        [CandidateGraduated] = "Client graduated",
        [HandoffBegun] = "Handoff begun",
        [HandoffPlanned] = "Handoff planned",
        [HandoffApproved] = "Handoff approved",
        [HandoffScheduled] = "Handoff scheduled",
        [HandoffBlocked] = "Handoff did not run",
        [HandoffCancelled] = "Handoff cancelled",
        [HandoffCompleted] = "Handed off",
        [WorkspaceHandedOff] = "Workspace handed off",
        [WorkspaceReceived] = "Workspace received",
        [OrganisationFounded] = "Organisation made",
        [InviteChanged] = "Invite changed",
        [BillingAccountHandedOver] = "Billing account handed over",
        [ViewSaved] = "View of a list saved",
        [ViewOpensList] = "View chosen that a list opens with",
        [ViewRemoved] = "View of a list removed",
        [Imported] = "Platform data imported",
        [DemonstrationLoaded] = "Demonstration data loaded",
        [SyntheticLoaded] = "Synthetic data loaded",
    };

    /// <summary>The display text of an action, or the action itself if this version does not know it.</summary>
    public static string InWords(string action) => Words.GetValueOrDefault(action, action);
}
