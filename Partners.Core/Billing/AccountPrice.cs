using Partners.Core.Values;

namespace Partners.Core.Billing;

/// <summary>What an account is charged by.</summary>
public sealed record AccountPrice(Tier Tier, BillingPeriod Period, int Seats, Percentage? Discount)
{
    /// <summary>Null where the tier is sold no more.</summary>
    public Money? AMonth => Pricing.AMonth(Tier, Period, Seats, Discount);

    /// <summary>With one seat more, or fewer.</summary>
    public AccountPrice With(int seats) => this with { Seats = Math.Max(0, seats) };
}
