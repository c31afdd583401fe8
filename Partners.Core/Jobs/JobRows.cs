using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Jobs;

/// <summary>The table of jobs as its writers use it. A row is changed only while it is running: of two ends, the first counts.</summary>
public sealed class JobRows(IDbContextFactory<PartnersDb> contexts, WriteGate gate, TimeProvider time)
{
    /// <summary>Longer than any single transaction, during which the one writer of SQLite can renew no lease.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    internal async Task<Job?> FindRunningAsync(string kind, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Jobs.AsNoTracking()
            .FirstOrDefaultAsync(job => job.Kind == kind && job.State == JobState.Running, cancel);
    }

    internal async Task<IReadOnlyList<Job>> RunningAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Jobs.AsNoTracking().Where(job => job.State == JobState.Running).ToListAsync(cancel);
    }

    /// <returns>Whether no other of the kind was there first.</returns>
    internal async Task<bool> TryAddAsync(JobTurn turn, CancellationToken cancel)
    {
        using var queue = await gate.EnterAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var until = time.GetUtcMilliseconds() + Lease;
        db.Jobs.Add(new(turn.Id, turn.Kind.Name, turn.About, turn.By, JobHolder.Me, turn.StartedAt, until));
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException) when (db.Jobs.Any(job => job.Kind == turn.Kind.Name && job.State == JobState.Running))
        {
            return false;
        }
    }

    /// <summary>Whether the job is still this process's, and who asked for its end.</summary>
    internal async Task<(bool IsRunning, string? CancelledByName)> LookAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var seen = await db.Jobs.Where(job => job.Id == id)
            .Select(job => new { job.State, job.CancelledByName })
            .FirstOrDefaultAsync(cancel);
        return (seen?.State == JobState.Running, seen?.CancelledByName);
    }

    internal Task KeepAsync(JobTurn turn, CancellationToken cancel)
    {
        var until = time.GetUtcMilliseconds() + Lease;
        var (done, total) = (turn.Done, turn.Total);
        return WriteAsync(
            db => Running(db, turn.Id).ExecuteUpdateAsync(
                set => set
                    .SetProperty(job => job.LeaseUntil, until)
                    .SetProperty(job => job.Done, done)
                    .SetProperty(job => job.Total, total),
                cancel),
            cancel);
    }

    /// <returns>Whether it was running until now.</returns>
    internal async Task<bool> AskToCancelAsync(Guid id, string byName, CancellationToken cancel) =>
        await WriteAsync(
            db => Running(db, id).ExecuteUpdateAsync(set => set.SetProperty(job => job.CancelledByName, byName), cancel),
            cancel) == 1;

    /// <returns>Whether it was running until now.</returns>
    internal async Task<bool> EndAsync(Guid id, JobEnd end, CancellationToken cancel)
    {
        var now = time.GetUtcMilliseconds();
        return await WriteAsync(
            db => Running(db, id).ExecuteUpdateAsync(
                set => set
                    .SetProperty(job => job.State, end.State)
                    .SetProperty(job => job.Message, end.Message)
                    .SetProperty(job => job.EndedAt, now),
                cancel),
            cancel) == 1;
    }

    /// <summary>Ends a job of this process, with how far it came and who ended it.</summary>
    internal Task EndAsync(JobTurn turn, JobEnd end)
    {
        var now = time.GetUtcMilliseconds();
        var (done, total, byName) = (turn.Done, turn.Total, end.State == JobState.Cancelled ? turn.CancelledByName : null);
        return WriteAsync(
            db => Running(db, turn.Id).ExecuteUpdateAsync(
                set => set
                    .SetProperty(job => job.State, end.State)
                    .SetProperty(job => job.Message, end.Message)
                    .SetProperty(job => job.EndedAt, now)
                    .SetProperty(job => job.Done, done)
                    .SetProperty(job => job.Total, total)
                    .SetProperty(job => job.CancelledByName, byName),
                CancellationToken.None),
            CancellationToken.None);
    }

    internal Task RemoveAsync(Guid id) =>
        WriteAsync(db => Running(db, id).ExecuteDeleteAsync(CancellationToken.None), CancellationToken.None);

    internal Task<int> RemoveEndedAsync(DateTimeOffset before, CancellationToken cancel) =>
        WriteAsync(db => db.Jobs.Where(job => job.State != JobState.Running && job.StartedAt < before).ExecuteDeleteAsync(cancel), cancel);

    private static IQueryable<Job> Running(PartnersDb db, Guid id) => db.Jobs.Where(job => job.Id == id && job.State == JobState.Running);

    private async Task<int> WriteAsync(Func<PartnersDb, Task<int>> write, CancellationToken cancel)
    {
        using var queue = await gate.EnterAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await write(db);
    }
}
