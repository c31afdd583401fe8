namespace Partners.Console.Links;

/// <summary>The records that a person chose, in the address of their download.</summary>
public static class Chosen
{
    public const string Parameter = "only";

    /// <summary>Null if the address names none. What is no id is left out, and so is all beyond the most that can be chosen.</summary>
    public static IReadOnlyList<Guid>? Read(string? text) =>
        text is null
            ? null
            : [.. text
                .Split('.', StringSplitOptions.RemoveEmptyEntries)
                .Select(word => Guid.TryParseExact(word, "N", out var id) ? id : (Guid?)null)
                .OfType<Guid>()
                .Take(Shell.Selection.Most)];

    public static string Write(IEnumerable<Guid> ids) => string.Join('.', ids.Select(id => id.ToString("N")));
}
