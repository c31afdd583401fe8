using Partners.Core.Values;

namespace Partners.Core.Billing;

/// <summary>What an account's price depends on.</summary>
public sealed record AccountPrice(Tier Tier, BillingPeriod Period, int Seats, Percentage? Discount)
{
    /// <summary>Net of VAT; null if the tier is no longer sold.</summary>
    public Money? AMonth => Pricing.AMonth(Tier, Period, Seats, Discount);

    /// <summary>The same account with this many seats; a negative count is taken as zero.</summary>
    public AccountPrice With(int seats) => this with { Seats = Math.Max(0, seats) };
}
