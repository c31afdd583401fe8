using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Hosting;

/// <summary>
/// Terms of deals hold from a day on: posts the ledger as a new day begins in Amsterdam. What was due before is posted when the console
/// starts.
/// </summary>
internal sealed partial class LedgerAtMidnight(LedgerUpkeep ledger, TimeProvider time, ILogger<LedgerAtMidnight> log) : BackgroundService
{
    /// <summary>Looks at the date more often than once a day: a machine that slept wakes up on another day, and what failed is tried again.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(15);

    /// <summary>Not before the day has begun, whatever a timer's precision.</summary>
    private static readonly TimeSpan s_afterMidnight = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var posted = time.TodayInAmsterdam();
        while (true)
        {
            await Task.Delay(Wait(), time, stoppingToken);
            var today = time.TodayInAmsterdam();
            if (today > posted && await PostAsync(today, stoppingToken))
            {
                posted = today;
            }
        }
    }

    private TimeSpan Wait()
    {
        var untilNextDay = time.TodayInAmsterdam().AddDays(1).StartInAmsterdam() - time.GetUtcNow() + s_afterMidnight;
        return untilNextDay < s_longestWait ? untilNextDay : s_longestWait;
    }

    private async Task<bool> PostAsync(DateOnly day, CancellationToken cancel)
    {
        try
        {
            await ledger.CatchUpAsync(cancel);
            LogPosted(day);
            return true;
        }
#pragma warning disable CA1031 // Whatever it is, the console goes on serving, and this is tried again.
        catch (Exception fault) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(fault, day);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Posted the ledger for {Day}.")]
    private partial void LogPosted(DateOnly day);

    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger could not be posted for {Day}: terms that hold from that day on are not counted yet. It is tried again.")]
    private partial void LogFailed(Exception fault, DateOnly day);
}
