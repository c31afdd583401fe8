using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Bench;

/// <summary>
/// Posts a million payments, then reads the grid with totals, what is owed, a statement and a deal, through the pages' services.
/// </summary>
internal static class LedgerMeasurements
{
    private const double Target = 20;

    /// <summary>Our own target: only the first reader waits, the rest get the cached answer.</summary>
    private const double OfOwedAnew = 100;

    /// <summary>A month with payments from the made-up clients.</summary>
    private static readonly Month s_month = new(2026, 6);

    /// <summary>One, three, and eight or more letters; found in most names, some, a few and none.</summary>
    private static readonly string[] s_searches = ["e", "x", "ste", "zwa", "qqq", "gemeente", "kamperhoven", "sterrenwacht", "onvindbaar"];

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        await PostingMeasurements.RunAsync(run.Database, run.Report, cancel);
        var (directory, statements, deal) = (
            run.Database.Get<LedgerDirectory>(),
            run.Database.Get<Statements>(),
            run.Database.Get<DealOverview>());
        var (changes, posting) = (run.Database.Get<ChangeRunner>(), run.Database.Get<LedgerPosting>());
        var (upkeep, contexts) = (run.Database.Get<LedgerUpkeep>(), run.Database.Get<IDbContextFactory<PartnersDb>>());
        var (partners, deals) = await KnownAsync(run.Database, cancel);
        var deep = Math.Min(1_000, run.Options.Share(1_000));
        await run.MeasureAsync(
            [
                Grid("the grid's first page, with its totals", new()),
                .. Enum.GetValues<DealStatus>().Select(status => Grid($"filter: {status.InWords()}", new(Status: status))),
                Grid("filter: expiring within 60 days", new(ExpiringWithinDays: 60)),
                Grid("filter: owed more than € 100", new(OwedMoreThan: new Money(100_00))),
                Grid("filter: discount differs", new(DiscountMismatch: true)),
                GridOf("filter: one partner", i => new(PartnerId: partners[i % partners.Count])),
                .. s_searches.Select(text => Grid($"search: {text}", new(Search: text))),
                .. Enum.GetValues<LedgerOrder>().Select(order => Grid($"order: {order}", new(Order: order))),
                Grid("order: owed, active deals only", new(Status: DealStatus.Active, Order: LedgerOrder.Owed)),
                Grid("order: expires, a search", new(Search: "gemeente", Order: LedgerOrder.Expires)),
                GridOf($"{deep:N0} pages deep", i => new(Page: deep + (i % deep))),
                new(
                    "owed by partner",
                    Target,
                    async (_, token) => (await statements.OwedAsync(BenchDatabase.Who, new(), token)).Rows.Count),
                Owed("owed by partner, largest first", new()),
                Owed("owed by partner, by name", new(Order: OwedOrder.Partner, Descending: false)),
                Owed("owed by partner, a search", new(Search: "ste")),
                new("one partner's statement", Target, async (i, token) =>
                    (await statements.FindAsync(BenchDatabase.Who, partners[i % partners.Count], s_month, token))!.Statement.Deals
                        .Sum(found => found.Lines.Count)),
                new("a deal, with its terms, payouts and forecast", Target, async (i, token) =>
                    RowsOf((await deal.FindAsync(BenchDatabase.Who, deals[i % deals.Count], token))!)),
                new("a deal's lines", Target, async (i, token) =>
                    (await deal.LinesAsync(BenchDatabase.Who, deals[i % deals.Count], 1, 25, token)).Rows.Count),
            ],
            cancel);

        Measurement Grid(string what, LedgerQuery query) => GridOf(what, _ => query);

        Measurement GridOf(string what, Func<int, LedgerQuery> query) =>
            new(what, Target, async (i, token) => (await directory.ListAsync(BenchDatabase.Who, query(i), token)).Rows.Count);

        Measurement Owed(string what, OwedQuery query) => new($"{what}, the first after a change", OfOwedAnew, async (_, token) =>
        {
            await using var version = new DataVersion(contexts);
            return (await new Statements(
                changes,
                run.Database.Get<JobRunner>(),
                posting,
                upkeep,
                contexts,
                version,
                TimeProvider.System).OwedAsync(BenchDatabase.Who, query, token)).Rows.Count;
        });
    }

    private static int RowsOf(DealDetails deal) => deal.Terms.Count + deal.Payouts.Count;

    private static async Task<(IReadOnlyList<Guid> Partners, IReadOnlyList<Guid> Deals)> KnownAsync(
        BenchDatabase database,
        CancellationToken cancel)
    {
        await using var db = await database.ContextAsync(cancel);
        return (
            await db.DealSummaries.Select(summary => summary.PartnerId).Distinct().Take(100).ToListAsync(cancel),
            await db.DealSummaries.Select(summary => summary.DealId).Take(100).ToListAsync(cancel));
    }
}
