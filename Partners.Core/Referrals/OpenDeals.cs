namespace Partners.Core.Referrals;

public static class OpenDeals
{
    /// <summary>Deals that still run or are still to start: not void, not ended, not expired. The last day counts.</summary>
    public static IQueryable<Deal> Open(this IQueryable<Deal> deals, DateOnly today) => deals.Where(deal =>
        deal.DeletedAt == null
        && deal.VoidedAt == null
        && (deal.EndedOn == null || deal.EndedOn >= today)
        && (deal.ExpiresOn == null || deal.ExpiresOn >= today));
}
