using Partners.Core.Changes;

namespace Partners.Console.Shell;

/// <summary>The outcome of an action, as its page shows it. Exactly one of the four is set.</summary>
public sealed record ActionOutcome
{
    /// <summary>The success sentence.</summary>
    public string? Said { get; init; }

    /// <summary>Done here, and something of it waits for the platform.</summary>
    public bool Waits { get; init; }

    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    public Conflict? Conflict { get; init; }

    public Fault? Fault { get; init; }
}
