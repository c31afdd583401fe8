namespace Partners.Core.Persistence;

/// <summary>For lists few enough to be looked through; those of many rows have an index, see <see cref="NameIndexes"/>.</summary>
internal static class LikePattern
{
    public const string Escape = "\\";

    /// <summary>What contains the text, to the letter: its own % and _ stand for themselves.</summary>
    public static string Anywhere(string text) =>
        $"%{text.Replace(Escape, Escape + Escape, StringComparison.Ordinal).Replace("%", Escape + "%", StringComparison.Ordinal).Replace("_", Escape + "_", StringComparison.Ordinal)}%";
}
