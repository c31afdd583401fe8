using Partners.Core.Persistence;

namespace Partners.Core.Referrals;

public static class OpenDeals
{
    /// <summary>Deals that run or have yet to start: not void, ended or expired. The last day counts.</summary>
    public static IQueryable<Deal> Open(this IQueryable<Deal> deals, DateOnly today) => deals.Where(deal =>
        deal.DeletedAt == null
        && deal.VoidedAt == null
        && (deal.EndedOn == null || deal.EndedOn >= today)
        && (deal.ExpiresOn == null || deal.ExpiresOn >= today));

    /// <summary>The partner of each open deal.</summary>
    internal static IQueryable<Guid> Partners(PartnersDb db, DateOnly today) => db.Deals.Open(today).Select(deal => deal.PartnerId);

    /// <summary>The same of a deal that was read already.</summary>
    public static bool IsOpen(this Deal deal, DateOnly today) =>
        deal.DeletedAt is null && deal.VoidedAt is null && !(deal.EndedOn < today) && !(deal.ExpiresOn < today);
}
