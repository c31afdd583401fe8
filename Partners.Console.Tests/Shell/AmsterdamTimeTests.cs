using FluentAssertions;
using Partners.Console.Shell;

namespace Partners.Console.Tests.Shell;

public sealed class AmsterdamTimeTests
{
    [Fact]
    public void Writes_a_day() => AmsterdamTime.Day(new DateOnly(2026, 9, 1)).Should().Be("1 Sep 2026");

    [Theory]
    [InlineData("2026-11-20T13:05:00Z", "20 Nov 2026, 14:05")]
    [InlineData("2026-07-20T13:05:00Z", "20 Jul 2026, 15:05")]
    [InlineData("2026-12-31T23:30:00Z", "1 Jan 2027, 00:30")]
    public void Writes_a_moment_by_the_clock_of_Amsterdam(string instant, string expected) =>
        AmsterdamTime.Moment(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)).Should().Be(expected);

    [Fact]
    public void Takes_the_day_that_it_was_in_Amsterdam() =>
        AmsterdamTime.Day(new DateTimeOffset(2026, 12, 31, 23, 30, 0, TimeSpan.Zero)).Should().Be("1 Jan 2027");
}
