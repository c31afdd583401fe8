using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Partners.Core.Telemetry;

/// <summary>
/// The core's metrics; docs/metrics.md lists them. Tags have few values, and none says who did what to whom: no id, no name, no query text.
/// </summary>
public static class CoreTelemetry
{
    /// <summary>The name of the meter and the activity source.</summary>
    public const string Name = "Partners.Core";

    internal const string Command = "partners.command";
    internal const string Outcome = "partners.outcome";
    internal const string Result = "partners.result";

    internal static readonly ActivitySource Activities = new(Name);

    private static readonly Meter s_meter = new(Name);

    /// <summary>Buckets for durations in seconds: from half a millisecond, a small query, to ten seconds.</summary>
    private static readonly InstrumentAdvice<double> s_short = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    internal static readonly Histogram<double> CommandDuration = s_meter.CreateHistogram(
        "partners.command.duration",
        "s",
        "From the command's arrival to its answer, the wait for its turn to write included.",
        tags: null,
        s_short);

    internal static readonly Counter<long> CommandRefusals = s_meter.CreateCounter<long>(
        "partners.command.refusals",
        "{refusal}",
        "Reasons for which commands were refused, by the kind of reason.");

    internal static readonly Histogram<double> WriteGateWait = s_meter.CreateHistogram(
        "partners.write_gate.wait",
        "s",
        "The wait for the turn to write.",
        tags: null,
        s_short);

    internal static readonly Histogram<double> QueryDuration = s_meter.CreateHistogram(
        "partners.query.duration",
        "s",
        "One statement, up to its first row.",
        tags: null,
        s_short);

    internal static readonly Counter<long> SlowQueries = s_meter.CreateCounter<long>(
        "partners.query.slow",
        "{query}",
        "Statements that took longer than Database:SlowQueryMilliseconds.");

    internal static readonly Counter<long> ImportRows = s_meter.CreateCounter<long>(
        "partners.import.rows",
        "{row}",
        "Rows of imports, by what became of them.");

    internal static readonly Histogram<double> ImportDuration = s_meter.CreateHistogram<double>(
        "partners.import.duration",
        "s",
        "A whole import.");

    internal static readonly Counter<long> ChangesPublished = s_meter.CreateCounter<long>(
        "partners.feed.changes",
        "{change}",
        "Changes of which open pages were told.");

    internal static readonly UpDownCounter<long> FeedListeners = s_meter.CreateUpDownCounter<long>(
        "partners.feed.listeners",
        "{listener}",
        "Open pages, and parts of them, that listen for what others change.");
}
