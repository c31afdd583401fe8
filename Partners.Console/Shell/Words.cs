using System.Globalization;

namespace Partners.Console.Shell;

/// <summary>Numbers with their nouns.</summary>
public static class Words
{
    /// <summary>"1 open deal", "2 open deals", "No open deals".</summary>
    public static string Count(int count, string noun, string? several = null) => count switch
    {
        0 => $"No {several ?? $"{noun}s"}",
        1 => $"1 {noun}",
        _ => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {several ?? $"{noun}s"}",
    };
}
