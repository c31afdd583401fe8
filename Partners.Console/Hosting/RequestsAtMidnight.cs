using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Jobs;

namespace Partners.Console.Hosting;

/// <summary>Forgets old requests and jobs as a day begins, and when the console starts: their tables would grow for ever.</summary>
internal sealed partial class RequestsAtMidnight(RequestLog requests, JobRunner jobs, TimeProvider time, ILogger<RequestsAtMidnight> log)
    : DailyJob(time)
{
    public static readonly JobKind Job = new(
        "requests",
        Permission.Read,
        "clean-up",
        "The rest is done at the next start, and every night.");

    private static readonly Staff s_console = Staff.TheConsoleItself(Permission.Read);

    protected override bool AlsoAtStart => true;

    protected override async Task<bool> DoAsync(DateOnly day, CancellationToken cancel)
    {
        var outcome = await jobs.RunAsync<int>(
            s_console,
            Job,
            "forgetting old requests",
            async turn =>
            {
                await jobs.PruneAsync(turn.Cancel);
                return await requests.PruneAsync(turn.Cancel);
            },
            gone => gone > 0 ? new(JobState.Completed) : null,
            cancel);
        if (outcome.Value > 0)
        {
            LogPruned(outcome.Value);
        }

        // Where another instance does it, this one looks again a little later.
        return outcome.IsDone;
    }

    protected override void Failed(Exception fault, DateOnly day) => LogFailed(fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Forgot {Count} requests that were answered long ago.")]
    private partial void LogPruned(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Old requests could not be forgotten. It is tried again.")]
    private partial void LogFailed(Exception fault);
}
