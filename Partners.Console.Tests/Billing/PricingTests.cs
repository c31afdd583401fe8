using FluentAssertions;
using Partners.Core.Billing;
using Partners.Core.Values;

namespace Partners.Console.Tests.Billing;

/// <summary>Calculated by hand from the seat prices: 20, 75 and 150 euros a month when billed yearly, 15 % more monthly.</summary>
public sealed class PricingTests
{
    [Theory]
    [InlineData(Tier.Free, BillingPeriod.Annual, 0)]
    [InlineData(Tier.Free, BillingPeriod.Monthly, 0)]
    [InlineData(Tier.Innovator, BillingPeriod.Annual, 20_00)]
    [InlineData(Tier.Innovator, BillingPeriod.Monthly, 23_00)]
    [InlineData(Tier.Changemaker, BillingPeriod.Annual, 75_00)]
    [InlineData(Tier.Changemaker, BillingPeriod.Monthly, 86_25)]
    [InlineData(Tier.Guardian, BillingPeriod.Annual, 150_00)]
    [InlineData(Tier.Guardian, BillingPeriod.Monthly, 172_50)]
    public void A_seat_costs_what_its_tier_says(Tier tier, BillingPeriod period, long cents) =>
        Pricing.OfSeat(tier, period).Should().Be(new Money(cents));

    [Theory]
    // Three seats, two for people and one for an invite; discounts in basis points.
    [InlineData(Tier.Free, BillingPeriod.Annual, 1_000, 0)]
    [InlineData(Tier.Free, BillingPeriod.Monthly, 1_000, 0)]
    [InlineData(Tier.Innovator, BillingPeriod.Annual, null, 60_00)]
    [InlineData(Tier.Innovator, BillingPeriod.Annual, 1_000, 54_00)]
    [InlineData(Tier.Innovator, BillingPeriod.Monthly, null, 69_00)]
    [InlineData(Tier.Innovator, BillingPeriod.Monthly, 1_250, 60_37)] // 8.625 off
    [InlineData(Tier.Changemaker, BillingPeriod.Annual, 1_000, 202_50)]
    [InlineData(Tier.Changemaker, BillingPeriod.Monthly, 1_000, 232_87)] // 25.875 off 258.75
    [InlineData(Tier.Guardian, BillingPeriod.Annual, 3_333, 300_01)] // 149.985 off 450
    [InlineData(Tier.Guardian, BillingPeriod.Monthly, 2_500, 388_12)] // 129.375 off 517.50
    [InlineData(Tier.Guardian, BillingPeriod.Monthly, 10_000, 0)]
    public void A_month_is_its_seats_less_the_discount_with_half_cents_away_from_zero(
        Tier tier,
        BillingPeriod period,
        int? discount,
        long cents) =>
        Row(tier, period, discount).PriceAMonth.Should().Be(new Money(cents));

    [Theory]
    [InlineData(Tier.Pilot)]
    [InlineData(Tier.Pioneer)]
    public void A_tier_that_is_sold_no_more_has_no_price(Tier tier)
    {
        var row = Row(tier, BillingPeriod.Annual, null);

        (row.PriceOfSeat, row.PriceAMonth).Should().Be((null, null));
    }

    [Fact]
    public void The_tiers_sold_are_these_four_cheapest_first() =>
        Pricing.TiersSold.Should().Equal(Tier.Free, Tier.Innovator, Tier.Changemaker, Tier.Guardian);

    [Fact]
    public void An_account_is_billed_for_one_seat_at_least()
    {
        var empty = new AccountPrice(Tier.Changemaker, BillingPeriod.Annual, 0, new Percentage(1_000));

        (empty.AMonth, empty.With(1).AMonth, empty.With(2).AMonth).Should().Be((new Money(67_50), new Money(67_50), new Money(135_00)));
    }

    [Fact]
    public void One_more_seat_costs_what_the_month_rises_by()
    {
        var three = new AccountPrice(Tier.Innovator, BillingPeriod.Monthly, 3, new Percentage(1_250));

        (three.AMonth, three.With(4).AMonth).Should().Be((new Money(60_37), new Money(80_50)));
    }

    private static BillingRow Row(Tier tier, BillingPeriod period, int? discount) => new(
        Guid.NewGuid(),
        "Zwolle",
        Guid.NewGuid(),
        "Bureau Samenspel",
        null,
        null,
        tier,
        period,
        PaymentMode.Mollie,
        new SeatCount(People: 2, Invited: 1),
        discount is { } points ? new Percentage(points) : null,
        null);
}
