using System.Globalization;
using Partners.Core.Billing;
using Partners.Core.Values;

namespace Partners.Console.Billing;

/// <summary>Billing's display text.</summary>
public static class BillingWords
{
    public static string Of(AccountKind kind) => kind switch
    {
        AccountKind.ExternalClient => "External client",
        AccountKind.Pooled => "Pooled",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Of(BillingPeriod period) => period switch
    {
        BillingPeriod.Annual => "Yearly",
        BillingPeriod.Monthly => "Monthly",
        _ => throw new ArgumentOutOfRangeException(nameof(period)),
    };

    public static string Of(PaymentMode mode) => mode switch
    {
        PaymentMode.None => "no way to pay set up yet",
        PaymentMode.Mollie => "through Mollie",
        PaymentMode.Offline => "paid outside Mollie",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    /// <summary>"incl. 2 invited"; null if no one is.</summary>
    public static string? Invited(SeatCount seats) =>
        seats.Invited == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"incl. {seats.Invited:N0} invited");

    public static string Discount(Percentage? discount) =>
        (discount ?? Percentage.Zero) is var given && given == Percentage.Zero ? "None" : given.ToString();

    /// <summary>Why there is no price.</summary>
    public static string NotSold(Tier tier) => $"{tier} is sold no more";

    /// <summary>The mismatch as a sentence; null if the account gives what the deal agrees.</summary>
    public static string? Mismatch(BillingRow account) => account is { IsDiscountMismatch: true, AgreedDiscount: { } agreed }
        ? $"The open deal promises {agreed}, and the account gives {(account.Discount ?? Percentage.Zero)}."
        : null;
}
