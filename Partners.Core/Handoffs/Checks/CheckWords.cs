using System.Globalization;

namespace Partners.Core.Handoffs.Checks;

/// <summary>Names and days in the sentences of checks.</summary>
internal static class CheckWords
{
    /// <summary>A longer list is cut, and the rest counted.</summary>
    public const int MostNamed = 4;

    /// <summary>"Anna, Bram and Carla", "Anna, Bram, Carla and 7 others".</summary>
    public static string Listed(IReadOnlyList<string> names) => names switch
    {
        [var one] => one,
        { Count: <= MostNamed } => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}",
        _ => $"{string.Join(", ", names.Take(MostNamed - 1))} and {names.Count - MostNamed + 1} others",
    };

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
