using Partners.Core.Changes;

namespace Partners.Console.Hosting;

/// <summary>Forgets old requests as a day begins, and when the console starts: their table would grow for ever.</summary>
internal sealed partial class RequestsAtMidnight(RequestLog requests, TimeProvider time, ILogger<RequestsAtMidnight> log)
    : DailyJob(time)
{
    protected override bool AlsoAtStart => true;

    protected override async Task<bool> DoAsync(DateOnly day, CancellationToken cancel)
    {
        if (await requests.PruneAsync(cancel) is > 0 and var gone)
        {
            LogPruned(gone);
        }

        return true;
    }

    protected override void Failed(Exception fault, DateOnly day) => LogFailed(fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Forgot {Count} requests that were answered long ago.")]
    private partial void LogPruned(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Old requests could not be forgotten. It is tried again.")]
    private partial void LogFailed(Exception fault);
}
