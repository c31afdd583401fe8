namespace Partners.Core.Telemetry;

/// <param name="SlowMilliseconds">A statement that takes longer is logged, with its plan.</param>
public sealed record QuerySettings(int SlowMilliseconds = QuerySettings.UsualSlowMilliseconds)
{
    public const int UsualSlowMilliseconds = 100;
    public const int LongestSlowMilliseconds = 600_000;

    /// <summary>Says what is wrong with the threshold; null if nothing is.</summary>
    public string? Problem => SlowMilliseconds is > 0 and <= LongestSlowMilliseconds ? null
        : $"A slow query takes 1 to {LongestSlowMilliseconds:N0} milliseconds, and not {SlowMilliseconds:N0}.";
}
