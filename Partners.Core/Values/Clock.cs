namespace Partners.Core.Values;

/// <summary>The database keeps milliseconds: what is compared or hashed later has to be the same instant from the start.</summary>
public static class Clock
{
    public static DateTimeOffset ToMilliseconds(this DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    /// <summary>Now, as the database keeps it.</summary>
    public static DateTimeOffset GetUtcMilliseconds(this TimeProvider time) => time.GetUtcNow().ToMilliseconds();
}
