namespace Partners.Core.Platform.Import;

internal static class Clock
{
    /// <summary>Now, as the database keeps it.</summary>
    public static DateTimeOffset GetUtcMilliseconds(this TimeProvider time) => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
