using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Partners.Console.Shell;

/// <summary>The console's own metrics; docs/metrics.md lists them. The rest are the core's.</summary>
public static class ConsoleTelemetry
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Partners.Console";

    /// <summary>The tag that names a running job.</summary>
    private const string Job = "partners.job";

    private static readonly Meter s_meter = new(Name);

    internal static readonly UpDownCounter<long> CircuitsOpen = s_meter.CreateUpDownCounter<long>(
        "partners.circuits.open",
        "{circuit}",
        "Open pages; one whose connection was lost is kept for three minutes.");

    internal static readonly UpDownCounter<long> CircuitsConnected = s_meter.CreateUpDownCounter<long>(
        "partners.circuits.connected",
        "{circuit}",
        "Open pages with a connection.");

    private static readonly UpDownCounter<long> s_jobsRunning = s_meter.CreateUpDownCounter<long>(
        "partners.jobs.running",
        "{job}",
        "Long work that somebody began from a page.");

    /// <summary>Counts one long job until the result is disposed.</summary>
    /// <param name="job">The job, in a word.</param>
    internal static IDisposable CountJob(string job) => new RunningJob(new(Job, job));

    private sealed class RunningJob : IDisposable
    {
        private readonly KeyValuePair<string, object?> _job;

        public RunningJob(KeyValuePair<string, object?> job)
        {
            _job = job;
            s_jobsRunning.Add(1, _job);
        }

        public void Dispose() => s_jobsRunning.Add(-1, _job);
    }
}

/// <summary>Counts a page while it is open and while it is connected.</summary>
internal sealed class CircuitCount : CircuitHandler
{
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        Count(ConsoleTelemetry.CircuitsOpen, 1);

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) =>
        Count(ConsoleTelemetry.CircuitsConnected, 1);

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) =>
        Count(ConsoleTelemetry.CircuitsConnected, -1);

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        Count(ConsoleTelemetry.CircuitsOpen, -1);

    private static Task Count(UpDownCounter<long> pages, long more)
    {
        pages.Add(more);
        return Task.CompletedTask;
    }
}
