using Microsoft.Extensions.Logging;

namespace Partners.Core.Jobs;

/// <summary>Keeps a job's row up to date beside its work, and hears through it of a cancel that was asked for in another process.</summary>
public sealed partial class JobBeat(JobRows rows, TimeProvider time, ILogger<JobBeat> log)
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(2);

    internal async Task KeepAsync(JobTurn turn, CancellationToken ended)
    {
        var (kept, written) = (time.GetUtcNow(), (turn.Done, turn.Total));
        while (await IsNextAsync(ended))
        {
            try
            {
                var (isRunning, byName) = await rows.LookAsync(turn.Id, ended);
                if (!isRunning || byName is not null)
                {
                    turn.Stop(byName);
                }

                var (now, far) = (time.GetUtcNow(), (turn.Done, turn.Total));
                if (isRunning && (far != written || now - kept > JobRows.Lease / 4))
                {
                    await rows.KeepAsync(turn, ended);
                    (kept, written) = (now, far);
                }
            }
#pragma warning disable CA1031 // The work goes on, and hears of a fault of the database by itself. The next beat tries again.
            catch (Exception fault) when (!ended.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogNotKept(fault, turn.Kind.Name, turn.Id);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <returns>False once the work has ended.</returns>
    private async Task<bool> IsNextAsync(CancellationToken ended)
    {
        await Task.Delay(s_beat, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !ended.IsCancellationRequested;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The progress of the job {Kind} {Id} could not be written.")]
    private partial void LogNotKept(Exception fault, string kind, Guid id);
}
