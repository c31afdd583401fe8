using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;

namespace Partners.Core.Referrals;

/// <summary>The filters and orders of the grid, in words that the database understands.</summary>
internal static class LedgerLists
{
    private const long Shares = 100_00;

    /// <summary>
    /// All standings, to be read from the narrow table one after the other; by an index, where the order's is to be walked or one
    /// partner's few are asked for.
    /// </summary>
    public static IQueryable<DealStanding> Read(this PartnersDb db, LedgerQuery query, bool walkOrder) =>
        (walkOrder || query.PartnerId is not null ? db.DealStandings : db.DealStandings.Scanned()).AsNoTracking();

    /// <summary>
    /// Whether a page is together soonest by walking the order's index past what does not match: so many match that the next one is
    /// never far. Not by amounts and days where a status or the like is asked for: its deals can all lie at the index's other end.
    /// </summary>
    /// <param name="matches">Of the filter.</param>
    /// <param name="all">Deals without any.</param>
    public static bool WalksItsOrder(this LedgerQuery query, int matches, int all)
    {
        var byName = query.Order is LedgerOrder.Partner or LedgerOrder.Client;
        var isScattered = byName || (query.Status is null && query.ExpiringWithinDays is null && query.OwedMoreThan is null && !query.DiscountMismatch);
        return matches * 2 >= all || (isScattered && matches > NameIndexes.MostCounted);
    }

    /// <summary>The filter, without order. The words for the statuses are <see cref="DealStatuses.Of"/>, in words that the database understands.</summary>
    public static IQueryable<DealStanding> Matching(this IQueryable<DealStanding> standings, LedgerQuery query, string search, DateOnly today)
    {
        if (search.Length > 0)
        {
            standings = standings.Where(standing => standing.PartnerKey.Contains(search) || standing.ClientKey.Contains(search));
        }

        if (query.PartnerId is { } partner)
        {
            standings = standings.Where(standing => standing.PartnerId == partner);
        }

        if (query.ExpiringWithinDays is { } days)
        {
            var until = today.AddDays(Math.Clamp(days, 0, 36_500));
            standings = standings.Running(today).Where(standing => standing.ExpiresOn <= until || standing.EndedOn <= until);
        }

        if (query.OwedMoreThan is { } owed)
        {
            standings = standings.Where(standing => standing.Owed > owed);
        }

        if (query.DiscountMismatch)
        {
            standings = standings.Where(standing => !standing.IsVoid && standing.BilledDiscount != null && standing.BilledDiscount != standing.Discount);
        }

        return query.Status is { } status ? standings.In(status, today) : standings;
    }

    public static IQueryable<Guid> OfWorkspace(this IQueryable<Deal> deals, Guid workspaceId) => deals
        .Where(deal => deal.WorkspaceId == workspaceId && deal.DeletedAt == null)
        .OrderByDescending(deal => deal.StartsOn)
        .ThenByDescending(deal => deal.Id)
        .Select(deal => deal.Id);

    public static IQueryable<DealStanding> InOrder(this IQueryable<DealStanding> standings, LedgerOrder order, bool descending)
    {
        var ordered = (order, descending) switch
        {
            (LedgerOrder.Partner, false) => standings.OrderBy(s => s.PartnerKey).ThenBy(s => s.ClientKey),
            (LedgerOrder.Partner, true) => standings.OrderByDescending(s => s.PartnerKey).ThenByDescending(s => s.ClientKey),
            (LedgerOrder.Client, false) => standings.OrderBy(s => s.ClientKey),
            (LedgerOrder.Client, true) => standings.OrderByDescending(s => s.ClientKey),
            (LedgerOrder.Kickback, false) => standings.OrderBy(s => s.Kickback),
            (LedgerOrder.Kickback, true) => standings.OrderByDescending(s => s.Kickback),
            (LedgerOrder.Discount, false) => standings.OrderBy(s => s.Discount),
            (LedgerOrder.Discount, true) => standings.OrderByDescending(s => s.Discount),

            // No cap is the highest, no expiry the last.
            (LedgerOrder.Cap, false) => standings.OrderBy(s => s.Cap == null).ThenBy(s => s.Cap),
            (LedgerOrder.Cap, true) => standings.OrderByDescending(s => s.Cap == null).ThenByDescending(s => s.Cap),
            (LedgerOrder.Earned, false) => standings.OrderBy(s => s.Earned),
            (LedgerOrder.Earned, true) => standings.OrderByDescending(s => s.Earned),
            (LedgerOrder.Owed, false) => standings.OrderBy(s => s.Owed),
            (LedgerOrder.Owed, true) => standings.OrderByDescending(s => s.Owed),
            (LedgerOrder.Expires, false) => standings.OrderBy(s => s.ExpiresOn == null).ThenBy(s => s.ExpiresOn),
            (LedgerOrder.Expires, true) => standings.OrderByDescending(s => s.ExpiresOn == null).ThenByDescending(s => s.ExpiresOn),
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };
        return descending ? ordered.ThenByDescending(s => s.DealId) : ordered.ThenBy(s => s.DealId);
    }

    private static IQueryable<DealStanding> In(this IQueryable<DealStanding> standings, DealStatus status, DateOnly today)
    {
        var near = today.AddDays(DealStatuses.NearExpiryDays);
        var share = (long)DealStatuses.NearCap.BasisPoints;
        var started = standings.Running(today).Where(s => s.StartsOn <= today);
        return status switch
        {
            DealStatus.Void => standings.Where(s => s.IsVoid),
            DealStatus.Ended => standings.Where(s => !s.IsVoid && s.EndedOn < today),
            DealStatus.Expired => standings.Where(s => !s.IsVoid && (s.EndedOn == null || s.EndedOn >= today) && s.ExpiresOn < today),
            DealStatus.Upcoming => standings.Running(today).Where(s => s.StartsOn > today),
            DealStatus.CapReached => started.Where(s => s.Cap != null && s.Earned >= s.Cap),
            DealStatus.NearCap => started.Where(s => s.Cap != null && s.Earned < s.Cap && (long)(object)s.Earned * Shares >= (long)(object)s.Cap * share),
            DealStatus.NearExpiry => started.BelowCap(share).Where(s => s.ExpiresOn <= near || s.EndedOn <= near),
            DealStatus.Active => started.BelowCap(share).Where(s => (s.ExpiresOn == null || s.ExpiresOn > near) && (s.EndedOn == null || s.EndedOn > near)),
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
    }

    private static IQueryable<DealStanding> BelowCap(this IQueryable<DealStanding> standings, long share) =>
        standings.Where(s => s.Cap == null || (s.Earned < s.Cap && (long)(object)s.Earned * Shares < (long)(object)s.Cap * share));

    private static IQueryable<DealStanding> Running(this IQueryable<DealStanding> standings, DateOnly today) =>
        standings.Where(s => !s.IsVoid && (s.EndedOn == null || s.EndedOn >= today) && (s.ExpiresOn == null || s.ExpiresOn >= today));
}
