using Partners.Core.Values;

namespace Partners.Core.Billing;

/// <summary>What seats cost (docs/product.md B4, B5): net of VAT, in euros a month.</summary>
public static class Pricing
{
    /// <summary>"Monthly billing 15% more."</summary>
    public static readonly Percentage MonthlySurcharge = new(1_500);

    /// <summary>A seat a month at the yearly rate. The tiers of earlier years are sold no more, and have no price here.</summary>
    private static readonly Dictionary<Tier, Money> s_seatAtYearlyRate = new()
    {
        [Tier.Free] = Money.Zero,
        [Tier.Innovator] = new(20_00),
        [Tier.Changemaker] = new(75_00),
        [Tier.Guardian] = new(150_00),
    };

    /// <summary>The tiers that are sold, cheapest first.</summary>
    public static readonly IReadOnlyList<Tier> TiersSold = [.. s_seatAtYearlyRate.Keys];

    /// <summary>"Tier Changemaker or above": white labelling.</summary>
    public static bool IsChangemakerOrAbove(this Tier tier) => tier is Tier.Changemaker or Tier.Guardian;

    /// <summary>One seat a month before any discount; null where the tier is sold no more.</summary>
    public static Money? OfSeat(Tier tier, BillingPeriod period) =>
        !s_seatAtYearlyRate.TryGetValue(tier, out var seat) ? null
        : period == BillingPeriod.Monthly ? seat + MonthlySurcharge.Of(seat)
        : seat;

    /// <summary>All seats a month after the discount, which is taken off the whole, to the cent, halves away from zero; null where the tier is sold no more.</summary>
    public static Money? AMonth(Tier tier, BillingPeriod period, int seats, Percentage? discount) =>
        OfSeat(tier, period) is { } seat ? seat * seats - (discount ?? Percentage.Zero).Of(seat * seats) : null;
}
