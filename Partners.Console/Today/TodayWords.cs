using System.Globalization;
using Partners.Console.Platform;
using Partners.Core.Platform;
using Partners.Core.Today;
using Partners.Core.Values;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.Today;

/// <summary>Display text for the Today page.</summary>
public static class TodayWords
{
    /// <summary>Saturday 21 November 2026</summary>
    public static string Of(DateOnly day) => AmsterdamTime.LongDay(day);

    /// <summary>"today", "8 Dec", or "8 Dec 2027" in another year.</summary>
    public static string Near(DateOnly day, DateOnly today) =>
        day == today ? "today"
        : day.Year == today.Year ? day.ToString("d MMM", CultureInfo.InvariantCulture)
        : AmsterdamTime.Day(day);

    /// <summary>November 2026</summary>
    public static string Of(Month month) => month.FirstDay.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The end of an axis: at least the highest value, round, and divisible by its steps.</summary>
    public static long RoundTop(double highest, int steps)
    {
        var step = Math.Max(1, highest / steps);
        var unit = Math.Pow(10, Math.Floor(Math.Log10(step)));
        var round = new[] { 1, 2, 2.5, 4, 5, 10 }.Select(factor => factor * unit).First(candidate => candidate >= step - 1e-9);
        return steps * (long)Math.Ceiling(round);
    }

    /// <summary>How and when the last import ended; rejections have their own number.</summary>
    public static string Of(LastImport? import) =>
        import is null ? "Nothing was imported yet."
        : import.Status == ImportStatus.Running ? $"An import has been running since {AmsterdamTime.Moment(import.StartedAt)}."
        : $"Last import: {AmsterdamTime.Moment(import.StartedAt)}, {ImportWords.Of(import.Status).ToLowerInvariant()}.";
}
