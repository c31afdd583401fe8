using Partners.Core.Billing;

namespace Partners.Bench;

/// <summary>The list of billing accounts with seats, prices and agreed discounts, through the page's service.</summary>
internal static class BillingMeasurements
{
    private const double OfSearch = 10;
    private const double OfDeepPage = 10;
    private const int PageSize = 25;

    /// <summary>The tiers that occur in the made-up data.</summary>
    private static readonly Tier[] s_tiers = [Tier.Innovator, Tier.Changemaker, Tier.Guardian];

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var directory = run.Database.Get<BillingDirectory>();
        var deep = Math.Min(1_000, run.Options.Organisations / PageSize / 2);
        await run.MeasureAsync(
            [
                Listed("the list's first page, forwards and backwards", run.OfList, i => new(Descending: i % 2 == 1)),
                Listed("filter: external clients only", run.OfList, i => new(Kind: AccountKind.ExternalClient, Page: 1 + (i % 3))),
                Listed("filter: a tier", run.OfList, i => new(Tier: s_tiers[i % s_tiers.Length])),
                Listed("search anywhere in the label", OfSearch, i => new(Search: Searches.Of(i))),
                Listed("search, external clients only", OfSearch, i => new(Searches.Of(i), AccountKind.ExternalClient)),
                Listed($"{deep:N0} pages deep", OfDeepPage, i => new(Page: deep + (i % deep))),
            ],
            cancel);

        Measurement Listed(string what, double target, Func<int, BillingQuery> query) =>
            new(what, target, async (i, token) => (await directory.ListAsync(BenchDatabase.Who, query(i), token)).Rows.Count);
    }
}
