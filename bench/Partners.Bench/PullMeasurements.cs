using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Partners.Core.Platform.Import;
using Partners.Core.Platform.Live;

namespace Partners.Bench;

/// <summary>
/// Reads everything from a real Directus and throws it away, which is as fast as it answers; then pulls everything into an empty database,
/// and again with nothing changed; and then asks for news where there are none.
/// </summary>
internal static class PullMeasurements
{
    /// <summary>Environment variables: its address, and the token of the console's user there.</summary>
    public const string Location = "PARTNERS_DIRECTUS";

    private const string Token = "PARTNERS_DIRECTUS_TOKEN";

    private const string UsualToken = "console-token-only-for-tests";

    /// <summary>How many times as long as Directus itself a pull may take.</summary>
    private const double TargetOfPull = 1.5;

    /// <summary>In milliseconds.</summary>
    private const double TargetOfPoll = 50;

    public static PlatformSettings Platform => new()
    {
        Address = Environment.GetEnvironmentVariable(Location) is { Length: > 0 } address ? new Uri(address) : null,
        Token = Environment.GetEnvironmentVariable(Token) ?? UsualToken,
    };

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        await using var started = run.Options.StartsDirectus ? await BenchDirectus.StartAsync(run.Options, cancel) : null;
        if (!Platform.IsLive)
        {
            run.Report.Note($"Not measured: no Directus is named. `--directus start` makes one, `{Location}` names one that runs.");
            return;
        }

        var place = Directory.CreateTempSubdirectory("partners-bench-");
        try
        {
            await using var target = await BenchDatabase.OpenAsync(
                BenchData.None, run.Options with { Folder = place.FullName, Database = null, IsTemporary = true }, cancel);
            var alone = await AloneAsync(run, target, cancel);
            var before = MemoryMeasurements.Held();
            foreach (var what in new[] { "all new", "nothing changed" })
            {
                await WholeAsync(run, target, what, alone, cancel);
            }

            using var process = Process.GetCurrentProcess();
            run.Report.Note(
                $"Memory after a full collection: {Megabytes(before)} before the pulls, {Megabytes(MemoryMeasurements.Held())} after them; "
                    + $"at most {Megabytes(process.PeakWorkingSet64)} of working set.");
            await PollsAsync(run, target, cancel);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            place.Delete(recursive: true);
        }
    }

    /// <summary>The same questions as those of a pull, whose answers nobody takes in.</summary>
    private static async Task<TimeSpan> AloneAsync(BenchRun run, BenchDatabase target, CancellationToken cancel)
    {
        var reader = target.Get<PlatformReader>();
        var limits = (await reader.LimitsAsync(cancel)).Value ?? throw new InvalidOperationException("Directus does not answer.");
        var rights = (await reader.RightsAsync(cancel)).Value ?? throw new InvalidOperationException("Directus does not answer.");
        var (pages, rows, began) = (new LivePages(reader, limits.LargePage), 0L, Stopwatch.GetTimestamp());
        foreach (var collection in LiveCollection.All.Where(collection => rights.May(collection.Name, "read")))
        {
            var filter = collection.IsTrail ? LiveSource.TrailSince(since: null) : null;
            await foreach (var page in pages.ReadAsync(collection, collection.FieldsUnder(rights), filter, from: null, cancel))
            {
                rows += page.Ids.Count;
            }
        }

        var took = Stopwatch.GetElapsedTime(began);
        run.Report.Note($"Directus alone: {rows:N0} rows in {took.TotalSeconds:N1} s, {rows / took.TotalSeconds:N0} a second.");
        return took;
    }

    private static async Task WholeAsync(BenchRun run, BenchDatabase target, string what, TimeSpan alone, CancellationToken cancel)
    {
        using var process = Process.GetCurrentProcess();
        var (began, worked, rows) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime, 0L);
        await PullAsync(target, PullKind.Everything, cancel, new Rows(read => rows = read));
        var took = Stopwatch.GetElapsedTime(began);
        process.Refresh();
        run.Report.Note(
            $"A full pull, {what}: {rows:N0} rows in {took.TotalSeconds:N1} s, {rows / took.TotalSeconds:N0} a second, "
                + $"with {(process.TotalProcessorTime - worked).TotalSeconds:N1} s of this process's processor time.");
        run.Report.AddFigure($"a full pull, {what}, beside Directus alone", took / alone, TargetOfPull, "times as long");
    }

    private static async Task PollsAsync(BenchRun run, BenchDatabase target, CancellationToken cancel)
    {
        // Takes in what lies within the time that each pull reads again.
        await PullAsync(target, PullKind.Changes, cancel);
        var tries = await Stopwatches.TimeAsync(run.Tries, _ => PullAsync(target, PullKind.Minute, cancel), cancel);
        run.Report.AddTimes("a minute's pull without news", TargetOfPoll, tries);
    }

    private static async Task PullAsync(
        BenchDatabase target, PullKind kind, CancellationToken cancel, IProgress<ImportProgress>? rows = null)
    {
        var outcome = await target.Get<PlatformPull>().RunAsync(BenchDatabase.Who, kind, rows, cancel);
        if (!outcome.IsDone)
        {
            throw new InvalidOperationException(string.Join(' ', outcome.Refusals.Select(refusal => refusal.Sentence)));
        }
    }

    private static string Megabytes(long bytes) => $"{bytes / (1024 * 1024):N0} MB";

    private sealed class Rows(Action<long> tell) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => tell(value.Rows);
    }
}
