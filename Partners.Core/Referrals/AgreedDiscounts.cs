using Partners.Core.Billing;
using Partners.Core.Persistence;

namespace Partners.Core.Referrals;

/// <summary>The discount that a client's open deal promises (docs/product.md B7).</summary>
internal static class AgreedDiscounts
{
    /// <summary>
    /// A workspace's first row is the one in force on that day; a workspace without an open deal has none. Of several deals, the running
    /// one that started last comes first; deals still to start come last. Of a deal's versions, the latest one in force comes first, or the
    /// first version if none is yet; of two from the same day, the later recorded.
    /// </summary>
    public static IQueryable<AgreedDiscount> Of(PartnersDb db, DateOnly today) => db.Deals.Open(today)
        .Where(deal => deal.WorkspaceId != null)
        .SelectMany(
            deal => deal.Terms,
            (deal, terms) => new
            {
                deal,
                terms,
                HeldFrom = terms.HoldsFrom <= today ? terms.HoldsFrom : (DateOnly?)null,
                RecordedAt = terms.HoldsFrom <= today ? terms.RecordedAt : (DateTimeOffset?)null,
            })
        .OrderByDescending(version => version.deal.StartsOn <= today)
        .ThenByDescending(version => version.deal.StartsOn)
        .ThenByDescending(version => version.deal.CreatedAt)
        .ThenBy(version => version.HeldFrom == null)
        .ThenByDescending(version => version.HeldFrom)
        .ThenByDescending(version => version.RecordedAt)
        .ThenBy(version => version.terms.HoldsFrom)
        .ThenBy(version => version.terms.RecordedAt)
        .Select(version => new AgreedDiscount { WorkspaceId = version.deal.WorkspaceId, Discount = version.terms.Discount });
}
