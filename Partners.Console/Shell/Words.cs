using System.Globalization;

namespace Partners.Console.Shell;

/// <summary>Formats numbers, alone or with nouns, and capitals.</summary>
public static class Words
{
    /// <summary>"1 open deal", "2 open deals", "No open deals".</summary>
    public static string Count(int count, string noun, string? several = null) => count switch
    {
        0 => $"No {several ?? $"{noun}s"}",
        1 => $"1 {noun}",
        _ => $"{Number(count)} {several ?? $"{noun}s"}",
    };

    /// <summary>"12,345".</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>With a capital first letter; empty stays empty.</summary>
    public static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>"NW" of Noor de Wit: the first letters of the first and the last word.</summary>
    public static string Initials(string name) =>
        name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) switch
        {
            [] => string.Empty,
            [var only] => FirstOf(only),
            [var first, .., var last] => FirstOf(first) + FirstOf(last),
        };

    private static string FirstOf(string word) => StringInfo.GetNextTextElement(word).ToUpperInvariant();
}
