using System.Globalization;
using Partners.Core.Values;

namespace Partners.Console.Shell;

/// <summary>Formats times for display: Europe/Amsterdam, with the day before the month's name.</summary>
public static class AmsterdamTime
{
    private const string DayFormat = "d MMM yyyy";

    /// <summary>20 Nov 2026</summary>
    public static string Day(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>20 Nov 2026: the day in Amsterdam.</summary>
    public static string Day(DateTimeOffset instant) => Day(DayOf(instant));

    /// <summary>20 Nov 2026: the last day of what ends at an instant. What ends as a day begins was there until the day before.</summary>
    public static string LastDay(DateTimeOffset end) => Day(end.AddMilliseconds(-1));

    /// <summary>20 Nov 2026, 14:05</summary>
    public static string Moment(DateTimeOffset instant) =>
        instant.InAmsterdam().ToString($"{DayFormat}, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>14:05</summary>
    public static string Hour(DateTimeOffset instant) => instant.InAmsterdam().ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Friday 20 November 2026</summary>
    public static string LongDay(DateOnly day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    public static DateOnly DayOf(DateTimeOffset instant) => instant.DayInAmsterdam();
}
