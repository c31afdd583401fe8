namespace Partners.Core.Values;

/// <summary>
/// The days that anything here can be about (docs/product.md X35). Others are typing mistakes or placeholders, and a day at the edge of the
/// calendar breaks whatever counts on from it.
/// </summary>
public static class RecordableDays
{
    public const string Words = "2000 to 2200";

    public static readonly DateOnly First = new(2000, 1, 1);
    public static readonly DateOnly Last = new(2200, 12, 31);

    public static bool IsRecordable(this DateOnly day) => day >= First && day <= Last;

    /// <summary>So many days later, or the edge of the calendar.</summary>
    public static DateOnly Plus(this DateOnly day, int days) =>
        DateOnly.FromDayNumber((int)Math.Clamp((long)day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));

    /// <summary>Judged in UTC.</summary>
    public static bool IsRecordable(this DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime).IsRecordable();
}
