using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Bench;

/// <summary>The grid of deals with its totals, through the service that the page calls.</summary>
internal static class LedgerMeasurements
{
    private const double Target = 20;

    /// <summary>A month in which the made-up clients paid.</summary>
    private static readonly Month s_month = new(2026, 6);

    /// <summary>Of one, three and eight letters or more; in most deals' names, in some, in a few, in none.</summary>
    private static readonly string[] s_searches = ["e", "x", "ste", "zwa", "qqq", "gemeente", "kamperhoven", "sterrenwacht", "onvindbaar"];

    public static async Task RunAsync(BenchDatabase database, int tries, Report report, CancellationToken cancel)
    {
        var directory = database.Get<LedgerDirectory>();
        var partners = await PartnersAsync(database, cancel);
        await AddAsync("first page with totals", _ => new());
        foreach (var status in Enum.GetValues<DealStatus>())
        {
            await AddAsync($"filter: {status.InWords()}", _ => new(Status: status));
        }

        await AddAsync("filter: expiring within 60 days", _ => new(ExpiringWithinDays: 60));
        await AddAsync("filter: owed more than € 100", _ => new(OwedMoreThan: new Money(100_00)));
        await AddAsync("filter: discount differs", _ => new(DiscountMismatch: true));
        await AddAsync("filter: one partner", i => new(PartnerId: partners[i % partners.Count]));
        foreach (var search in s_searches)
        {
            await AddAsync($"search: {search}", _ => new(Search: search));
        }

        foreach (var order in Enum.GetValues<LedgerOrder>())
        {
            await AddAsync($"order: {order}", i => new(Order: order, Descending: i % 2 == 1));
        }

        await AddAsync("order: Owed, active deals only", i => new(Status: DealStatus.Active, Order: LedgerOrder.Owed, Descending: i % 2 == 1));
        await AddAsync("order: Expires, a search", i => new(Search: "gemeente", Order: LedgerOrder.Expires, Descending: i % 2 == 1));
        await AddAsync("1,000 pages deep", i => new(Page: 1_000 + i));

        var statements = database.Get<Statements>();
        await OwedAsync("owed by partner, largest first", i => new(Page: 1 + (i % 2)));
        await OwedAsync("owed by partner, by name", _ => new(Order: OwedOrder.Partner, Descending: false));
        await OwedAsync("owed by partner, a search", _ => new(Search: "ste"));
        report.AddTimes("one partner's statement", Target, await Stopwatches.TimeAsync(tries, i => statements.FindAsync(BenchDatabase.Who, partners[i % partners.Count], s_month, cancel), cancel));

        async Task AddAsync(string what, Func<int, LedgerQuery> query) =>
            report.AddTimes(what, Target, await Stopwatches.TimeAsync(tries, i => directory.ListAsync(BenchDatabase.Who, query(i), cancel), cancel));

        async Task OwedAsync(string what, Func<int, OwedQuery> query) =>
            report.AddTimes(what, Target, await Stopwatches.TimeAsync(tries, i => statements.OwedAsync(BenchDatabase.Who, query(i), cancel), cancel));
    }

    private static async Task<IReadOnlyList<Guid>> PartnersAsync(BenchDatabase database, CancellationToken cancel)
    {
        await using var db = await database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync(cancel);
        return await db.DealStandings.Select(standing => standing.PartnerId).Distinct().Take(100).ToListAsync(cancel);
    }
}
