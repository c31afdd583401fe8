using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Bench;

/// <summary>Copies the file to the server, and compares the two: rows, the trail's end, and statements byte by byte.</summary>
internal static class CopyMeasurements
{
    private const double TargetPerSecond = 20_000;

    /// <summary>All of them at the small scale.</summary>
    private const int MostStatements = 5_000;

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        if (run.Options.Server is null)
        {
            run.Report.Note("Not measured: --database names no PostgreSQL server to copy to.");
            return;
        }

        await using var file = await BenchDatabase.OpenAsync(BenchData.Scale, run.Options with { Server = null }, cancel);
        await using var copy = await BenchDatabase.OpenAsync(
            BenchData.None, run.Options with { IsTemporary = true, Folder = Guid.NewGuid().ToString() }, cancel);
        var began = Stopwatch.GetTimestamp();
        var copied = await copy.Get<DatabaseCopy>().FromFileAsync(file.Address.Text, progress: null, cancel);
        run.Report.AddRate(
            $"{copied.Rows:N0} rows copied, and counted in both",
            TargetPerSecond,
            copied.Rows / Stopwatch.GetElapsedTime(began).TotalSeconds);

        var (before, after) = (await VerifyAsync(file, cancel), await VerifyAsync(copy, cancel));
        Same("the chain", before, after);
        var all = await StatementsAsync(file, cancel);
        if (all.Count == 0)
        {
            throw new InvalidOperationException("The file has no statement to compare.");
        }

        foreach (var (partner, month) in all)
        {
            var (one, other) = (await TextAsync(file, partner, month, cancel), await TextAsync(copy, partner, month, cancel));
            Same($"the statement of {partner} for {month}", one, other);
        }

        run.Report.Note(FormattableString.Invariant(
            $"The copy's chain has the same {before.Entries:N0} entries and ends the same; {all.Count:N0} statements are the same byte for byte."));
    }

    private static async Task<(bool IsWhole, long Entries, string? Head)> VerifyAsync(BenchDatabase database, CancellationToken cancel)
    {
        var verdict = await database.Get<AuditTrail>().VerifyAsync(BenchDatabase.Anyone, cancel);
        return (verdict.IsWhole, verdict.Entries, verdict.HeadHash);
    }

    private static async Task<List<(Guid Partner, Month Month)>> StatementsAsync(BenchDatabase database, CancellationToken cancel)
    {
        await using var db = await database.ContextAsync(cancel);
        var found = await db.Deals
            .Join(db.LedgerLines, deal => deal.Id, line => line.DealId, (deal, line) => new { deal.PartnerId, line.PostedIn })
            .Distinct()
            .OrderBy(one => one.PartnerId)
            .ThenBy(one => one.PostedIn)
            .Take(MostStatements)
            .ToListAsync(cancel);
        return [.. found.Select(one => (one.PartnerId, one.PostedIn))];
    }

    private static async Task<string> TextAsync(BenchDatabase database, Guid partner, Month month, CancellationToken cancel)
    {
        var shown = await database.Get<Statements>().FindAsync(BenchDatabase.Anyone, partner, month, cancel)
            ?? throw new InvalidOperationException($"There is no statement of {partner}.");
        using var bytes = new MemoryStream();
        await shown.Statement.WriteCsvAsync(CsvForm.Plain, bytes, cancel);
        return Convert.ToHexString(bytes.ToArray());
    }

    private static void Same<T>(string what, T before, T after)
    {
        if (!EqualityComparer<T>.Default.Equals(before, after))
        {
            throw new InvalidOperationException($"The copy differs in {what}.");
        }
    }
}
