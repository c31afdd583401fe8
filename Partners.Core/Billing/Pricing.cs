using Partners.Core.Values;

namespace Partners.Core.Billing;

/// <summary>What seats cost (docs/product.md B4, B5): net of VAT, in euros a month.</summary>
public static class Pricing
{
    /// <summary>An account is billed for one seat at least (docs/product.md B9).</summary>
    public const int FewestSeats = 1;

    /// <summary>Monthly billing costs 15% more (docs/product.md B4).</summary>
    public static readonly Percentage MonthlySurcharge = new(1_500);

    /// <summary>A seat for a month, billed yearly. Tiers missing here are no longer sold.</summary>
    private static readonly Dictionary<Tier, Money> s_seatAtYearlyRate = new()
    {
        [Tier.Free] = Money.Zero,
        [Tier.Innovator] = new(20_00),
        [Tier.Changemaker] = new(75_00),
        [Tier.Guardian] = new(150_00),
    };

    /// <summary>The tiers on sale, cheapest first.</summary>
    public static readonly IReadOnlyList<Tier> TiersSold = [.. s_seatAtYearlyRate.Keys];

    /// <summary>The tiers that allow white labelling (docs/product.md W18).</summary>
    public static bool IsChangemakerOrAbove(this Tier tier) => tier is Tier.Changemaker or Tier.Guardian;

    /// <summary>One seat for a month before any discount; null if the tier is no longer sold.</summary>
    public static Money? OfSeat(Tier tier, BillingPeriod period) =>
        !s_seatAtYearlyRate.TryGetValue(tier, out var seat) ? null
        : period == BillingPeriod.Monthly ? seat + MonthlySurcharge.Of(seat)
        : seat;

    /// <summary>
    /// All seats for a month, one at least, after the discount; null if the tier is no longer sold. The discount comes off the whole price,
    /// rounded to the cent, halves away from zero.
    /// </summary>
    public static Money? AMonth(Tier tier, BillingPeriod period, int seats, Percentage? discount) =>
        OfSeat(tier, period) is { } seat ? Less(seat * Math.Max(FewestSeats, seats), discount ?? Percentage.Zero) : null;

    private static Money Less(Money price, Percentage discount) => price - discount.Of(price);
}
