using System.Diagnostics;
using Partners.Core.Telemetry;

namespace Partners.Core.Persistence;

/// <summary>
/// Admits this process's writers one at a time, in order of arrival. SQLite has one write lock; without a queue in front of it, writers
/// would poll and some would starve.
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
