using Partners.Core.Access;
using Partners.Core.Handoffs;
using Partners.Core.Jobs;

namespace Partners.Console.Hosting;

/// <summary>
/// Takes the proof of every completed handoff again as the day begins in Amsterdam, and when the console starts: what an import or a
/// command touched was checked then, and this finds what passed them by.
/// </summary>
internal sealed partial class ProofsAtMidnight(ProofWatch proofs, JobRunner jobs, TimeProvider time, ILogger<ProofsAtMidnight> log)
    : DailyJob(time)
{
    private static readonly Staff s_console = Staff.TheConsoleItself(Permission.Read | Permission.Transfer);

    protected override bool AlsoAtStart => true;

    protected override async Task<bool> DoAsync(DateOnly day, CancellationToken cancel)
    {
        var outcome = await jobs.RunAsync<int>(
            s_console,
            ProofWatch.Job,
            "checking the proofs of all handoffs",
            async turn => await proofs.CheckAllAsync(s_console, "the nightly check found it", turn.Cancel),
            opened => opened > 0 ? new(JobState.Completed) : null,
            cancel);
        if (outcome.Value > 0)
        {
            LogOpened(day, outcome.Value);
        }

        return outcome.IsDone;
    }

    protected override void Failed(Exception fault, DateOnly day) => LogFailed(fault, day);

    [LoggerMessage(Level = LogLevel.Warning, Message = "On {Day} {Opened} paths were found that had opened after a handoff.")]
    private partial void LogOpened(DateOnly day, int opened);

    [LoggerMessage(Level = LogLevel.Error, Message = "The proofs could not be checked on {Day}. It is tried again.")]
    private partial void LogFailed(Exception fault, DateOnly day);
}
