using Partners.Core.Access;

namespace Partners.Core.Jobs;

/// <summary>A job that this process does, for the work itself: how far it is, and whether it is to stop.</summary>
public sealed class JobTurn : IDisposable
{
    private readonly CancellationTokenSource _cancel;

    internal JobTurn(JobKind kind, string about, Staff by, DateTimeOffset at, CancellationToken cancel)
    {
        (Id, Kind, About, By, StartedAt) = (Guid.CreateVersion7(at), kind, about, by, at);
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Cancel = _cancel.Token;
    }

    public Guid Id { get; }

    public JobKind Kind { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>Cancelled by whoever started it, by anybody else who may, and where another process took the job for abandoned.</summary>
    public CancellationToken Cancel { get; }

    internal string About { get; }

    internal Staff By { get; }

    internal string? CancelledByName { get; private set; }

    internal long Done { get; private set; }

    internal long Total { get; private set; }

    /// <summary>Costs nothing: it is written beside the work, every few seconds.</summary>
    public void Report(long done, long total) => (Done, Total) = (done, total);

    internal void Stop(string? byName)
    {
        CancelledByName ??= byName;
        try
        {
            _cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended just now.
        }
    }

    public void Dispose() => _cancel.Dispose();
}
