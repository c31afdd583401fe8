namespace Partners.Core.Values;

/// <summary>Times are stored as UTC instants; the days that people use are days in Amsterdam.</summary>
public static class AmsterdamTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public static DateTimeOffset InAmsterdam(this DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    public static DateOnly DayInAmsterdam(this DateTimeOffset instant) => DateOnly.FromDateTime(instant.InAmsterdam().DateTime);

    public static DateOnly TodayInAmsterdam(this TimeProvider time) => time.GetUtcNow().DayInAmsterdam();

    /// <summary>The instant the day begins in Amsterdam. The first day of the calendar, which begins before it, begins with it.</summary>
    public static DateTimeOffset StartInAmsterdam(this DateOnly day)
    {
        if (day == DateOnly.MinValue)
        {
            return DateTimeOffset.MinValue;
        }

        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
