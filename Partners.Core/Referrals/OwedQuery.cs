using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

public enum OwedOrder
{
    Owed,
    Partner,
}

/// <summary>Filters for the list of partners with deals. Pages begin at 1.</summary>
/// <param name="Search">Anywhere in the partner's name.</param>
public sealed record OwedQuery(
    string? Search = null,
    OwedOrder Order = OwedOrder.Owed,
    bool Descending = true,
    int Page = 1,
    int PageSize = 25)
{
    public const int LargestPage = 200;
}

/// <summary>What is owed to one partner over all its deals.</summary>
/// <param name="Owed">Earned − paid out; negative if it is a credit.</param>
/// <param name="ClosedThrough">The partner's last closed month; null if none is.</param>
public sealed record PartnerOwed(Guid PartnerId, string Name, int Deals, Money Earned, Money PaidOut, Money Owed, Month? ClosedThrough);

/// <summary>Over all partners that the search finds, not only the page's; credits reduce what is owed.</summary>
public sealed record OwedTotals(int Partners, int Deals, Money Earned, Money PaidOut, Money Owed);

/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record OwedListing(IReadOnlyList<PartnerOwed> Rows, OwedTotals Totals, int Page, string? Notice)
{
    internal static OwedListing Nothing(string? notice) => new([], new(0, 0, Money.Zero, Money.Zero, Money.Zero), 1, notice);
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
        return sums is null ? null : new(sums.Partners, sums.Deals, new(sums.Earned), new(sums.PaidOut), new(sums.Earned - sums.PaidOut));
    }

    /// <summary>The page's partners in order, then their names and last closed months in one go.</summary>
    public static async Task<IReadOnlyList<PartnerOwed>> RowsAsync(
        this IQueryable<DealSummary> summaries,
        PartnersDb db,
        OwedQuery query,
        Paging page,
        CancellationToken cancel)
    {
        var sums = summaries.GroupBy(summary => summary.PartnerId).Select(deals => new PartnerSums
        {
            PartnerId = deals.Key,
            Key = deals.Min(summary => summary.PartnerKey)!,
            Deals = deals.Count(),
            Earned = deals.Sum(summary => (long)(object)summary.Earned),
            PaidOut = deals.Sum(summary => (long)(object)summary.PaidOut),
            Owed = deals.Sum(summary => (long)(object)summary.Owed),
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
        return found.ConvertAll(partner => new PartnerOwed(
            partner.PartnerId,
            names[partner.PartnerId],
            partner.Deals,
            new(partner.Earned),
            new(partner.PaidOut),
            new(partner.Owed),
            closed.TryGetValue(partner.PartnerId, out var last) ? last : null));
    }

    /// <summary>Partners with equal balances are sorted by name, ascending either way.</summary>
    private static IQueryable<PartnerSums> InOrder(IQueryable<PartnerSums> sums, OwedOrder order, bool descending) =>
        (order, descending) switch
        {
            (OwedOrder.Owed, false) =>
                sums.OrderBy(partner => partner.Owed).ThenBy(partner => partner.Key).ThenBy(partner => partner.PartnerId),
            (OwedOrder.Owed, true) =>
                sums.OrderByDescending(partner => partner.Owed).ThenBy(partner => partner.Key).ThenBy(partner => partner.PartnerId),
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

        public long Owed { get; init; }
    }
}
