using Partners.Core.Access;
using Partners.Core.Handoffs;
using Partners.Core.Jobs;

namespace Partners.Console.Hosting;

/// <summary>
/// Carries out the handoffs that were scheduled for the day as it begins in Amsterdam, and when the console starts what was due before.
/// </summary>
internal sealed partial class HandoffsAtMidnight(
    HandoffTransfer transfer,
    JobRunner jobs,
    TimeProvider time,
    ILogger<HandoffsAtMidnight> log)
    : DailyJob(time)
{
    private static readonly Staff s_console = Staff.TheConsoleItself(Permission.Read | Permission.Transfer);

    protected override bool AlsoAtStart => true;

    protected override TimeSpan WhileNotDone => TimeSpan.FromSeconds(30);

    protected override async Task<bool> DoAsync(DateOnly day, CancellationToken cancel)
    {
        var outcome = await jobs.RunAsync<int>(
            s_console,
            HandoffTransfer.Job,
            "carrying out the handoffs that are due",
            async turn => await transfer.RunDueAsync(s_console, turn.Cancel),
            done => done > 0 ? new(JobState.Completed) : null,
            cancel);
        if (outcome.Value > 0)
        {
            LogHandedOff(day, outcome.Value);
        }

        // Where another instance does it, this one looks again a little later.
        return outcome.IsDone;
    }

    protected override void Failed(Exception fault, DateOnly day) => LogFailed(fault, day);

    [LoggerMessage(Level = LogLevel.Information, Message = "Handed off what was scheduled for {Day}: {Done} workspaces.")]
    private partial void LogHandedOff(DateOnly day, int done);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "What was scheduled for {Day} could not be handed off: everything stands as it was. It is tried again.")]
    private partial void LogFailed(Exception fault, DateOnly day);
}
