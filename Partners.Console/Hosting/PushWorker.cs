using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Platform.Push;

namespace Partners.Console.Hosting;

/// <summary>
/// Sends to the platform what was done here: right after it was done, and every few seconds what has to be tried again or whose day has
/// come. Does nothing while nothing is switched on.
/// </summary>
internal sealed partial class PushWorker(PlatformPush push, ChangeFeed feed, TimeProvider time, ILogger<PushWorker> log) : BackgroundService
{
    private static readonly Staff s_console = Staff.TheConsoleItself(Permission.Read);

    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(10);

    /// <summary>Whoever mends a token or a permission waits no longer.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the console waits for nothing that is done here.
        await Task.Yield();
        if (!push.IsOn)
        {
            return;
        }

        using var something = new SemaphoreSlim(1, 1);
        using var listening = feed.Listen(_ => Wake(something));
        while (!stoppingToken.IsCancellationRequested)
        {
            var rest = await TryAsync(stoppingToken);
            if (rest is { } span)
            {
                await Task.Delay(span, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            try
            {
                await something.WaitAsync(s_between, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <returns>How long to leave the platform alone; null for no longer than until something happens.</returns>
    private async Task<TimeSpan?> TryAsync(CancellationToken cancel)
    {
        try
        {
            if (!await push.HasWorkAsync(cancel))
            {
                return null;
            }

            var pass = await push.RunAsync(s_console, cancel);
            return pass.Value?.Stopped switch
            {
                TryAllLater { In: var span } => span < s_longest ? span : s_longest,
                PauseAll => s_longest,

                // Another process sends, and looks again by itself.
                null when !pass.IsDone => s_between,
                _ => null,
            };
        }
#pragma warning disable CA1031 // Whatever it was, the console goes on serving, and it is tried again.
        catch (Exception fault) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(fault);
            return s_between;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static void Wake(SemaphoreSlim something)
    {
        try
        {
            if (something.CurrentCount == 0)
            {
                something.Release();
            }
        }
        catch (Exception over) when (over is ObjectDisposedException or SemaphoreFullException)
        {
            // It ends, or somebody was quicker.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What waits for the platform could not be sent. It is tried again.")]
    private partial void LogFailed(Exception fault);
}
