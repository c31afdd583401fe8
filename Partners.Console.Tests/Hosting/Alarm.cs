using System.Threading.Channels;
using Partners.Console.Tests.Support;

namespace Partners.Console.Tests.Hosting;

/// <summary>A clock that jumps to the time of the next timer.</summary>
internal sealed class Alarm(FixedClock clock) : TimeProvider
{
    private readonly Channel<(TimeSpan After, Action Ring)> _set = Channel.CreateUnbounded<(TimeSpan, Action)>();

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _set.Writer.TryWrite((dueTime, () => callback(state)));
        return new Timer();
    }

    /// <summary>Completes when code that has finished its work waits for the next time.</summary>
    public async Task SetAsync(CancellationToken cancel) => await _set.Reader.WaitToReadAsync(cancel);

    public async Task RingAsync(CancellationToken cancel)
    {
        var (after, ring) = await _set.Reader.ReadAsync(cancel);
        clock.Now += after;
        ring();
    }

    public async Task SleepThroughAsync(DateTimeOffset moment, CancellationToken cancel)
    {
        while (clock.Now < moment)
        {
            await RingAsync(cancel);
        }

        await SetAsync(cancel);
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
