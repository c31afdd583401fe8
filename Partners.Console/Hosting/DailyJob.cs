using Partners.Core.Values;

namespace Partners.Console.Hosting;

/// <summary>Does something once a day, as the day begins in Amsterdam.</summary>
internal abstract class DailyJob(TimeProvider time) : BackgroundService
{
    /// <summary>
    /// Looks at the date more often than once a day: a machine that slept wakes up on another day, and what failed is tried again.
    /// </summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(15);

    /// <summary>Not before the day has begun, whatever a timer's precision.</summary>
    private static readonly TimeSpan s_afterMidnight = TimeSpan.FromSeconds(5);

    /// <summary>Whether the day on which the console starts is to be done too.</summary>
    protected abstract bool AlsoAtStart { get; }

    /// <summary>How soon it looks again where another instance is at it, which may be killed before it is done.</summary>
    protected virtual TimeSpan WhileNotDone => s_longestWait;

    /// <returns>Whether the day is done; where it is not, it is tried again.</returns>
    protected abstract Task<bool> DoAsync(DateOnly day, CancellationToken cancel);

    /// <summary>Whatever it was, the console goes on serving, and it is tried again.</summary>
    protected abstract void Failed(Exception fault, DateOnly day);

    protected Task WaitAsync(TimeSpan span, CancellationToken cancel) => Task.Delay(span, time, cancel);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the console waits for nothing that is done here.
        await Task.Yield();
        try
        {
            await GoOnAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The console ends. The host would log that a service failed, as if something had gone wrong.
        }
    }

    private async Task GoOnAsync(CancellationToken stoppingToken)
    {
        var done = AlsoAtStart ? DateOnly.MinValue : time.TodayInAmsterdam();
        while (true)
        {
            var today = time.TodayInAmsterdam();
            var longest = s_longestWait;
            if (today > done)
            {
                switch (await TryAsync(today, stoppingToken))
                {
                    case true:
                        done = today;
                        break;
                    case false:
                        longest = WhileNotDone;
                        break;
                }
            }

            await Task.Delay(Wait(longest), time, stoppingToken);
        }
    }

    /// <returns>Whether the day is done; null if it failed.</returns>
    private async Task<bool?> TryAsync(DateOnly day, CancellationToken cancel)
    {
        try
        {
            return await DoAsync(day, cancel);
        }
#pragma warning disable CA1031 // See Failed.
        catch (Exception fault) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(fault, day);
            return null;
        }
    }

    private TimeSpan Wait(TimeSpan longest)
    {
        var untilNextDay = time.TodayInAmsterdam().AddDays(1).StartInAmsterdam() - time.GetUtcNow() + s_afterMidnight;
        return untilNextDay < longest ? untilNextDay : longest;
    }
}
