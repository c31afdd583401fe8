using Partners.Core.Persistence;

namespace Partners.Core.Referrals;

/// <summary>By which index the grid's deals are found soonest.</summary>
internal static class LedgerIndexes
{
    public const string Partner = "IX_DealStandings_Partner";
    public const string Statuses = "IX_DealStandings_Statuses";
    public const string Names = "IX_DealStandings_Names";
    public const string Owed = "IX_DealStandings_Owed";

    /// <summary>The index that has all of an order.</summary>
    public static string Of(LedgerOrder order) => order switch
    {
        LedgerOrder.Partner => Names,
        LedgerOrder.Client => "IX_DealStandings_ClientKey_DealId",
        LedgerOrder.Kickback => "IX_DealStandings_Kickback_DealId",
        LedgerOrder.Discount => "IX_DealStandings_Discount_DealId",
        LedgerOrder.Cap => "IX_DealStandings_Cap",
        LedgerOrder.Earned => "IX_DealStandings_Earned_DealId",
        LedgerOrder.Owed => Owed,
        LedgerOrder.Expires => "IX_DealStandings_ExpiresOn",
        _ => throw new ArgumentOutOfRangeException(nameof(order)),
    };

    /// <summary>The index that answers a filter, and has its amounts, without a row; null where none does: row after row is sooner than looking most of them up.</summary>
    /// <param name="search">As it is searched.</param>
    public static string? OfFilter(LedgerQuery query, string search) =>
        query.PartnerId is not null ? Partner
        : (IsTimed(query), search.Length > 0, query.DiscountMismatch) switch
        {
            (true, false, false) => Statuses,
            (false, true, false) when query.OwedMoreThan is null => Names,
            (false, false, false) => Owed,
            _ => null,
        };

    /// <summary>The index by which one page is found soonest; null where that is row after row.</summary>
    /// <param name="matches">Of the filter.</param>
    /// <param name="all">Deals without any.</param>
    public static string? OfPage(LedgerQuery query, string search, int matches, int all) =>
        query.PartnerId is null && WalksItsOrder(query, matches, all) ? Of(query.Order)
        : query.PartnerId is not null || matches * 8 < all ? OfFilter(query, search)
        : null;

    /// <summary>
    /// Whether a page is together soonest by walking the order's index past what does not match: so many match that the next one is
    /// never far. Not by amounts and days where a status or the like is asked for: its deals can all lie at the index's other end.
    /// </summary>
    private static bool WalksItsOrder(LedgerQuery query, int matches, int all)
    {
        var byName = query.Order is LedgerOrder.Partner or LedgerOrder.Client;
        var isScattered = byName || (!IsTimed(query) && query.OwedMoreThan is null && !query.DiscountMismatch);
        return matches * 2 >= all || (isScattered && matches > NameIndexes.MostCounted);
    }

    /// <summary>Whether the day decides what matches.</summary>
    private static bool IsTimed(LedgerQuery query) => query.Status is not null || query.ExpiringWithinDays is not null;
}
