using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Platform.Import;

namespace Partners.Bench;

/// <summary>Imports a folder of some 300,000 rows into an empty database, and once more, when nothing has changed.</summary>
internal static class ImportMeasurements
{
    private const int Organisations = 5_000;
    private const double TargetPerSecond = 20_000;

    public static async Task RunAsync(Report report, CancellationToken cancel)
    {
        var place = Directory.CreateTempSubdirectory("partners-bench-");
        try
        {
            await MeasureAsync(place.FullName, report, cancel);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            place.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(string place, Report report, CancellationToken cancel)
    {
        var written = await ExportAsync(place, cancel);
        await using var target = await BenchDatabase.OpenAsync(new(0, 0, Path.Combine(place, "target.db"), 1), cancel);
        foreach (var what in new[] { "import, all new", "import, nothing changed" })
        {
            var outcome = await target.Get<PlatformImport>().RunAsync(BenchDatabase.Who, place, dryRun: false, progress: null, cancel);
            if (outcome.Value is not { Rejected: 0 } result || result.Rows != written)
            {
                throw new InvalidOperationException($"The import did not take every row: {string.Join(' ', outcome.Refusals.Select(refusal => refusal.Sentence))} {outcome.Value?.Rejections.Select(rejected => rejected.Reason).FirstOrDefault()}");
            }

            report.AddRate($"{what} ({result.Rows:N0} rows)", TargetPerSecond, result.Rows / result.Took.TotalSeconds);
        }
    }

    private static async Task<long> ExportAsync(string place, CancellationToken cancel)
    {
        await using var source = await BenchDatabase.OpenAsync(new(Organisations, 10, Path.Combine(place, "source.db"), 1), cancel);
        await using var db = await source.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync(cancel);
        return await new ExportWriter(db, place).WriteAsync(cancel);
    }
}
