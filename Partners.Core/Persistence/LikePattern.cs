namespace Partners.Core.Persistence;

/// <summary>For lists short enough to scan; long ones have an index, see <see cref="NameIndexes"/>.</summary>
internal static class LikePattern
{
    public const string Escape = "\\";

    /// <summary>Matches the text anywhere, with its own % and _ taken literally.</summary>
    public static string Anywhere(string text)
    {
        var escaped = text
            .Replace(Escape, Escape + Escape, StringComparison.Ordinal)
            .Replace("%", Escape + "%", StringComparison.Ordinal)
            .Replace("_", Escape + "_", StringComparison.Ordinal);
        return $"%{escaped}%";
    }
}
