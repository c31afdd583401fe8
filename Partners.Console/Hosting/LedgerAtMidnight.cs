using Partners.Core.Referrals;

namespace Partners.Console.Hosting;

/// <summary>
/// Terms of deals hold from a day on: posts the ledger as a new day begins in Amsterdam. What was due before is posted when the console
/// starts.
/// </summary>
internal sealed partial class LedgerAtMidnight(LedgerUpkeep ledger, TimeProvider time, ILogger<LedgerAtMidnight> log) : DailyJob(time)
{
    protected override bool AlsoAtStart => false;

    protected override async Task<bool> DoAsync(DateOnly day, CancellationToken cancel)
    {
        if (await ledger.CatchUpAsync(cancel) is not null)
        {
            // Another instance does it, or somebody stopped it. This one looks again a little later.
            return false;
        }

        LogPosted(day);
        return true;
    }

    protected override void Failed(Exception fault, DateOnly day) => LogFailed(fault, day);

    [LoggerMessage(Level = LogLevel.Information, Message = "Posted the ledger for {Day}.")]
    private partial void LogPosted(DateOnly day);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The ledger could not be posted for {Day}: terms that hold from that day on are not counted yet. It is tried again.")]
    private partial void LogFailed(Exception fault, DateOnly day);
}
