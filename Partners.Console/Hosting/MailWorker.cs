using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Mail;

namespace Partners.Console.Hosting;

/// <summary>
/// Sends what waits in the outbox: right after it was put there, and every few seconds what has to be tried again. Looks after what was cut
/// off, too, where nothing can be sent any more.
/// </summary>
internal sealed partial class MailWorker(MailSender sender, ChangeFeed feed, TimeProvider time, ILogger<MailWorker> log) : BackgroundService
{
    private static readonly Staff s_console = Staff.TheConsoleItself(Permission.Read);

    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the console waits for nothing that is done here.
        await Task.Yield();
        using var something = new SemaphoreSlim(1, 1);
        using var listening = feed.Listen(changes =>
        {
            if (changes.Any(change => change.Action == AuditActions.MailQueued))
            {
                Wake(something);
            }
        });
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(stoppingToken);
            using var rest = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(something.WaitAsync(rest.Token), Task.Delay(s_between, time, rest.Token));
            await rest.CancelAsync();
        }
    }

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            if (await sender.HasWorkAsync(cancel))
            {
                await sender.RunAsync(s_console, cancel);
            }
        }
#pragma warning disable CA1031 // Whatever it was, the console goes on serving, and it is tried again.
        catch (Exception fault) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(fault);
        }
        catch (OperationCanceledException)
        {
            // The console ends.
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail that waits could not be sent. It is tried again.")]
    private partial void LogFailed(Exception fault);
}
