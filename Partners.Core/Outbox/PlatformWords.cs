using System.Globalization;
using Partners.Core.Values;

namespace Partners.Core.Outbox;

/// <summary>How the platform writes values: the words of an enumeration, instants, days, percentages and amounts.</summary>
internal static class PlatformWords
{
    /// <summary>The platform's first word for a value.</summary>
    public static string Of<T>(IReadOnlyDictionary<string, T> words, T value)
        where T : struct, Enum => words.First(word => EqualityComparer<T>.Default.Equals(word.Value, value)).Key;

    /// <summary>An instant as the platform writes it: UTC, to the millisecond.</summary>
    public static string? Of(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A day as the platform keeps it: its midnight in UTC.</summary>
    public static DateTimeOffset? Midnight(DateOnly? day) =>
        day is { } found ? new DateTimeOffset(found.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;

    /// <summary>In percent.</summary>
    public static decimal Of(Percentage percentage) => percentage.BasisPoints / 100m;

    /// <summary>In euros.</summary>
    public static decimal? Of(Money? money) => money is { } found ? found.Cents / 100m : null;
}
