using Partners.Core.Changes;

namespace Partners.Console.Shell;

/// <summary>What an action came to, as its page shows it. Exactly one of the four is set.</summary>
public sealed record ActionOutcome
{
    /// <summary>The sentence for what was done.</summary>
    public string? Said { get; init; }

    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    public Conflict? Conflict { get; init; }

    public Fault? Fault { get; init; }
}
