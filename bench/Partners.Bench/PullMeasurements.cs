using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Partners.Core.Platform.Live;

namespace Partners.Bench;

/// <summary>
/// Pulls everything from a real Directus into an empty database, then again with nothing changed, and then asks for news where there are
/// none. The variable names the Directus; how many rows it holds is its own matter.
/// </summary>
internal static class PullMeasurements
{
    /// <summary>Environment variables: its address, and the token of the console's user there.</summary>
    private const string Location = "PARTNERS_DIRECTUS";

    private const string Token = "PARTNERS_DIRECTUS_TOKEN";

    private const string UsualToken = "console-token-only-for-tests";

    private const double TargetPerSecond = 20_000;

    private const double TargetOfPoll = 50;

    public static PlatformSettings Platform => new()
    {
        Address = Environment.GetEnvironmentVariable(Location) is { Length: > 0 } address ? new Uri(address) : null,
        Token = Environment.GetEnvironmentVariable(Token) ?? UsualToken,
    };

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        if (!Platform.IsLive)
        {
            run.Report.Note($"Not measured: {Location} names no Directus. `.ci/directus start FOLDER` starts one.");
            return;
        }

        var place = Directory.CreateTempSubdirectory("partners-bench-");
        try
        {
            await using var target = await BenchDatabase.OpenAsync(
                BenchData.None, run.Options with { Folder = place.FullName, Database = null, IsTemporary = true }, cancel);
            foreach (var what in new[] { "all new", "nothing changed" })
            {
                await WholeAsync(run, target, what, cancel);
            }

            await PullAsync(target, PullKind.Changes, cancel);
            var tries = await Stopwatches.TimeAsync(run.Tries, _ => PullAsync(target, PullKind.Changes, cancel), cancel);
            run.Report.AddTimes("a pull without news", TargetOfPoll, tries);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            place.Delete(recursive: true);
        }
    }

    private static async Task WholeAsync(BenchRun run, BenchDatabase target, string what, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var rows = 0L;
        await PullAsync(target, PullKind.Everything, cancel, new Rows(read => rows = read));
        var took = Stopwatch.GetElapsedTime(began);
        run.Report.AddRate($"a full pull of {rows:N0} rows, {what}", TargetPerSecond, rows / took.TotalSeconds);
    }

    private static async Task PullAsync(
        BenchDatabase target, PullKind kind, CancellationToken cancel, IProgress<Partners.Core.Platform.Import.ImportProgress>? rows = null)
    {
        var outcome = await target.Get<PlatformPull>().RunAsync(BenchDatabase.Who, kind, rows, cancel);
        if (!outcome.IsDone)
        {
            throw new InvalidOperationException(string.Join(' ', outcome.Refusals.Select(refusal => refusal.Sentence)));
        }
    }

    private sealed class Rows(Action<long> tell) : IProgress<Partners.Core.Platform.Import.ImportProgress>
    {
        public void Report(Partners.Core.Platform.Import.ImportProgress value) => tell(value.Rows);
    }
}
