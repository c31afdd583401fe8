using Partners.Core.Billing;

namespace Partners.Bench;

/// <summary>The list of billing accounts with their seats, prices and agreed discounts, through the service that the page calls.</summary>
internal static class BillingMeasurements
{
    private const double Target = 10;

    /// <summary>Every account of the made-up data has one of these.</summary>
    private static readonly Tier[] s_tiers = [Tier.Innovator, Tier.Changemaker, Tier.Guardian];

    public static async Task RunAsync(BenchDatabase database, int tries, Report report, CancellationToken cancel)
    {
        var directory = database.Get<BillingDirectory>();
        report.AddTimes("first page, forwards and backwards", Target, await TimeAsync(i => new(Descending: i % 2 == 1)));
        report.AddTimes("filter: external clients only", Target, await TimeAsync(i => new(Kind: AccountKind.ExternalClient, Page: 1 + (i % 3))));
        report.AddTimes("filter: a tier", Target, await TimeAsync(i => new(Tier: s_tiers[i % s_tiers.Length])));
        report.AddTimes("search anywhere in the label", Target, await TimeAsync(i => new(Search: Searches.Of(i))));
        report.AddTimes("search, external clients only", Target, await TimeAsync(i => new(Searches.Of(i), AccountKind.ExternalClient)));
        report.AddTimes("1,000 pages deep", Target, await TimeAsync(i => new(Page: 1_000 + i)));

        Task<IReadOnlyCollection<double>> TimeAsync(Func<int, BillingQuery> query) =>
            Stopwatches.TimeAsync(tries, i => directory.ListAsync(BenchDatabase.Who, query(i), cancel), cancel);
    }
}
