using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Persistence;

namespace Partners.Bench;

/// <summary>
/// Eight writers who save without a pause for half a minute; on a server two processes with eight each, as two instances of the console.
/// No save may fail, each has its entry in the trail, and the chain of the trail stays whole.
/// </summary>
internal static class WriterMeasurements
{
    private const double Target = 250;
    private const int WritersOfEach = 8;
    private const int RecordsOfEach = 4;

    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(30);

    /// <summary>What starting and ending may take beside.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var processes = run.Database.Address.Provider == DatabaseProvider.Sqlite ? 1 : 2;
        var all = processes * WritersOfEach;
        await using var db = await run.Database.ContextAsync(cancel);
        var records = await db.Organisations
            .Where(organisation => !organisation.IsPartner && organisation.DeletedAt == null)
            .OrderBy(organisation => organisation.Id)
            .Take(all * RecordsOfEach)
            .Select(organisation => new Target(organisation.Id, organisation.Version))
            .ToListAsync(cancel);
        var before = await VerifyAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_time + s_patience);
        var started = await Task.WhenAll(records
            .Chunk(RecordsOfEach)
            .Chunk(WritersOfEach)
            .Select(own => Writers.StartAsync(run.Database.Address, s_time, own, patience.Token)));
        try
        {
            var written = await Task.WhenAll(started.Select(writers => writers.WriteAsync(patience.Token)));
            var (times, failed) = (written.SelectMany(one => one.Times).ToList(), written.SelectMany(one => one.Failed).ToList());
            var after = await VerifyAsync();
            run.Report.Note(
                $"{times.Count:N0} saves of {all} writers in {processes} {(processes == 1 ? "process" : "processes")} in "
                    + $"{s_time.TotalSeconds:N0} s, {times.Count / s_time.TotalSeconds:N0} a second.");
            foreach (var fault in failed.Distinct(StringComparer.Ordinal).Take(5))
            {
                run.Report.Note(fault);
            }

            run.Report.AddTimes($"a save, while {all - 1} others save", Target, times);
            run.Report.AddFigure("saves that failed", failed.Count, 0, string.Empty);
            run.Report.AddFigure(
                "saves without an entry in the trail, or entries without a save",
                Math.Abs(after.Entries - before.Entries - times.Count),
                0,
                string.Empty);
            run.Report.AddFigure("breaks of the trail's chain", after.IsWhole ? 0 : 1, 0, string.Empty);
        }
        finally
        {
            Array.ForEach(started, writers => writers.Dispose());
        }

        Task<AuditVerdict> VerifyAsync() => run.Database.Get<AuditTrail>().VerifyAsync(BenchDatabase.Anyone, cancel);
    }
}
