namespace Partners.Core.Persistence;

/// <summary>For lists short enough to scan; long ones have an index, see <see cref="NameIndexes"/>.</summary>
internal static class LikePattern
{
    public const string Escape = "\\";

    /// <summary>
    /// As <see cref="Anywhere"/>, for a column in lower case. A database lowers A to Z only, so the text's other letters stay as they are.
    /// </summary>
    public static string AnywhereInLower(string text) =>
        Anywhere(string.Concat(text.Select(letter => char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter)));

    /// <summary>Matches the text anywhere, with its own % and _ taken literally.</summary>
    public static string Anywhere(string text)
    {
        var escaped = UnstorableText.Without(text)
            .Replace(Escape, Escape + Escape, StringComparison.Ordinal)
            .Replace("%", Escape + "%", StringComparison.Ordinal)
            .Replace("_", Escape + "_", StringComparison.Ordinal);
        return $"%{escaped}%";
    }
}
