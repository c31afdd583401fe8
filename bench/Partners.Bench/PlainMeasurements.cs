using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;

namespace Partners.Bench;

/// <summary>
/// Each of the persistence layer's tricks beside the plain query that it replaces. If the plain query meets the target, the trick should
/// go.
/// </summary>
internal static class PlainMeasurements
{
    private const double OfSearch = 10;
    private const double OfGrid = 20;

    /// <summary>How many keys an import queries at a time. It reads 20,000 rows a second, so a thousand may take 50 ms in total.</summary>
    private const int Keys = 1_000;

    private const double OfKeys = 5;

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        await using var db = await run.Database.ContextAsync(cancel);
        var live = db.Organisations.AsNoTracking().Where(organisation => organisation.DeletedAt == null);
        var summaries = db.DealSummaries.AsNoTracking();
        var keys = await db.Projects.Select(project => project.Id).Take(Keys).ToListAsync(cancel);
        Trick[] tricks =
        [
            new(
                "the total of organisations: kept by triggers",
                run.OfList,
                (_, token) => live.CountAsync(token),
                (_, token) => db.Set<OrganisationTally>().SumAsync(tally => tally.Organisations, token)),
            new(
                "the total of billing accounts: kept by triggers",
                run.OfList,
                (_, token) => db.BillingAccounts.CountAsync(account => account.DeletedAt == null, token),
                (_, token) => db.Set<BillingTally>().SumAsync(tally => tally.Accounts, token)),
            new(
                "letters anywhere in a name: trigrams",
                OfSearch,
                (i, token) => CountAsync(
                    live.Where(organisation => organisation.NameKey.Contains(Searches.Of(i))).OrderBy(organisation => organisation.NameKey),
                    token),
                async (i, token) =>
                {
                    var names = await NameSearch<Organisation>.PrepareAsync(db, NameIndexes.Organisations, Searches.Of(i), token);
                    return await CountAsync(names.Apply(db).OrderBy(organisation => organisation.NameKey), token);
                }),
            new(
                "the totals of all deals: in one pass",
                OfGrid,
                async (_, token) => (await summaries
                    .GroupBy(_ => 1)
                    .Select(all => new
                    {
                        Deals = all.Count(),
                        Earned = all.Sum(deal => (long)(object)deal.Earned),
                        Owed = all.Sum(deal => (long)(object)deal.Owed),
                    })
                    .SingleAsync(token)).Deals,
                async (_, token) => (await db.TotalsAsync(
                    summaries.Select(summary => new { summary.Earned, summary.Owed }),
                    nameof(DealSummary.Earned),
                    nameof(DealSummary.Owed),
                    token)).Rows),
            new(
                $"{Keys:N0} records by their keys: as one parameter",
                OfKeys,
                (i, token) =>
                {
                    var some = Some(i);
                    return CountAllAsync(db.Projects.Where(project => EF.MultipleParameters(some).Contains(project.Id)), token);
                },
                (i, token) =>
                {
                    var some = Some(i);
                    return CountAllAsync(db.Projects.Where(project => some.Contains(project.Id)), token);
                }),
        ];
        foreach (var trick in tricks)
        {
            var plain = await TimeAsync(trick, trick.PlainAsync);
            var p95 = Report.Percentile([.. plain.Milliseconds.Order()], 95).ToString("0.0", CultureInfo.InvariantCulture);
            run.Report.Add(
                new($"{trick.What} (plain: {p95} ms at the 95th percentile)", trick.Target, trick.KeptAsync),
                await TimeAsync(trick, trick.KeptAsync));
        }

        // Batches vary in length, as in an import.
        List<Guid> Some(int i) => keys.GetRange(0, Keys - (i % 100));

        async Task<Timings> TimeAsync(Trick trick, Func<int, CancellationToken, Task<int>> ask)
        {
            var measurement = new Measurement(trick.What, trick.Target, ask);
            await Stopwatches.WarmUpAsync(measurement, cancel);
            return await Stopwatches.TimeAsync(run.Tries, measurement, cancel);
        }
    }

    private static Task<int> CountAsync<T>(IQueryable<T> rows, CancellationToken cancel) => CountAllAsync(rows.Take(25), cancel);

    private static async Task<int> CountAllAsync<T>(IQueryable<T> rows, CancellationToken cancel) => (await rows.ToListAsync(cancel)).Count;

    private sealed record Trick(
        string What,
        double Target,
        Func<int, CancellationToken, Task<int>> PlainAsync,
        Func<int, CancellationToken, Task<int>> KeptAsync);
}
