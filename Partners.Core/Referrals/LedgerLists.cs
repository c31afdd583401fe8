namespace Partners.Core.Referrals;

/// <summary>The grid's filters and orders, as expressions that EF can translate.</summary>
internal static class LedgerLists
{
    /// <summary>The filter, unordered.</summary>
    public static IQueryable<DealSummary> Matching(this IQueryable<DealSummary> summaries, LedgerQuery query, string search, DateOnly today)
    {
        if (search.Length > 0)
        {
            summaries = summaries.Where(summary => summary.NamesKey.Contains(search));
        }

        if (query.PartnerId is { } partner)
        {
            summaries = summaries.Where(summary => summary.PartnerId == partner);
        }

        if (query.ExpiringWithinDays is { } days)
        {
            var until = today.AddDays(Math.Clamp(days, 0, 36_500));
            summaries = summaries.Running(today).Where(summary => summary.RunsUntil <= until);
        }

        if (query.OwedMoreThan is { } owed)
        {
            summaries = summaries.Where(summary => summary.Owed > owed);
        }

        if (query.DiscountMismatch)
        {
            summaries = summaries.Where(summary =>
                !summary.IsVoid && summary.BilledDiscount != null && summary.BilledDiscount != summary.Discount);
        }

        return query.Status is { } status ? summaries.In(status, today) : summaries;
    }

    public static IQueryable<Guid> OfWorkspace(this IQueryable<Deal> deals, Guid workspaceId) => deals
        .Where(deal => deal.WorkspaceId == workspaceId && deal.DeletedAt == null)
        .OrderByDescending(deal => deal.StartsOn)
        .ThenByDescending(deal => deal.Id)
        .Select(deal => deal.Id);

    public static IQueryable<DealSummary> InOrder(this IQueryable<DealSummary> summaries, LedgerOrder order, bool descending)
    {
        var ordered = (order, descending) switch
        {
            (LedgerOrder.Partner, false) => summaries.OrderBy(s => s.NamesKey),
            (LedgerOrder.Partner, true) => summaries.OrderByDescending(s => s.NamesKey),
            (LedgerOrder.Client, false) => summaries.OrderBy(s => s.ClientKey),
            (LedgerOrder.Client, true) => summaries.OrderByDescending(s => s.ClientKey),
            (LedgerOrder.Kickback, false) => summaries.OrderBy(s => s.Kickback),
            (LedgerOrder.Kickback, true) => summaries.OrderByDescending(s => s.Kickback),
            (LedgerOrder.Discount, false) => summaries.OrderBy(s => s.Discount),
            (LedgerOrder.Discount, true) => summaries.OrderByDescending(s => s.Discount),

            // No cap sorts highest, no expiry last.
            (LedgerOrder.Cap, false) => summaries.OrderBy(s => s.Cap == null).ThenBy(s => s.Cap),
            (LedgerOrder.Cap, true) => summaries.OrderByDescending(s => s.Cap == null).ThenByDescending(s => s.Cap),
            (LedgerOrder.Earned, false) => summaries.OrderBy(s => s.Earned),
            (LedgerOrder.Earned, true) => summaries.OrderByDescending(s => s.Earned),
            (LedgerOrder.Owed, false) => summaries.OrderBy(s => s.Owed),
            (LedgerOrder.Owed, true) => summaries.OrderByDescending(s => s.Owed),
            (LedgerOrder.Expires, false) => summaries.OrderBy(s => s.ExpiresOn == null).ThenBy(s => s.ExpiresOn),
            (LedgerOrder.Expires, true) => summaries.OrderByDescending(s => s.ExpiresOn == null).ThenByDescending(s => s.ExpiresOn),
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };
        return descending ? ordered.ThenByDescending(s => s.DealId) : ordered.ThenBy(s => s.DealId);
    }
}
