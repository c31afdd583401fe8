using System.Collections.Concurrent;
using Partners.Console.Hosting;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Moves;

namespace Partners.Console.Moves;

public sealed record MoveCancelled() : Refusal("Cancelled. Nothing was moved.");

/// <summary>A move that somebody began from a page.</summary>
public sealed class MoveJob : IProgress<MoveProgress>, IDisposable
{
    private readonly CancellationTokenSource _cancel;
    private readonly Action _tell;

    internal MoveJob(Staff who, int projects, Action tell, CancellationToken stopping)
    {
        (ByName, Progress, _tell) = (who.Name, new(0, projects), tell);
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    public string ByName { get; }

    public MoveProgress Progress { get; private set; }

    /// <summary>Ends with what came of it. Cancelled, that is <see cref="MoveCancelled"/>.</summary>
    public Task<Outcome<ProjectsMoved>> Work { get; private set; } = default!;

    /// <summary>All or nothing: nothing of it stays.</summary>
    public void Cancel() => _cancel.Cancel();

    void IProgress<MoveProgress>.Report(MoveProgress value)
    {
        Progress = value;
        _tell();
    }

    public void Dispose() => _cancel.Dispose();

    /// <summary>Elsewhere: SQLite's calls are none of them asynchronous, and the page would stand still.</summary>
    internal void Start(Func<IProgress<MoveProgress>, CancellationToken, Task<Outcome<ProjectsMoved>>> move) => Work = Task.Run(async () =>
    {
        try
        {
            return await move(this, _cancel.Token);
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            return new MoveCancelled();
        }
    });
}

/// <summary>The moves that are under way in this console. They go on when the page is left, and end with the console.</summary>
public sealed class MoveJobs(IHostApplicationLifetime lifetime) : IAsyncDisposable
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
        var job = new MoveJob(who, projects, () => Changed?.Invoke(), lifetime.ApplicationStopping);
        _running[job] = 0;
        var counted = ConsoleTelemetry.CountJob("move");
        job.Start(move);
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
}
