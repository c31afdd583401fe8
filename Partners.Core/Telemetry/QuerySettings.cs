namespace Partners.Core.Telemetry;

/// <param name="SlowMilliseconds">A statement that takes longer stands in the log, with its plan.</param>
public sealed record QuerySettings(int SlowMilliseconds = QuerySettings.UsualSlowMilliseconds)
{
    public const int UsualSlowMilliseconds = 100;
    public const int LongestSlowMilliseconds = 600_000;

    /// <summary>The sentence for a threshold that makes no sense; null for any other.</summary>
    public string? Problem => SlowMilliseconds is > 0 and <= LongestSlowMilliseconds ? null
        : $"A slow query takes 1 to {LongestSlowMilliseconds:N0} milliseconds, and not {SlowMilliseconds:N0}.";
}
