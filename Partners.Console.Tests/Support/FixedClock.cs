namespace Partners.Console.Tests.Support;

/// <summary>The clock of every test: it stops until told to go on.</summary>
public sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    /// <summary>A Friday at noon in Amsterdam.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 11, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
