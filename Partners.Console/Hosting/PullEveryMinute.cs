using Partners.Console.Platform;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Mollie;
using Partners.Core.Values;

namespace Partners.Console.Hosting;

/// <summary>
/// Pulls from the platform and from the payment provider every minute, at once where the platform says that something changed, and compares
/// everything once a night. Where neither is set it does nothing. What fails is kept for the pages and tried again.
/// </summary>
internal sealed partial class PullEveryMinute(
    LivePull pull,
    PlatformHealth health,
    PullNudge nudge,
    TimeProvider time,
    ILogger<PullEveryMinute> log) : BackgroundService
{
    private static readonly TimeSpan s_between = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The platform accepts the token no more, or Mollie the key: it is tried from time to time whether somebody has put it right.
    /// </summary>
    private static readonly TimeSpan s_whilePaused = TimeSpan.FromMinutes(10);

    /// <summary>One that fails is not begun anew each minute; what changed is read meanwhile.</summary>
    private static readonly TimeSpan s_betweenComparisons = TimeSpan.FromMinutes(15);

    private static readonly Staff s_console = Staff.TheConsoleItself(Permission.Read | PlatformPull.Needs);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the console waits for nothing that is done here.
        await Task.Yield();

        var sources = pull.Parts.Select(part => new Source(part)).ToList();
        if (sources.Count == 0)
        {
            return;
        }

        try
        {
            while (true)
            {
                foreach (var source in sources.Where(source => source.NotBefore <= time.GetUtcNow()))
                {
                    source.NotBefore = await PullAsync(source, stoppingToken)
                        ? DateTimeOffset.MinValue
                        : time.GetUtcNow() + s_whilePaused;
                }

                await nudge.WaitAsync(s_between, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The console ends. The host would log that a service failed, as if something had gone wrong.
        }
    }

    /// <returns>False while the token or the key is refused.</returns>
    private async Task<bool> PullAsync(Source source, CancellationToken cancel)
    {
        using var counted = ConsoleTelemetry.CountJob("pull");
        try
        {
            var before = source.Part.NewsIn(await health.FindAsync(s_console, cancel));
            var kind = before?.ComparedAt is { } compared
                && compared.DayInAmsterdam() < time.TodayInAmsterdam()
                && source.ComparesFrom <= time.GetUtcNow()
                    ? PullKind.Comparison
                    : PullKind.Minute;
            if (kind is PullKind.Comparison)
            {
                source.ComparesFrom = time.GetUtcNow() + s_betweenComparisons;
            }

            var outcome = await source.Part.RunAsync(s_console, kind, null, cancel);
            var fault = outcome.Refusals switch
            {
                [PlatformStopped stopped, ..] => stopped.Fault,
                [PaymentsStopped stopped, ..] => stopped.Fault,
                _ => null,
            };
            if (fault is not null && before?.Problem is null)
            {
                LogStopped(source.Part.Name, fault.GetType().Name);
            }

            return outcome.Refusals is not ([PlatformStopped { Fault: Unauthorised }, ..] or [PaymentsStopped { Pauses: true }, ..]);
        }
#pragma warning disable CA1031 // Whatever it was, the console goes on serving, and it is tried again.
        catch (Exception fault) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(fault, source.Part.Name);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Source} could not be read: {Fault}. It is tried again.")]
    private partial void LogStopped(string source, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "A pull of the {Source} failed. It is tried again.")]
    private partial void LogFailed(Exception fault, string source);

    private sealed class Source(LivePart part)
    {
        public LivePart Part => part;

        /// <summary>While it is paused.</summary>
        public DateTimeOffset NotBefore { get; set; }

        public DateTimeOffset ComparesFrom { get; set; }
    }
}
