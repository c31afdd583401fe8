using System.Globalization;
using System.Runtime.InteropServices;

namespace Partners.Core.Values;

/// <summary>A calendar month in Amsterdam, written <c>2026-11</c>. Statements are made, and closed, by month.</summary>
/// <param name="Number">1 for January.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Month(int Year, int Number) : IComparable<Month>
{
    private const int MonthsOfYear = 12;

    public DateOnly FirstDay => new(Year, Number, 1);

    public DateOnly LastDay => new(Year, Number, DateTime.DaysInMonth(Year, Number));

    /// <summary>The last month of the calendar is its own next.</summary>
    public Month Next() => Number < MonthsOfYear ? this with { Number = Number + 1 }
        : Year < DateOnly.MaxValue.Year ? new(Year + 1, 1)
        : this;

    /// <summary>The first month of the calendar is its own previous.</summary>
    public Month Previous() => Number > 1 ? this with { Number = Number - 1 }
        : Year > DateOnly.MinValue.Year ? new(Year - 1, MonthsOfYear)
        : this;

    /// <summary>How many months from this one through a later one, both included; 0 if that comes before.</summary>
    public int Until(Month last) => Math.Max(0, ((last.Year - Year) * MonthsOfYear) + last.Number - Number + 1);

    public static bool operator <(Month left, Month right) => left.CompareTo(right) < 0;

    public static bool operator >(Month left, Month right) => left.CompareTo(right) > 0;

    public static bool operator <=(Month left, Month right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Month left, Month right) => left.CompareTo(right) >= 0;

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    public static Month Later(Month left, Month right) => left >= right ? left : right;

    /// <summary>Reads <c>2026-11</c> and nothing else.</summary>
    public static bool TryParse(string? text, out Month month)
    {
        var found = DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        month = found ? Of(day) : default;
        return found;
    }

    public int CompareTo(Month other) => ((Year * MonthsOfYear) + Number).CompareTo((other.Year * MonthsOfYear) + other.Number);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Number:D2}");
}
