namespace Partners.Core.Changes;

/// <summary>
/// Why somebody did something, in their words: asked where it cannot be seen from what was done, and kept in the audit trail.
/// </summary>
public static class Reasons
{
    public const int Longest = 1_000;

    /// <summary>The name of the input, in every command that asks for one.</summary>
    public const string Field = "Reason";

    /// <summary>What is wrong with a typed reason; null where nothing is.</summary>
    public static Refusal? Refuse(string? typed) => typed?.Trim() switch
    {
        null or "" => new ReasonMissing(),
        { Length: > Longest } => new TooLong("The reason", Longest, Field),
        _ => null,
    };
}

public sealed record ReasonMissing() : Refusal("Enter a reason. It is kept in the audit trail.", Reasons.Field);

public sealed record TooLong(string What, int Longest, string OfField) : Refusal($"{What} can have at most {Longest} characters.", OfField);
