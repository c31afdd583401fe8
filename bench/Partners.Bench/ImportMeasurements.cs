using Microsoft.Data.Sqlite;
using Partners.Core.Platform.Import;

namespace Partners.Bench;

/// <summary>Imports a folder of some 300,000 rows into an empty database, then again with nothing changed.</summary>
internal static class ImportMeasurements
{
    private const int Organisations = 5_000;
    private const double TargetPerSecond = 20_000;

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var place = Directory.CreateTempSubdirectory("partners-bench-");
        try
        {
            await MeasureAsync(
                run with
                {
                    Options = run.Options with
                    {
                        Organisations = run.Options.Share(Organisations),
                        Folder = place.FullName,
                        Database = null,
                        IsTemporary = true,
                    },
                },
                cancel);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            place.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(BenchRun run, CancellationToken cancel)
    {
        long written;
        await using (var source = await BenchDatabase.OpenAsync(BenchData.Exported, run.Options, cancel))
        await using (var db = await source.ContextAsync(cancel))
        {
            written = await new ExportWriter(db, run.Options.Folder).WriteAsync(cancel);
        }

        await using var target = await BenchDatabase.OpenAsync(BenchData.None, run.Options, cancel);
        foreach (var what in new[] { "all new", "nothing changed" })
        {
            var outcome = await target.Get<PlatformImport>().RunAsync(
                BenchDatabase.Who,
                run.Options.Folder,
                dryRun: false,
                progress: null,
                cancel);
            if (outcome.Value is not { Rejected: 0 } result || result.Rows != written)
            {
                throw new InvalidOperationException(
                    $"The import did not take every row: {string.Join(' ', outcome.Refusals.Select(refusal => refusal.Sentence))} "
                        + $"{outcome.Value?.Rejections.Select(rejected => rejected.Reason).FirstOrDefault()}");
            }

            run.Report.AddRate($"an import of {result.Rows:N0} rows, {what}", TargetPerSecond, result.Rows / result.Took.TotalSeconds);
        }
    }
}
