using Partners.Console.Presence;
using Partners.Core.Persistence;

namespace Partners.Console.Hosting;

/// <summary>Tells open pages what staff change and have open in other instances, where there can be any.</summary>
internal sealed class ChangesOfOthers(IServiceProvider services, PresenceElsewhere presence) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the console waits for nothing that is done here.
        await Task.Yield();
        if (services.GetService<ChangesElsewhere>() is { } elsewhere)
        {
            await Task.WhenAll(
                elsewhere.ListenAsync(presence.Ask, presence.Hear, stoppingToken),
                presence.SayAsync(elsewhere, stoppingToken));
        }
    }
}
