using Partners.Core.Audit;
using Partners.Core.Outbox;

namespace Partners.Core.Referrals;

/// <summary>How deals stand in the audit trail and in the changes to carry to the platform.</summary>
public static class DealSubjects
{
    public const string Deal = "deal";
    public const string Month = "ledger-month";

    internal static readonly AuditedRecords Audited = AuditedRecords.Of(Deal, isImported: true, db => db.Deals);

    /// <summary>The version is the one that this change is about to make.</summary>
    internal static AuditSubject Subject(this Deal deal, string name, bool isNew = false) =>
        new(Deal, deal.Id.ToString(), name, deal.PartnerId, isNew ? deal.Version : deal.Version + 1, deal.WorkspaceId);

    /// <summary>By the platform's number; by our own id, where the platform has given it none yet.</summary>
    internal static PlatformItem Item(this Deal deal, string name) =>
        new(PlatformFields.ReferralLedger, deal.PlatformId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? deal.Id.ToString(), name);

    internal static object Facts(this Payout payout) => new { payout.Amount, payout.PaidOn, payout.Reference, payout.AdvanceReason, payout.ReversesId };

    internal static AuditSubject Subject(this Statement statement) =>
        new(Month, $"{statement.PartnerId}/{statement.Month}", $"{statement.Partner}, {statement.Month}", statement.PartnerId, Version: null);

    /// <summary>The sums of a month that is closed.</summary>
    internal static object Facts(this Statement statement) => new { statement.Opening, statement.Contributions, statement.Payouts, statement.Closing };

    /// <summary>All terms as they are in their latest version, for before and after.</summary>
    internal static object Facts(this Deal deal) => new
    {
        deal.ClientName,
        deal.WorkspaceId,
        deal.StartsOn,
        deal.EndedOn,
        deal.Notes,
        deal.LatestTerms.HoldsFrom,
        deal.LatestTerms.Kickback,
        deal.LatestTerms.Discount,
        deal.LatestTerms.Cap,
        deal.LatestTerms.ExpiresOn,
        deal.LatestTerms.AgreementReference,
    };
}
