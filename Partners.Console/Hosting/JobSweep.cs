using Partners.Core.Jobs;

namespace Partners.Console.Hosting;

/// <summary>
/// Says of long work whose process ended before it did that it was interrupted: as the console starts, and all the time after.
/// </summary>
internal sealed partial class JobSweep(JobRunner jobs, TimeProvider time, ILogger<JobSweep> log) : BackgroundService
{
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the console waits for nothing that is done here.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await jobs.MarkInterruptedAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever it was, the console goes on serving, and it is tried again.
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(fault);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(s_between, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Long work that was interrupted could not be looked for. It is tried again.")]
    private partial void LogFailed(Exception fault);
}
