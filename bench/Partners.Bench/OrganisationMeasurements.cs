using Partners.Core.Organisations;

namespace Partners.Bench;

/// <summary>The list of organisations, through the page's service.</summary>
internal static class OrganisationMeasurements
{
    private const int PageSize = 25;

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var directory = run.Database.Get<OrganisationDirectory>();
        var orders = Enum.GetValues<OrganisationOrder>();
        var deep = Math.Min(2_000, run.Options.Organisations / PageSize / 2);
        await run.MeasureAsync(
            [
                Listed("the list's first page, any order", run.OfList, i => new(Order: orders[i % orders.Length], Descending: i % 8 >= 4)),
                Listed("filter: partners only", run.OfList, i => new(PartnersOnly: true, Page: 1 + (i % 3))),
                .. Enum.GetValues<Anomaly>().Select(anomaly => Listed($"filter: {anomaly}", run.OfList, _ => new(Anomaly: anomaly))),
                Listed("search anywhere in the name", 10, i => new(Search: Searches.Of(i))),
                Listed($"{deep:N0} pages deep", 10, i => new(Page: deep + (i % deep))),
            ],
            cancel);

        Measurement Listed(string what, double target, Func<int, OrganisationQuery> query) =>
            new(what, target, async (i, token) => (await directory.ListAsync(BenchDatabase.Who, query(i), token)).Rows.Count);
    }
}
