using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Partners.Core.Values;

namespace Partners.Console.Tests.Values;

public sealed class ValueTests
{
    [Theory]
    [InlineData("900.00", 90_000)]
    [InlineData("499.99", 49_999)]
    [InlineData("-3.5", -350)]
    [InlineData("1e3", null)]
    [InlineData("1,000.00", null)]
    [InlineData("0.001", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Reads_the_platforms_decimal_text_and_nothing_finer_than_a_cent(string? text, int? cents) =>
        (Money.TryFromDecimalText(text, out var money) ? (int?)money.Cents : null).Should().Be(cents);

    [Theory]
    [InlineData(123_456, "€ 1,234.56")]
    [InlineData(-5, "−€ 0.05")]
    public void Writes_money_as_people_read_it(long cents, string text) => new Money(cents).ToString().Should().Be(text);

    [Theory]
    [InlineData(5, 1, 2, 3)]
    [InlineData(-5, 1, 2, -3)]
    [InlineData(5, 1, 3, 2)]
    [InlineData(5, -1, -2, 3)]
    public void Rounds_a_share_to_the_cent_halves_away_from_zero(long cents, long numerator, long denominator, long share) =>
        new Money(cents).Share(numerator, denominator).Cents.Should().Be(share);

    [Fact]
    public void A_share_is_never_off_by_more_than_half_a_cent() =>
        Prop.ForAll(Gen.Choose(-1_000_000, 1_000_000).ToArbitrary(), Gen.Choose(0, 10_000).ToArbitrary(), (cents, points) =>
            Math.Abs((new Percentage(points).Of(new Money(cents)).Cents * 10_000m) - ((decimal)cents * points)) <= 5_000m)
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(12.5, 1_250)]
    [InlineData(100, 10_000)]
    [InlineData(140, null)]
    [InlineData(-1, null)]
    [InlineData(12.345, null)]
    public void Takes_percentages_of_two_decimals_from_0_to_100(double percent, int? points) =>
        (Percentage.TryFromPercent((decimal)percent, out var read) ? (int?)read.BasisPoints : null).Should().Be(points);

    [Theory]
    [InlineData("Özdemir ", "ozdemir")]
    [InlineData("ÉÈÊ Łódź Straße İstanbul Æro", "eee lodz strasse istanbul aero")]
    public void Folds_case_and_accents_for_searching(string name, string key) => SearchKey.Of(name).Should().Be(key);

    [Theory]
    [InlineData("2026-10-24T21:59:59Z", "2026-10-24")]
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25")]
    [InlineData("2026-10-25T22:59:59Z", "2026-10-25")]
    [InlineData("2026-10-25T23:00:00Z", "2026-10-26")]
    public void Knows_the_day_in_Amsterdam_on_both_sides_of_the_clock_change(string instant, string day) =>
        DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)
            .DayInAmsterdam()
            .Should().Be(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_day_begins_at_its_own_midnight_in_Amsterdam() =>
        new DateOnly(2026, 10, 26).StartInAmsterdam().Should().Be(new DateTimeOffset(2026, 10, 25, 23, 0, 0, TimeSpan.Zero));
}
