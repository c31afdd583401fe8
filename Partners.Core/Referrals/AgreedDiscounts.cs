using Partners.Core.Billing;
using Partners.Core.Persistence;

namespace Partners.Core.Referrals;

/// <summary>The discount that a client's open deal promises (docs/product.md B7).</summary>
internal static class AgreedDiscounts
{
    /// <summary>
    /// The first of a workspace is the one in force on that day; a workspace without an open deal has none. Of several deals the one
    /// that began last says it, and one that is still to start only where no other runs. Of its versions it is the one that holds
    /// since the latest day up to this one, else the first; of two from the same day, the one that was recorded later.
    /// </summary>
    public static IQueryable<AgreedDiscount> Of(PartnersDb db, DateOnly today) => db.Deals.Open(today)
        .Where(deal => deal.WorkspaceId != null)
        .SelectMany(deal => deal.Terms, (deal, terms) => new { deal, terms, HeldFrom = terms.HoldsFrom <= today ? terms.HoldsFrom : (DateOnly?)null, RecordedAt = terms.HoldsFrom <= today ? terms.RecordedAt : (DateTimeOffset?)null })
        .OrderByDescending(version => version.deal.StartsOn <= today)
        .ThenByDescending(version => version.deal.StartsOn)
        .ThenByDescending(version => version.deal.CreatedAt)
        .ThenByDescending(version => version.HeldFrom)
        .ThenByDescending(version => version.RecordedAt)
        .ThenBy(version => version.terms.HoldsFrom)
        .ThenBy(version => version.terms.RecordedAt)
        .Select(version => new AgreedDiscount { WorkspaceId = version.deal.WorkspaceId, Discount = version.terms.Discount });
}
