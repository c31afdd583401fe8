using Partners.Core.Access;
using Partners.Core.ExternalLed;
using Partners.Core.Referrals;

namespace Partners.Console.Hosting;

/// <summary>
/// The window of the signals moves with the day: reads all clients as a new day begins in Amsterdam, and soon
/// after a start on a day on which nobody did.
/// </summary>
internal sealed partial class SignalsAtMidnight(
    SignalRefresh refresh,
    LedgerUpkeep ledger,
    TimeProvider time,
    ILogger<SignalsAtMidnight> log) : DailyJob(time)
{
    private static readonly Staff s_console = Staff.TheConsoleItself(Permission.Read | Permission.WorkPipeline);

    /// <summary>Between two looks at whether somebody else has posted the ledger.</summary>
    private static readonly TimeSpan s_untilPosted = TimeSpan.FromSeconds(5);

    protected override bool AlsoAtStart => true;

    /// <summary>Where there are no clients yet, or somebody else's refresh is under way, it looks again a little later.</summary>
    protected override async Task<bool> DoAsync(DateOnly day, CancellationToken cancel)
    {
        if (!await refresh.HasClientsAsync(cancel))
        {
            return false;
        }

        if (await refresh.IsReadAsync(cancel))
        {
            return true;
        }

        // A card stands beside its deal, whose terms may turn this day: whichever of the two wakes up first, the ledger is posted before.
        while (await ledger.CatchUpAsync(cancel) is not null)
        {
            await WaitAsync(s_untilPosted, cancel);
        }

        var outcome = await refresh.RunAsync(s_console, day, progress: null, cancel);
        if (outcome.Value is not { Status: RefreshStatus.Completed } run)
        {
            return false;
        }

        LogRefreshed(day, run.Read, run.NewlyListed, run.Returned);
        return true;
    }

    protected override void Failed(Exception fault, DateOnly day) => LogFailed(fault, day);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Refreshed the signals as of {Day}: read {Read} clients, {NewlyListed} newly listed, {Returned} came back.")]
    private partial void LogRefreshed(DateOnly day, int read, int newlyListed, int returned);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The signals could not be refreshed as of {Day}: the pipeline stands as it was. It is tried again.")]
    private partial void LogFailed(Exception fault, DateOnly day);
}
