using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Jobs;

/// <summary>
/// The one path of long work (docs/product.md X16): a row that shuts out another of its kind in every instance, a lease and the progress
/// written beside the work, and an end for it however the work ends.
/// </summary>
public sealed partial class JobRunner(
    IEnumerable<JobKind> kinds, JobRows rows, JobBeat beat, ChangeFeed feed, TimeProvider time, ILogger<JobRunner> log)
{
    /// <summary>The kind of news on the <see cref="ChangeFeed"/> that a job began or ended; its action is the job's kind.</summary>
    public const string News = "job";

    private static readonly TimeSpan s_kept = TimeSpan.FromDays(90);

    private readonly ConcurrentDictionary<Guid, JobTurn> _here = new();

    /// <summary>What this process works on or waits to begin.</summary>
    internal IEnumerable<JobTurn> Here => _here.Values;

    /// <summary>
    /// Does the work in its turn. Refused without leave, and while another of the kind runs anywhere. Work that is refused leaves no row,
    /// and nor does work of which nothing is to be kept.
    /// </summary>
    /// <param name="about">What the person is doing: "importing /exports".</param>
    /// <param name="end">How work that was done ended; null where nothing of it is to be kept.</param>
    /// <returns>What the work came to; a refusal, too, where somebody else cancelled it.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled it.</exception>
    public async Task<Outcome<T>> RunAsync<T>(
        Staff who, JobKind kind, string about, Func<JobTurn, Task<Outcome<T>>> work, Func<T, JobEnd?> end, CancellationToken cancel)
        where T : notnull
    {
        if (!who.May(kind.Needs))
        {
            return new NotPermitted(kind.Needs);
        }

        using var turn = new JobTurn(kind, about, who, time.GetUtcMilliseconds(), cancel);
        _here[turn.Id] = turn;
        try
        {
            if (await TakeAsync(turn) is { } refusal)
            {
                return refusal;
            }

            Tell(turn);
            return await WorkAsync(turn, work, end);
        }
        catch (OperationCanceledException) when (turn.Cancel.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new JobWasCancelled(kind.Cancelled(turn.CancelledByName));
        }
        finally
        {
            _here.TryRemove(turn.Id, out _);
            Tell(turn);
        }
    }

    /// <summary>
    /// Ends, in a sentence, every job whose process ended before it did. A job that cannot be ended now is left to the next time, and keeps
    /// no other from it.
    /// </summary>
    public async Task MarkInterruptedAsync(CancellationToken cancel)
    {
        foreach (var job in await rows.RunningAsync(cancel))
        {
            try
            {
                if (job.IsAbandoned(time.GetUtcNow()))
                {
                    await MarkAsync(job, cancel);
                }
            }
#pragma warning disable CA1031 // See above.
            catch (Exception fault) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogNotEnded(fault, job.Kind, job.Id);
            }
        }
    }

    /// <summary>Forgets jobs that ended long ago.</summary>
    public Task PruneAsync(CancellationToken cancel) => rows.RemoveEndedAsync(time.GetUtcNow() - s_kept, cancel);

    private async Task<Refusal?> TakeAsync(JobTurn turn)
    {
        while (true)
        {
            // Looked up first: reading waits for nobody, and another's long transaction would keep this one waiting to be refused.
            if (await rows.FindRunningAsync(turn.Kind.Name, turn.Cancel) is { } other)
            {
                if (!other.IsAbandoned(time.GetUtcNow()))
                {
                    return new JobUnderWay(other.StartedByName, other.About, other.StartedAt);
                }

                await MarkAsync(other, turn.Cancel);
            }

            if (await rows.TryAddAsync(turn, turn.Cancel))
            {
                return null;
            }
        }
    }

    private async Task<Outcome<T>> WorkAsync<T>(JobTurn turn, Func<JobTurn, Task<Outcome<T>>> work, Func<T, JobEnd?> end)
        where T : notnull
    {
        using var ended = new CancellationTokenSource();
        var beating = beat.KeepAsync(turn, ended.Token);
        JobEnd? how = null;
        try
        {
            var outcome = await work(turn);
            how = outcome.IsDone ? end(outcome.Value) : null;
            return outcome;
        }
        catch (OperationCanceledException) when (turn.Cancel.IsCancellationRequested)
        {
            how = new(JobState.Cancelled);
            throw;
        }
        catch (Exception fault)
        {
            how = new(JobState.Failed, turn.Kind.Faulted(fault));
            throw;
        }
        finally
        {
            await ended.CancelAsync();
            await beating;
            await EndAsync(turn, how);
        }
    }

    /// <summary>A row that cannot be ended is found by its lease. What the work came to is what the caller hears.</summary>
    private async Task EndAsync(JobTurn turn, JobEnd? end)
    {
        try
        {
            await (end switch
            {
                null => rows.RemoveAsync(turn.Id),
                { State: JobState.Cancelled } => rows.EndAsync(turn, end with { Message = turn.Kind.Cancelled(turn.CancelledByName) }),
                _ => rows.EndAsync(turn, end),
            });
        }
#pragma warning disable CA1031 // See above.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogNotEnded(fault, turn.Kind.Name, turn.Id);
        }
    }

    /// <summary>What the kind has to put right comes first: a process that ends in between does it again.</summary>
    private async Task MarkAsync(Job job, CancellationToken cancel)
    {
        var end = await FindEndAsync(job, cancel);
        if (await rows.EndAsync(job.Id, end, cancel))
        {
            LogInterrupted(job.About, job.StartedByName, job.StartedAt);
            feed.Publish([new(News, job.Id.ToString(), null, null, job.StartedBySubject, job.StartedByName, job.Kind)]);
        }
    }

    /// <summary>What a kind cannot find out must not shut out its next job.</summary>
    private async Task<JobEnd> FindEndAsync(Job job, CancellationToken cancel)
    {
        var kind = kinds.FirstOrDefault(kind => kind.Name == job.Kind)
            ?? new JobKind(job.Kind, Permission.Read, "work", "Check what was done before you start it again.");
        try
        {
            return await kind.FindEndAsync(job, cancel);
        }
#pragma warning disable CA1031 // See above.
        catch (Exception fault) when (!cancel.IsCancellationRequested && DatabaseFault.Of(fault) is null)
#pragma warning restore CA1031
        {
            LogNotEnded(fault, job.Kind, job.Id);
            return new(JobState.Failed, kind.Interrupted);
        }
    }

    private void Tell(JobTurn turn) =>
        feed.Publish([new(News, turn.Id.ToString(), null, null, turn.By.Subject, turn.By.Name, turn.Kind.Name)]);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The process ended first: {About}, started by {Name} at {StartedAt}.")]
    private partial void LogInterrupted(string about, string name, DateTimeOffset startedAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of the job {Kind} {Id} could not be written.")]
    private partial void LogNotEnded(Exception fault, string kind, Guid id);
}
