using System.Collections.Concurrent;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Moves;

namespace Partners.Console.Moves;

public sealed record MoveCancelled() : Refusal("Cancelled. Nothing was moved.");

/// <summary>A move that somebody began from a page.</summary>
public sealed class MoveJob : IDisposable
{
    private readonly CancellationTokenSource _cancel;

    internal MoveJob(int projects, CancellationToken stopping)
    {
        Progress = new(0, projects);
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    public MoveProgress Progress { get; internal set; }

    /// <summary>Ends with what came of it. Cancelled, that is <see cref="MoveCancelled"/>.</summary>
    public Task<Outcome<ProjectsMoved>> Work { get; private set; } = default!;

    /// <summary>All or nothing: nothing of it stays.</summary>
    public void Cancel() => _cancel.Cancel();

    public void Dispose() => _cancel.Dispose();

    /// <summary>Elsewhere: SQLite's calls are none of them asynchronous, and the page would stand still.</summary>
    internal void Start(Func<CancellationToken, Task<Outcome<ProjectsMoved>>> move) => Work = Task.Run(async () =>
    {
        try
        {
            return await move(_cancel.Token);
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            return new MoveCancelled();
        }
    });
}

/// <summary>Begins moves from pages. They go on when the page is left, and end with the console.</summary>
public sealed class MoveJobs(JobRunner jobs, MoveJobKind kind, IHostApplicationLifetime lifetime) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<MoveJob, byte> _running = new();

    /// <summary>Raised at each step of any, on its own thread: a listener must not block.</summary>
#pragma warning disable MA0046 // It says of itself what has changed.
    public event Action? Changed;
#pragma warning restore MA0046

    public IReadOnlyCollection<MoveJob> Running => [.. _running.Keys];

    /// <summary>Begins it, and does not wait for it.</summary>
    public MoveJob Start(Staff who, int projects, Func<IProgress<MoveProgress>, CancellationToken, Task<Outcome<ProjectsMoved>>> move)
    {
        var job = new MoveJob(projects, lifetime.ApplicationStopping);
        _running[job] = 0;
        var counted = ConsoleTelemetry.CountJob("move");
        job.Start(cancel => jobs.RunAsync(
            who,
            kind,
            $"moving {Words.Count(projects, "project")}",
            turn => move(new Steps(this, job, turn), turn.Cancel),
            _ => new(JobState.Completed),
            cancel));
        _ = ForgetAsync(job, counted);
        return job;
    }

    /// <summary>Stops what is under way, and waits until nothing of it is left.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var job in Running)
        {
            job.Cancel();
            await ((Task)job.Work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ForgetAsync(MoveJob job, IDisposable counted)
    {
        // What went wrong is for whoever waits for the work.
        await ((Task)job.Work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _running.TryRemove(job, out _);
        counted.Dispose();
        Changed?.Invoke();
        job.Dispose();
    }

    private sealed class Steps(MoveJobs jobs, MoveJob job, JobTurn turn) : IProgress<MoveProgress>
    {
        public void Report(MoveProgress value)
        {
            turn.Report(value.Done, value.Of);
            job.Progress = value;
            jobs.Changed?.Invoke();
        }
    }
}
