using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Telemetry;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import;

/// <summary>
/// Imports a folder of the platform's exports (docs/product.md I1, I2, I3, I4, I5, I6, I7): streaming, repeatable, row by row. Needs the
/// permission for the partner flag, which all staff have.
/// </summary>
public sealed partial class PlatformImport(
    JobRunner jobs,
    IDbContextFactory<PartnersDb> contexts,
    WriteGate gate,
    ImportRuns runs,
    LedgerUpkeep ledger,
    TimeProvider time,
    ILogger<PlatformImport> log)
{
    public const Permission Needs = Permission.TogglePartner;

    /// <summary>
    /// Applies the files of a folder. Refused before anything is written: without permission, if the folder is missing or holds no export,
    /// if a file is not JSON, and while another import runs. If cancelled, returns what was done until then. A fault is rethrown after the
    /// run is marked as failed.
    /// </summary>
    /// <param name="dryRun">Checks and counts everything but changes nothing. It blocks writers while it runs.</param>
    public async Task<Outcome<ImportResult>> RunAsync(
        Staff who,
        string folder,
        bool dryRun,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel)
    {
        if (!who.May(Needs))
        {
            return new NotPermitted(Needs);
        }

        if (!Directory.Exists(folder))
        {
            return new FolderNotFound(folder);
        }

        folder = Path.GetFullPath(folder);
        var (present, absent) = Sort(folder);
        if (present.Count == 0)
        {
            return new FolderWithoutExports(folder);
        }

        return await jobs.RunAsync<ImportResult>(
            who,
            runs,
            $"{(dryRun ? "checking" : "importing")} {folder}",
            turn => ImportAsync(turn, who, folder, dryRun, present, absent, progress),
            result => result.RunId is null ? null : new(ImportRuns.StateOf(result.Status), result.Message),
            cancel);
    }

    private async Task<Outcome<ImportResult>> ImportAsync(
        JobTurn turn,
        Staff who,
        string folder,
        bool dryRun,
        IReadOnlyList<CollectionImport> present,
        IReadOnlyList<string> absent,
        IProgress<ImportProgress>? progress)
    {
        var cancel = turn.Cancel;
        var began = time.GetTimestamp();
        var meter = new ImportMeter(turn, progress, present.Sum(collection => new FileInfo(Path.Combine(folder, collection.File)).Length));
        try
        {
            if (Check(folder, present, meter, cancel) is { } refusal)
            {
                return refusal;
            }
        }
        catch (OperationCanceledException)
        {
            return new ImportResult(
                RunId: null,
                dryRun,
                ImportStatus.Cancelled,
                "Cancelled before anything was imported.",
                [],
                [],
                absent,
                time.GetElapsedTime(began));
        }

        var runId = dryRun ? (Guid?)null : turn.Id;
        if (!dryRun)
        {
            await runs.BeginAsync(turn, who, folder, cancel);
        }

        var (tallies, rejections) = Tallies(present);
        var (status, message) = await WorkAsync(turn, who, folder, dryRun, present, tallies, rejections, meter);
        var result = new ImportResult(
            runId,
            dryRun,
            status,
            message,
            Results(tallies),
            rejections.Kept,
            absent,
            time.GetElapsedTime(began));
        if (runId is { } id)
        {
            await runs.EndAsync(id, who, result);
        }

        meter.End();
        CountRows(result);
        return result;
    }

    private static void CountRows(ImportResult result)
    {
        CoreTelemetry.ImportDuration.Record(
            result.Took.TotalSeconds,
            new("partners.import.status", result.Status.ToString()),
            new("partners.import.dry_run", result.IsDryRun));
        foreach (var collection in result.Collections)
        {
            Count("added", collection.Added);
            Count("updated", collection.Updated);
            Count("unchanged", collection.Unchanged);
            Count("rejected", collection.Rejected);

            void Count(string became, long rows) =>
                CoreTelemetry.ImportRows.Add(rows, new(CoreTelemetry.Result, became), new("partners.import.collection", collection.Name));
        }
    }

    private async Task<(ImportStatus Status, string? Message)> WorkAsync(
        JobTurn turn,
        Staff who,
        string folder,
        bool dryRun,
        IReadOnlyList<CollectionImport> collections,
        IReadOnlyList<ImportTally> tallies,
        RejectionList rejections,
        ImportMeter meter)
    {
        var cancel = turn.Cancel;
        try
        {
            await using var session = await ImportSession.BeginAsync(contexts, gate, dryRun, meter, who, time.GetUtcMilliseconds(), cancel);
            foreach (var (collection, tally) in collections.Zip(tallies))
            {
                using var rows = ExportFolder.Open(folder, collection);
                rows.FindRows();
                await collection.RunAsync(rows, session, tally, cancel);
                meter.FileEnds();
            }

            if (!dryRun)
            {
                await ledger.PostAllAsync(cancel);
            }

            return (rejections.Any ? ImportStatus.CompletedWithRejections : ImportStatus.Completed, null);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return (ImportStatus.Cancelled, dryRun ? "Cancelled." : runs.Cancelled(turn.CancelledByName));
        }
        catch (Exception fault)
        {
            if (DatabaseFault.Of(fault) is null)
            {
                LogFault(fault, folder);
            }

            if (!dryRun)
            {
                var (results, rejected) = (Results(tallies), rejections.Kept);
                await KeepAsync(
                    turn.Id,
                    who,
                    new ImportResult(turn.Id, dryRun, ImportStatus.Failed, runs.Faulted(fault), results, rejected, [], TimeSpan.Zero));
            }

            throw;
        }
    }

    /// <summary>
    /// If the database failed it may fail again here. The next start then marks the run as interrupted, and the first fault is the one to
    /// report.
    /// </summary>
    private async Task KeepAsync(Guid id, Staff who, ImportResult result)
    {
        try
        {
            await runs.EndAsync(id, who, result);
        }
        catch (Exception fault) when (DatabaseFault.Of(fault) is { } known)
        {
            LogNotKept(id, known.Kind, known.Code);
        }
    }

    private static Refusal? Check(string folder, IReadOnlyList<CollectionImport> collections, ImportMeter meter, CancellationToken cancel)
    {
        foreach (var collection in collections)
        {
            if (ExportFolder.Check(folder, collection, rows => meter.Read(collection.File, rows), cancel) is { } refusal)
            {
                return refusal;
            }

            meter.FileEnds();
        }

        meter.CheckEnds();
        return null;
    }

    private static (IReadOnlyList<CollectionImport> Present, IReadOnlyList<string> Absent) Sort(string folder)
    {
        var files = ExportFolder.Collections.ToLookup(collection => File.Exists(Path.Combine(folder, collection.File)));
        return ([.. files[true]], [.. files[false].Select(collection => collection.File)]);
    }

    private static (IReadOnlyList<ImportTally> Tallies, RejectionList Rejections) Tallies(IReadOnlyList<CollectionImport> collections)
    {
        var rejections = new RejectionList();
        return ([.. collections.Select(collection => new ImportTally(collection.Name, collection.File, rejections))], rejections);
    }

    private static IReadOnlyList<CollectionResult> Results(IReadOnlyList<ImportTally> tallies) =>
        [.. tallies.Select(tally => tally.Result)];

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of import {Id} could not be written: {Kind} ({Code}).")]
    private partial void LogNotKept(Guid id, DatabaseFaultKind kind, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "The import of {Folder} stopped.")]
    private partial void LogFault(Exception fault, string folder);
}
