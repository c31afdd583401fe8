namespace Partners.Core.Referrals;

/// <summary>The grid's filters and orders, as expressions that EF can translate.</summary>
internal static class LedgerLists
{
    /// <summary>The filter, unordered. The status conditions repeat <see cref="DealStatuses.Of"/> so that EF can translate them.</summary>
    public static IQueryable<DealStanding> Matching(this IQueryable<DealStanding> standings, LedgerQuery query, string search, DateOnly today)
    {
        if (search.Length > 0)
        {
            standings = standings.Where(standing => standing.NamesKey.Contains(search));
        }

        if (query.PartnerId is { } partner)
        {
            standings = standings.Where(standing => standing.PartnerId == partner);
        }

        if (query.ExpiringWithinDays is { } days)
        {
            var until = today.AddDays(Math.Clamp(days, 0, 36_500));
            standings = standings.Running(today).Where(standing => standing.RunsUntil <= until);
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
            (LedgerOrder.Partner, false) => standings.OrderBy(s => s.NamesKey),
            (LedgerOrder.Partner, true) => standings.OrderByDescending(s => s.NamesKey),
            (LedgerOrder.Client, false) => standings.OrderBy(s => s.ClientKey),
            (LedgerOrder.Client, true) => standings.OrderByDescending(s => s.ClientKey),
            (LedgerOrder.Kickback, false) => standings.OrderBy(s => s.Kickback),
            (LedgerOrder.Kickback, true) => standings.OrderByDescending(s => s.Kickback),
            (LedgerOrder.Discount, false) => standings.OrderBy(s => s.Discount),
            (LedgerOrder.Discount, true) => standings.OrderByDescending(s => s.Discount),

            // No cap sorts highest, no expiry last.
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
        var over = standings.Where(s => s.RunsUntil > DateOnly.MinValue && s.RunsUntil < today);
        var started = standings.Running(today).Where(s => s.StartsOn <= today);
        var near = today.AddDays(DealStatuses.NearExpiryDays);
        return status switch
        {
            DealStatus.Void => standings.Where(s => s.RunsUntil == DateOnly.MinValue),
            DealStatus.Ended => over.Where(s => s.EndedOn < today),
            DealStatus.Expired => over.Where(s => s.EndedOn == null || s.EndedOn >= today),
            DealStatus.Upcoming => standings.Running(today).Where(s => s.StartsOn > today),
            DealStatus.CapReached => started.Where(s => s.IsCapReached),
            DealStatus.NearCap => started.Where(s => s.IsNearCap && !s.IsCapReached),
            DealStatus.NearExpiry => started.Where(s => !s.IsNearCap && s.RunsUntil <= near),
            DealStatus.Active => started.Where(s => !s.IsNearCap && s.RunsUntil > near),
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
    }

    private static IQueryable<DealStanding> Running(this IQueryable<DealStanding> standings, DateOnly today) => standings.Where(s => s.RunsUntil >= today);
}
