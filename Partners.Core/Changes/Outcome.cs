using System.Diagnostics.CodeAnalysis;

namespace Partners.Core.Changes;

/// <summary>What became of a command: done with a value, refused with sentences, or conflicted with a later change.</summary>
public sealed record Outcome<T>
    where T : notnull
{
    private Outcome()
    {
    }

    public T? Value { get; private init; }

    public IReadOnlyList<Refusal> Refusals { get; private init; } = [];

    public Conflict? Conflict { get; private init; }

    /// <summary>Done here, and something of it waits for the platform.</summary>
    public bool TellsPlatform { get; private init; }

    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsDone => Conflict is null && Refusals.Count == 0;

    public static Outcome<T> Done(T value) => new() { Value = value };

    public static Outcome<T> Refused(params IReadOnlyList<Refusal> refusals) => new() { Refusals = refusals };

    public static Outcome<T> Conflicted(Conflict conflict) => new() { Conflict = conflict };

    /// <summary>The same outcome with what its value makes of it.</summary>
    public Outcome<TOther> As<TOther>(Func<T, TOther> of)
        where TOther : notnull => IsDone
            ? new() { Value = of(Value), TellsPlatform = TellsPlatform }
            : new() { Refusals = Refusals, Conflict = Conflict };

    internal Outcome<T> TellingPlatform(bool tells) => this with { TellsPlatform = tells };

    public static implicit operator Outcome<T>(T value) => Done(value);

    public static implicit operator Outcome<T>(Refusal refusal) => Refused(refusal);

    public static implicit operator Outcome<T>(Conflict conflict) => Conflicted(conflict);
}
