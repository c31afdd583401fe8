using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Referrals;

namespace Partners.Bench;

/// <summary>Posts every deal from scratch, without lines or summaries from an earlier run.</summary>
internal static class PostingMeasurements
{
    private const double TargetSeconds = 60;

    public static async Task RunAsync(BenchDatabase database, Report report, CancellationToken cancel)
    {
        await using var db = await database.ContextAsync(cancel);
        if (await db.ClosedMonths.AnyAsync(cancel))
        {
            throw new InvalidOperationException("The database holds closed months, whose lines cannot be removed: name a new file.");
        }

        await db.LedgerLines.ExecuteDeleteAsync(cancel);
        await db.DealSummaries.ExecuteDeleteAsync(cancel);
        var payments = await db.Payments.CountAsync(cancel);
        var ofDeals = await db.Payments.CountAsync(
            payment => db.Deals.Any(deal => deal.WorkspaceId == payment.WorkspaceId),
            cancel);

        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        await database.Get<LedgerUpkeep>().PostAllAsync(cancel);
        var took = Stopwatch.GetElapsedTime(started);

        using var process = Process.GetCurrentProcess();
        report.Note(
            $"Posted {ofDeals:N0} of {payments:N0} payments, those of clients with a deal: {await db.LedgerLines.CountAsync(cancel):N0} "
                + $"lines and {await db.DealSummaries.CountAsync(cancel):N0} summaries, at most "
                + $"{process.PeakWorkingSet64 / (1024 * 1024):N0} MB of memory.");
        report.AddDuration($"posting the payments of all deals ({ofDeals:N0})", TargetSeconds, took);
    }
}
