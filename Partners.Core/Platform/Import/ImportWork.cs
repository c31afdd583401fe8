using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Partners.Core.Access;
using Partners.Core.Findings;
using Partners.Core.Handoffs;
using Partners.Core.Jobs;
using Partners.Core.Persistence;
using Partners.Core.Platform.Import.Collections;
using Partners.Core.Platform.Live;
using Partners.Core.Referrals;
using Partners.Core.Telemetry;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import;

/// <summary>
/// What every import does, whether its rows come from files or from the platform itself: takes the rows in, works out what follows from
/// them, and keeps a record of it (docs/product.md I4, I5, I6, I7, I51).
/// </summary>
internal sealed partial class ImportWork(
    IDbContextFactory<PartnersDb> contexts,
    WriteGate gate,
    ImportRuns runs,
    LedgerUpkeep ledger,
    FindingDirectory findings,
    ProofWatch proofs,
    TimeProvider time,
    ILogger<ImportWork> log)
{
    /// <summary>
    /// Takes the rows of a source in. Where it is cancelled, or the platform stops answering, what was done until then is kept and said; a
    /// fault is rethrown after the run is marked as failed. A live source that changes nothing leaves no record.
    /// </summary>
    /// <param name="absent">The files that a folder lacks.</param>
    /// <param name="warnings">What is known about its files already; the source may add to them.</param>
    public async Task<ImportResult> RunAsync(
        JobTurn turn,
        Staff who,
        ImportSource source,
        IReadOnlyList<string> absent,
        List<ImportWarning> warnings,
        ImportMeter meter)
    {
        var began = time.GetTimestamp();
        var dryRun = source.Commit is ImportCommit.Never;
        if (!dryRun)
        {
            await runs.BeginAsync(turn, who, source, turn.Cancel);
        }

        var rejections = new RejectionList();
        IReadOnlyList<ImportTally> tallies =
            [.. source.Collections.Select(collection => new ImportTally(collection.Name, collection.File, rejections))];
        var (status, message, found) = await WorkAsync(turn, who, source, tallies, rejections, warnings, meter);
        var result = new ImportResult(
            dryRun ? null : turn.Id,
            dryRun,
            status,
            message,
            Results(tallies),
            rejections.Kept,
            absent,
            time.GetElapsedTime(began))
        {
            Warnings = warnings,
            Findings = found,
        };
        if (source.IsLive && status is not (ImportStatus.Failed or ImportStatus.Cancelled) && !source.IsNews(result))
        {
            await runs.ForgetAsync(turn.Id);
            result = result with { RunId = null };
        }
        else if (!dryRun)
        {
            await runs.EndAsync(turn.Id, who, result);
        }

        meter.End();
        CountRows(result);
        return result;
    }

    private async Task<(ImportStatus Status, string? Message, IReadOnlyList<FindingCount> Findings)> WorkAsync(
        JobTurn turn,
        Staff who,
        ImportSource source,
        IReadOnlyList<ImportTally> tallies,
        RejectionList rejections,
        List<ImportWarning> warnings,
        ImportMeter meter)
    {
        var cancel = turn.Cancel;
        var dryRun = source.Commit is ImportCommit.Never;
        TouchedHandoffs? touched = null;
        try
        {
            await using var session = await ImportSession.BeginAsync(
                contexts, gate, source.Commit, meter, who, turn.Id, time.GetUtcMilliseconds(), cancel);
            touched = session.Handoffs;
            foreach (var (collection, tally) in source.Collections.Zip(tallies))
            {
                await foreach (var page in source.PagesAsync(collection, cancel))
                {
                    tally.File = page.Name;
                    await collection.RunAsync(page.Rows, session, tally, cancel);
                }

                await source.AfterAsync(collection, session, cancel);
            }

            await MollieAgreement.NameAsync(session, source.Collections, warnings, cancel);
            await source.EndAsync(session, cancel);
            await session.CommitAsync();
            if (!dryRun)
            {
                if (source.TouchesLedger)
                {
                    await ledger.PostAllAsync(cancel);
                }

                await ProveAsync(who, source, touched, cancel);
            }

            IReadOnlyList<FindingCount> found = [];
            if (source.CountsFindings)
            {
                await session.InBatchAsync(
                    async db => found = await findings.CountAsync(db, Enum.GetValues<FindingKind>(), cancel),
                    cancel);
            }

            return (StatusOf(rejections, warnings), null, found);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await ProveKeptAsync(who, source, touched);
            return (ImportStatus.Cancelled, dryRun ? "Cancelled." : runs.Cancelled(turn.CancelledByName), []);
        }
        catch (PlatformFaultException stopped)
        {
            await ProveKeptAsync(who, source, touched);
            return (ImportStatus.Failed, $"{stopped.Fault.Sentence} What was pulled until then is kept.", []);
        }
        catch (Exception fault)
        {
            if (DatabaseFault.Of(fault) is null)
            {
                LogFault(fault, source.Name);
            }

            if (!dryRun)
            {
                var (results, rejected) = (Results(tallies), rejections.Kept);
                await KeepAsync(
                    turn.Id,
                    who,
                    new ImportResult(turn.Id, dryRun, ImportStatus.Failed, runs.Faulted(fault), results, rejected, [], TimeSpan.Zero)
                    {
                        Warnings = warnings,
                    });
            }

            throw;
        }
    }

    /// <summary>Whole batches are kept, and may have opened something.</summary>
    private Task ProveKeptAsync(Staff who, ImportSource source, TouchedHandoffs? touched) =>
        source.Commit is ImportCommit.ByBatch ? ProveAsync(who, source, touched, CancellationToken.None) : Task.CompletedTask;

    /// <summary>Takes the proofs again that the import may have broken (docs/product.md H26).</summary>
    private Task ProveAsync(Staff who, ImportSource source, TouchedHandoffs? touched, CancellationToken cancel) =>
        touched is { Touched.Count: > 0 }
            ? proofs.CheckAsync(
                who,
                touched.Touched,
                $"{who.Name}: {(source.IsLive ? "pull from" : "import of")} {source.Name}",
                cancel)
            : Task.CompletedTask;

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

    private static ImportStatus StatusOf(RejectionList rejections, IReadOnlyList<ImportWarning> warnings) =>
        warnings.Any(warning => warning.IsPart) ? ImportStatus.CompletedInPart
        : rejections.Any ? ImportStatus.CompletedWithRejections
        : ImportStatus.Completed;

    private static IReadOnlyList<CollectionResult> Results(IReadOnlyList<ImportTally> tallies) =>
        [.. tallies.Select(tally => tally.Result)];

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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of import {Id} could not be written: {Kind} ({Code}).")]
    private partial void LogNotKept(Guid id, DatabaseFaultKind kind, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "The import of {Source} stopped.")]
    private partial void LogFault(Exception fault, string source);
}
