using Partners.Core.Audit;
using Partners.Core.Outbox;

namespace Partners.Core.Referrals;

/// <summary>How deals are named in the audit trail and in platform changes.</summary>
public static class DealSubjects
{
    public const string Deal = "deal";
    public const string Month = "ledger-month";

    internal static readonly AuditedRecords Audited = AuditedRecords.Of(Deal, isImported: true, db => db.Deals);

    /// <summary>Carries the version that this change will save.</summary>
    internal static AuditSubject Subject(this Deal deal, string name, bool isNew = false) =>
        new(Deal, deal.Id.ToString(), name, deal.PartnerId, isNew ? deal.Version : deal.Version + 1, deal.WorkspaceId);

    /// <summary>By the platform's number, or by our own id until the platform has given one.</summary>
    internal static PlatformItem Item(this Deal deal, string name) =>
        new(
            PlatformFields.ReferralLedger,
            deal.PlatformId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? deal.Id.ToString(),
            name);

    internal static object Facts(this Payout payout) =>
        new { payout.Amount, payout.PaidOn, payout.Reference, payout.AdvanceReason, payout.ReversesId };

    internal static AuditSubject Subject(this Statement statement) =>
        new(
            Month,
            $"{statement.PartnerId}/{statement.Month}",
            $"{statement.Partner}, {statement.Month}",
            statement.PartnerId,
            Version: null);

    /// <summary>The sums of a closed month.</summary>
    internal static object Facts(this Statement statement) =>
        new { statement.Opening, statement.Contributions, statement.Payouts, statement.Closing };

    /// <summary>The platform's terms where they differ, for an entry's after.</summary>
    internal static object Facts(this PlatformTerms terms, TermFields fields) => TermFacts.Of(terms.Values, fields);

    /// <summary>The deal with its latest terms, for an entry's before and after.</summary>
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
