namespace Partners.Console.Shell;

/// <summary>Something that somebody else changed while a person was editing it.</summary>
/// <param name="Field">As the dialog calls it, or the page.</param>
/// <param name="Mine">What stands in the dialog; null where the dialog does not ask for it.</param>
public sealed record FieldDifference(string Field, string Opened, string Now, string? Mine)
{
    public static IReadOnlyList<FieldDifference> OnlyChanged(IEnumerable<FieldDifference> all) => [.. all.Where(difference => difference.Opened != difference.Now)];

    /// <summary>What a person had left as it was follows somebody else's change; what they typed stays.</summary>
    public static string? Kept(string? mine, string? before, string? after) => (mine ?? string.Empty) == (before ?? string.Empty) ? after : mine;

    /// <summary>A text for either side of the comparison.</summary>
    public static string Text(string? text) => string.IsNullOrWhiteSpace(text) ? FactWords.Nothing : text.Trim();
}
