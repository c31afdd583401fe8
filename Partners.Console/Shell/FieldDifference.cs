namespace Partners.Console.Shell;

/// <summary>A field that someone else changed while a person was editing it.</summary>
/// <param name="Field">The field's name in the dialog or on the page.</param>
/// <param name="Mine">The value in the dialog; null if the dialog does not ask for it.</param>
public sealed record FieldDifference(string Field, string Opened, string Now, string? Mine)
{
    public static IReadOnlyList<FieldDifference> OnlyChanged(IEnumerable<FieldDifference> all) =>
        [.. all.Where(difference => difference.Opened != difference.Now)];

    /// <summary>A value that a person left alone takes someone else's change; what they typed stays.</summary>
    public static string? Kept(string? mine, string? before, string? after) =>
        (mine ?? string.Empty) == (before ?? string.Empty) ? after : mine;

    /// <summary>A text for one side of the comparison.</summary>
    public static string Text(string? text) => string.IsNullOrWhiteSpace(text) ? FactWords.Nothing : text.Trim();
}
