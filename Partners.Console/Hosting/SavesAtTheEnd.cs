using Partners.Console.Shell;

namespace Partners.Console.Hosting;

/// <summary>Saves what is typed on open pages before the console stops. By then the server has closed its connections.</summary>
internal sealed class SavesAtTheEnd(OpenInput input) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => input.SaveAllAsync(cancellationToken);
}
