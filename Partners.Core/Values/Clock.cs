namespace Partners.Core.Values;

/// <summary>The database stores milliseconds, so an instant that is later compared or hashed must be rounded from the start.</summary>
public static class Clock
{
    public static DateTimeOffset ToMilliseconds(this DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    /// <summary>Now, to the millisecond that the database stores.</summary>
    public static DateTimeOffset GetUtcMilliseconds(this TimeProvider time) => time.GetUtcNow().ToMilliseconds();
}
