using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Persistence;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.ExternalLed;

/// <summary>
/// Reads the signals of all external-client workspaces, batch by batch: evidence without any lock, what is different in one short
/// save each. A refresh of the same day reads only those of which something changed since.
/// </summary>
public sealed class SignalRefresh(
    JobRunner jobs,
    IDbContextFactory<PartnersDb> contexts,
    ChangeRunner changes,
    WriteGate gate,
    SignalSettings settings,
    SideSettings sides,
    TimeProvider time)
{
    /// <summary>Of two that read the same client, the one that saves last may have read first.</summary>
    public static readonly JobKind Job = new(
        "signals", Permission.WorkPipeline, "refresh", "What was read until then is kept; refresh again to read the others.");

    /// <summary>Clients that are read and saved together.</summary>
    private const int BatchSize = 500;

    /// <summary>Refused without leave, and while another refresh is under way. Cancelled, what was read until then is kept.</summary>
    /// <param name="asOf">The last day of the window; null for today. Activity of a later day counts nowhere.</param>
    public async Task<Outcome<SignalRefreshRun>> RunAsync(
        Staff who,
        DateOnly? asOf,
        IProgress<RefreshCounts>? progress,
        CancellationToken cancel)
    {
        return await jobs.RunAsync<SignalRefreshRun>(
            who,
            Job,
            "reading the signals",
            async turn =>
            {
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(turn.Cancel, cancel);
                return await RunAsync(turn, who, asOf ?? time.TodayInAmsterdam(), progress, stop.Token);
            },
            run => new(run.Status switch
            {
                RefreshStatus.Completed => JobState.Completed,
                RefreshStatus.Cancelled => JobState.Cancelled,
                _ => JobState.Failed,
            }),
            // Not to be cancelled: a run that ends before its first client is kept as any other.
            CancellationToken.None);
    }

    public async Task<bool> HasClientsAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Workspaces.LiveClients().AnyAsync(cancel);
    }

    /// <summary>Whether all clients were read today, and by these settings.</summary>
    public async Task<bool> IsReadAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await IsReadAsync(db, time.TodayInAmsterdam(), cancel);
    }

    /// <summary>How many clients are on the board and in the list, those put aside among them.</summary>
    public async Task<int> CountListedAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.PipelineEntries.CountAsync(entry => entry.IsListed, cancel);
    }

    /// <summary>
    /// Whether what stands was read of this day and by these settings, but for what was touched since. A run for another day, or by
    /// other settings, spoils that as soon as it has saved anything, however it ended.
    /// </summary>
    private async Task<bool> IsReadAsync(PartnersDb db, DateOnly asOf, CancellationToken cancel)
    {
        var written = settings.Written();
        await foreach (var run in db.SignalRefreshRuns
            .AsNoTracking()
            .OrderByDescending(run => run.StartedAt)
            .ThenByDescending(run => run.Id)
            .AsAsyncEnumerable()
            .WithCancellation(cancel))
        {
            if (run.AsOf != asOf || !string.Equals(run.Settings, written, StringComparison.Ordinal))
            {
                return false;
            }

            if (run.Status == RefreshStatus.Completed)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<SignalRefreshRun> RunAsync(
        JobTurn turn,
        Staff who,
        DateOnly asOf,
        IProgress<RefreshCounts>? progress,
        CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var isFull = !await IsReadAsync(db, asOf, CancellationToken.None);
        var run = new SignalRefreshRun(asOf, isFull, settings, who, time.GetUtcMilliseconds());
        var (counts, status, returned) = (RefreshCounts.None, RefreshStatus.Failed, new List<CardReturned>());
        try
        {
            var clients = await ClientsAsync(db, isFull, cancel);
            counts = counts with { Of = clients.Count };
            foreach (var batch in clients.Chunk(BatchSize))
            {
                counts = await RefreshAsync(run, batch, counts, returned, cancel);
                turn.Report(counts.Read, counts.Of);
                progress?.Report(counts);
            }

            await ForgetGoneAsync(cancel);
            status = RefreshStatus.Completed;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            status = RefreshStatus.Cancelled;
        }
        finally
        {
            run.End(status, counts, time.GetUtcMilliseconds());
            await KeepAsync(who, run, returned);
        }

        return run;
    }

    /// <summary>The ids of the clients to read, in order.</summary>
    private static Task<List<Guid>> ClientsAsync(PartnersDb db, bool isFull, CancellationToken cancel)
    {
        var clients = db.Workspaces.AsNoTracking().LiveClients();
        if (!isFull)
        {
            // A join starts at the touched clients; "any touch of this client" reads all clients.
            clients = db.SignalTouches.Join(clients, touch => touch.WorkspaceId, workspace => workspace.Id, (_, workspace) => workspace);
        }

        return clients.OrderBy(workspace => workspace.Id).Select(workspace => workspace.Id).ToListAsync(cancel);
    }

    private async Task<RefreshCounts> RefreshAsync(
        SignalRefreshRun run,
        Guid[] batch,
        RefreshCounts counts,
        List<CardReturned> returned,
        CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var readings = await ClientReadings.ReadAsync(db, batch, areContiguous: run.IsFull, run.AsOf, settings, sides, cancel);

        using var turn = await gate.EnterAsync(cancel);
        await using var transaction = await db.BeginWriteAsync(cancel);

        // It stands as failed from its first save until its end: where the process is ended, that shows what it left half done.
        if (!await db.SignalRefreshRuns.AnyAsync(found => found.Id == run.Id, cancel))
        {
            db.SignalRefreshRuns.Add(run);
        }

        var read = await readings.SaveAsync(db, settings, time.GetUtcMilliseconds(), cancel);
        await transaction.CommitAsync(CancellationToken.None);
        returned.AddRange(read.Returned);
        return counts with
        {
            Read = counts.Read + read.Read,
            NewlyListed = counts.NewlyListed + read.NewlyListed,
            Returned = returned.Count,
        };
    }

    /// <summary>Workspaces that were deleted are nobody's clients any more. One that graduated stays to be seen.</summary>
    private async Task ForgetGoneAsync(CancellationToken cancel)
    {
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.PipelineEntries
            .Where(entry =>
                entry.Stage != PipelineStage.Graduated && !db.Workspaces.LiveClients().Any(workspace => workspace.Id == entry.WorkspaceId))
            .ExecuteDeleteAsync(cancel);
        await db.SignalTouches
            .Where(touch => !db.Workspaces.LiveClients().Any(workspace => workspace.Id == touch.WorkspaceId))
            .ExecuteDeleteAsync(cancel);
    }

    /// <summary>Keeps the run with its audit entry, and one for each card that came back: also where it was cancelled or failed.</summary>
    private async Task KeepAsync(Staff who, SignalRefreshRun run, List<CardReturned> returned) =>
        await changes.RunAsync<Guid>(who, Permission.WorkPipeline, run.Id, nameof(SignalRefresh), async (change, token) =>
        {
            change.Db.Entry(run).State = await change.Db.SignalRefreshRuns.AnyAsync(found => found.Id == run.Id, token)
                ? EntityState.Modified
                : EntityState.Added;
            change.Record(AuditActions.SignalsRefreshed, run.Subject(), before: null, run.Facts(), reason: null);
            foreach (var back in returned)
            {
                change.Record(AuditActions.CandidateReturned, back.Subject, back.Before, back.Card.Facts(), back.Reason);
            }

            return run.Id;
        }, CancellationToken.None);
}
