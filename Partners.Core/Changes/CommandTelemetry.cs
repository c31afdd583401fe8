using System.Diagnostics;
using Partners.Core.Telemetry;

namespace Partners.Core.Changes;

/// <summary>Telemetry of one command: an activity if anyone listens, its duration and its outcome.</summary>
internal sealed class CommandTelemetry : IDisposable
{
    private const string Failed = "failed";

    private readonly string _command;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Activity? _activity;

    /// <summary>The default, because a command that throws reports nothing.</summary>
    private string _outcome = Failed;

    /// <param name="command">Its name in code; there are a few dozen.</param>
    public CommandTelemetry(string command)
    {
        _command = command;
        _activity = CoreTelemetry.Activities.StartActivity(command);
        _activity?.SetTag(CoreTelemetry.Command, command);
    }

    public Outcome<T> Ends<T>(Outcome<T> outcome, bool answeredBefore = false)
        where T : notnull
    {
        _outcome = answeredBefore && outcome.IsDone ? "repeated"
            : outcome.IsDone ? "done"
            : outcome.Conflict is not null ? "conflicted"
            : "refused";
        foreach (var refusal in outcome.Refusals)
        {
            CoreTelemetry.CommandRefusals.Add(1, new(CoreTelemetry.Command, _command), new("partners.refusal", refusal.GetType().Name));
        }

        return outcome;
    }

    public void Dispose()
    {
        CoreTelemetry.CommandDuration.Record(
            Stopwatch.GetElapsedTime(_began).TotalSeconds,
            new(CoreTelemetry.Command, _command),
            new(CoreTelemetry.Outcome, _outcome));
        _activity?.SetTag(CoreTelemetry.Outcome, _outcome);
        _activity?.SetStatus(_outcome == Failed ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
        _activity?.Dispose();
    }
}
