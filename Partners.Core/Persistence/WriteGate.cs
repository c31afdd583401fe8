using System.Diagnostics;
using Partners.Core.Telemetry;

namespace Partners.Core.Persistence;

/// <summary>
/// Lets the writers of this process in one after the other, in the order in which they came. SQLite has one write lock;
/// without a queue before it, waiting writers would poll, and some would starve.
/// </summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _turns = new(1, 1);

    public async Task<IDisposable> EnterAsync(CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        await _turns.WaitAsync(cancel);
        CoreTelemetry.WriteGateWait.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        return new Turn(_turns);
    }

    public void Dispose() => _turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
