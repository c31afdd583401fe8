using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

public enum OwedOrder
{
    ToPay,
    Credit,
    Partner,
}

/// <summary>Filters for the list of partners with deals. Pages begin at 1.</summary>
/// <param name="Search">Anywhere in the partner's name.</param>
public sealed record OwedQuery(
    string? Search = null,
    OwedOrder Order = OwedOrder.ToPay,
    bool Descending = true,
    int Page = 1,
    int PageSize = 25)
{
    public const int LargestPage = 200;
}

/// <summary>What is to pay to one partner, and what it was paid too much, over all its deals.</summary>
/// <param name="ToPay">On the deals that are no credits; a credit on another deal does not reduce it.</param>
/// <param name="Credit">On the deals where more was paid out than earned; not negative.</param>
/// <param name="ClosedThrough">The partner's last closed month; null if none is.</param>
/// <param name="FirstOpen">The first month that is over and not closed; null if there is none.</param>
/// <param name="OpenMonths">How many there are.</param>
public sealed record PartnerOwed(
    Guid PartnerId,
    string Name,
    int Deals,
    Money Earned,
    Money PaidOut,
    Money ToPay,
    Money Credit,
    Month? ClosedThrough,
    Month? FirstOpen,
    int OpenMonths);

/// <summary>Over all partners that the search finds, not only the page's. To pay and credits are never netted.</summary>
public sealed record OwedTotals(int Partners, int Deals, Money Earned, Money PaidOut, Money ToPay, Money Credits);

/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record OwedListing(IReadOnlyList<PartnerOwed> Rows, OwedTotals Totals, int Page, string? Notice)
{
    internal static OwedListing Nothing(string? notice) => new([], new(0, 0, Money.Zero, Money.Zero, Money.Zero, Money.Zero), 1, notice);
}

/// <summary>Sums the summaries by partner in the database, as whole cents.</summary>
internal static class OwedLists
{
    public static async Task<OwedTotals?> TotalsAsync(this IQueryable<DealSummary> summaries, CancellationToken cancel)
    {
        var sums = await summaries.GroupBy(_ => 1)
            .Select(all => new
            {
                Partners = all.Select(summary => summary.PartnerId).Distinct().Count(),
                Deals = all.Count(),
                Earned = all.Sum(summary => (long)(object)summary.Earned),
                PaidOut = all.Sum(summary => (long)(object)summary.PaidOut),
            })
            .SingleOrDefaultAsync(cancel);
        if (sums is null)
        {
            return null;
        }

        // The credits are few, and have their own index.
        var credits = await summaries.Where(summary => summary.Owed < Money.Zero).SumAsync(summary => -(long)(object)summary.Owed, cancel);
        return new(
            sums.Partners,
            sums.Deals,
            new(sums.Earned),
            new(sums.PaidOut),
            new(sums.Earned - sums.PaidOut + credits),
            new(credits));
    }

    /// <summary>The page's partners in order, then their names and last closed months in one go.</summary>
    public static async Task<IReadOnlyList<PartnerOwed>> RowsAsync(
        this IQueryable<DealSummary> summaries,
        PartnersDb db,
        OwedQuery query,
        Paging page,
        Month over,
        CancellationToken cancel)
    {
        var sums = summaries.GroupBy(summary => summary.PartnerId).Select(deals => new PartnerSums
        {
            PartnerId = deals.Key,
            Key = deals.Min(summary => summary.PartnerKey)!,
            Deals = deals.Count(),
            Earned = deals.Sum(summary => (long)(object)summary.Earned),
            PaidOut = deals.Sum(summary => (long)(object)summary.PaidOut),
            ToPay = deals.Sum(summary => summary.Owed > Money.Zero ? (long)(object)summary.Owed : 0),
            Credit = deals.Sum(summary => summary.Owed < Money.Zero ? -(long)(object)summary.Owed : 0),
        });
        var found = await InOrder(sums, query.Order, query.Descending).InPage(page).ToListAsync(cancel);
        var ids = found.ConvertAll(partner => partner.PartnerId);
        var names = await db.Organisations
            .AsNoTracking()
            .Where(partner => ids.Contains(partner.Id))
            .ToDictionaryAsync(partner => partner.Id, partner => partner.Name, cancel);
        var closed = await db.ClosedMonths.AsNoTracking()
            .Where(month => ids.Contains(month.PartnerId))
            .GroupBy(month => month.PartnerId)
            .Select(months => new { PartnerId = months.Key, Last = months.Max(month => month.Month) })
            .ToDictionaryAsync(months => months.PartnerId, months => months.Last, cancel);
        var next = await FirstOpenMonths.OfAsync(db, ids, cancel);
        return found.ConvertAll(partner =>
        {
            var open = next[partner.PartnerId].Until(over);
            return new PartnerOwed(
                partner.PartnerId,
                names[partner.PartnerId],
                partner.Deals,
                new(partner.Earned),
                new(partner.PaidOut),
                new(partner.ToPay),
                new(partner.Credit),
                closed.TryGetValue(partner.PartnerId, out var last) ? last : null,
                open > 0 ? next[partner.PartnerId] : null,
                open);
        });
    }

    /// <summary>Partners with equal balances are sorted by name, ascending either way.</summary>
    private static IQueryable<PartnerSums> InOrder(IQueryable<PartnerSums> sums, OwedOrder order, bool descending) =>
        (order, descending) switch
        {
            (OwedOrder.ToPay, false) =>
                sums.OrderBy(partner => partner.ToPay).ThenBy(partner => partner.Key).ThenBy(partner => partner.PartnerId),
            (OwedOrder.ToPay, true) =>
                sums.OrderByDescending(partner => partner.ToPay).ThenBy(partner => partner.Key).ThenBy(partner => partner.PartnerId),
            (OwedOrder.Credit, false) =>
                sums.OrderBy(partner => partner.Credit).ThenBy(partner => partner.Key).ThenBy(partner => partner.PartnerId),
            (OwedOrder.Credit, true) =>
                sums.OrderByDescending(partner => partner.Credit).ThenBy(partner => partner.Key).ThenBy(partner => partner.PartnerId),
            (OwedOrder.Partner, false) => sums.OrderBy(partner => partner.Key).ThenBy(partner => partner.PartnerId),
            (OwedOrder.Partner, true) => sums.OrderByDescending(partner => partner.Key).ThenByDescending(partner => partner.PartnerId),
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };

    private sealed class PartnerSums
    {
        public Guid PartnerId { get; init; }

        public string Key { get; init; } = string.Empty;

        public int Deals { get; init; }

        public long Earned { get; init; }

        public long PaidOut { get; init; }

        public long ToPay { get; init; }

        public long Credit { get; init; }
    }
}
