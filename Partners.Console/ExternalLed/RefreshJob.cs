using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;

namespace Partners.Console.ExternalLed;

/// <summary>
/// The refresh of the signals that somebody began from a page: one for the whole console, so that every open page shows the same
/// progress, and going on when the page is left. It ends with the console.
/// </summary>
public sealed class RefreshJob(SignalRefresh refresh, Faults faults, IHostApplicationLifetime lifetime) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _cancel;
    private Task _work = Task.CompletedTask;

    /// <summary>Raised at each step and at the end, on the refresh's own thread: a listener must not block.</summary>
#pragma warning disable MA0046 // There is one job, and it says of itself what has changed.
    public event Action? Changed;
#pragma warning restore MA0046

    public bool IsRunning { get; private set; }

    /// <summary>How far it is; null before the first clients are read, and once it has ended.</summary>
    public RefreshCounts? Progress { get; private set; }

    /// <summary>
    /// What the last one came to: its run, or why it was refused. Null before there was one, while one is under way, and after a fault.
    /// </summary>
    public Outcome<SignalRefreshRun>? Last { get; private set; }

    /// <summary>What stopped the last one; null where nothing did.</summary>
    public Fault? Fault { get; private set; }

    /// <summary>Begins a refresh as of today, and does not wait for it. Does nothing while one is under way.</summary>
    public void Start(Staff who)
    {
        lock (_lock)
        {
            if (IsRunning)
            {
                return;
            }

            (IsRunning, Progress, Last, Fault) = (true, null, null, null);
            var cancel = _cancel = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);

            // Elsewhere: SQLite's calls are none of them asynchronous, and the page would stand still.
            _work = Task.Run(() => RunAsync(who, cancel), CancellationToken.None);
        }

        Tell();
    }

    /// <summary>Stops after the clients that are being read. What was read until then is kept.</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            _ = _cancel?.CancelAsync();
        }
    }

    /// <summary>Waits until the run is kept as cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        Cancel();
        await _work;
    }

    private async Task RunAsync(Staff who, CancellationTokenSource cancel)
    {
        var (outcome, stopped) = ((Outcome<SignalRefreshRun>?)null, (Fault?)null);
        var counted = ConsoleTelemetry.CountJob("signals");
        try
        {
            outcome = await refresh.RunAsync(who, asOf: null, new Steps(this), cancel.Token);
        }
#pragma warning disable CA1031 // Nobody waits for it: whatever it is, the pages are told, and the log has it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            stopped = faults.Record(fault);
        }

        counted.Dispose();
        lock (_lock)
        {
            (IsRunning, Progress, Last, Fault, _cancel) = (false, null, outcome, stopped, null);
            cancel.Dispose();
        }

        Tell();
    }

    /// <summary>A page that cannot hear of it must not end the refresh, nor keep others from hearing.</summary>
    private void Tell()
    {
        foreach (var listener in Changed?.GetInvocationList().Cast<Action>() ?? [])
        {
            try
            {
                listener();
            }
#pragma warning disable CA1031
            catch (Exception fault)
#pragma warning restore CA1031
            {
                faults.Record(fault);
            }
        }
    }

    private sealed class Steps(RefreshJob job) : IProgress<RefreshCounts>
    {
        public void Report(RefreshCounts value)
        {
            job.Progress = value;
            job.Tell();
        }
    }
}
