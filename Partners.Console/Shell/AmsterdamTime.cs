using System.Globalization;

namespace Partners.Console.Shell;

/// <summary>How people read times here: the clock of Europe/Amsterdam, the day before the month's name.</summary>
public static class AmsterdamTime
{
    private const string DayFormat = "d MMM yyyy";
    private static readonly TimeZoneInfo s_amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>20 Nov 2026</summary>
    public static string Day(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>20 Nov 2026: the day that it was in Amsterdam.</summary>
    public static string Day(DateTimeOffset instant) => Day(DayOf(instant));

    /// <summary>20 Nov 2026, 14:05</summary>
    public static string Moment(DateTimeOffset instant) => Local(instant).ToString($"{DayFormat}, HH:mm", CultureInfo.InvariantCulture);

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    private static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, s_amsterdam);
}
