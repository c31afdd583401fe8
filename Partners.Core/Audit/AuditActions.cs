namespace Partners.Core.Audit;

/// <summary>Every kind of change that the trail knows, with the words that people see.</summary>
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
        [Imported] = "Platform data imported",
        [DemonstrationLoaded] = "Demonstration data loaded",
        [SyntheticLoaded] = "Synthetic data loaded",
    };

    /// <summary>The words for an action; the action itself where it is not known to this version.</summary>
    public static string InWords(string action) => Words.GetValueOrDefault(action, action);
}
