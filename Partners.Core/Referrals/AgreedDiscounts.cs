using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>"What discount does this client get" (PRODUCT.md, section 3), as its open deal promises.</summary>
internal static class AgreedDiscounts
{
    /// <summary>
    /// Of each of the workspaces, by the terms in force today; one without an open deal is left out. Of several deals the
    /// one that began last says it, and one that is still to start only where no other runs.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, Percentage>> OfAsync(PartnersDb db, IReadOnlyCollection<Guid> workspaces, DateOnly today, CancellationToken cancel)
    {
        var deals = await db.Deals.AsNoTracking().Open(today)
            .Where(deal => deal.WorkspaceId != null && workspaces.Contains(deal.WorkspaceId.Value))
            .Select(deal => new
            {
                WorkspaceId = deal.WorkspaceId!.Value,
                deal.StartsOn,
                deal.CreatedAt,
                Terms = deal.Terms.Select(terms => new DiscountTerms(terms.HoldsFrom, terms.RecordedAt, terms.Discount)).ToList(),
            })
            .ToListAsync(cancel);
        return deals.GroupBy(deal => deal.WorkspaceId).ToDictionary(
            deals => deals.Key,
            deals => InForce(deals.MaxBy(deal => (deal.StartsOn <= today, deal.StartsOn, deal.CreatedAt))!.Terms, today));
    }

    /// <summary>The version that holds since the latest day up to this one, else the first; of two from the same day, the one that was recorded later.</summary>
    private static Percentage InForce(IEnumerable<DiscountTerms> terms, DateOnly day)
    {
        var versions = terms.OrderBy(version => (version.HoldsFrom, version.RecordedAt)).ToList();
        return (versions.LastOrDefault(version => version.HoldsFrom <= day) ?? versions[0]).Discount;
    }

    private sealed record DiscountTerms(DateOnly HoldsFrom, DateTimeOffset RecordedAt, Percentage Discount);
}
