using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Bench;

/// <summary>The list of organisations and the partner toggle, through the services that the pages call.</summary>
internal static class OrganisationMeasurements
{
    public static async Task RunAsync(BenchDatabase database, int tries, Report report, CancellationToken cancel)
    {
        var directory = database.Get<OrganisationDirectory>();
        var orders = Enum.GetValues<OrganisationOrder>();
        report.AddTimes("first page, any order", 3, await TimeAsync(i => new(Order: orders[i % orders.Length], Descending: i % 8 >= 4)));
        report.AddTimes("filter: partners only", 3, await TimeAsync(i => new(PartnersOnly: true, Page: 1 + (i % 3))));
        foreach (var anomaly in Enum.GetValues<Anomaly>())
        {
            report.AddTimes($"filter: anomaly {anomaly}", 3, await TimeAsync(_ => new(Anomaly: anomaly)));
        }

        report.AddTimes("search anywhere in the name", 10, await TimeAsync(i => new(Search: Searches.Of(i))));
        report.AddTimes("2,000 pages deep", 10, await TimeAsync(i => new(Page: 2_000 + i)));
        report.AddTimes("make partner, with its audit row", 10, await MakePartnersAsync(database, tries, cancel));

        Task<IReadOnlyCollection<double>> TimeAsync(Func<int, OrganisationQuery> query) =>
            Stopwatches.TimeAsync(tries, i => directory.ListAsync(BenchDatabase.Who, query(i), cancel), cancel);
    }

    private static async Task<IReadOnlyCollection<double>> MakePartnersAsync(BenchDatabase database, int tries, CancellationToken cancel)
    {
        await using var db = await database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync(cancel);
        var chosen = await db.Organisations.AsNoTracking()
            .Where(organisation => !organisation.IsPartner && organisation.DeletedAt == null)
            .OrderBy(organisation => organisation.CreatedAt)
            .Take(Stopwatches.Calls(tries))
            .Select(organisation => new { organisation.Id, organisation.Version })
            .ToListAsync(cancel);

        var toggle = database.Get<PartnerToggle>();
        var signedOn = TimeProvider.System.TodayInAmsterdam().AddDays(-1);
        return await Stopwatches.TimeAsync(tries, async i =>
        {
            var agreement = new AgreementForm($"BENCH-{i}", signedOn, "Joris Bakker", null, null, true);
            var outcome = await toggle.MakePartnerAsync(BenchDatabase.Who, new(Guid.CreateVersion7(), chosen[i].Id, chosen[i].Version, agreement), cancel);
            if (!outcome.IsDone)
            {
                throw new InvalidOperationException(string.Join(' ', outcome.Refusals.Select(refusal => refusal.Sentence)));
            }
        }, cancel);
    }
}
