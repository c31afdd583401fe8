using System.Globalization;
using Partners.Console.Shell;
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
        PaymentMode.None => "no payment method",
        PaymentMode.Mollie => "through Mollie",
        PaymentMode.Offline => "by invoice",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    public static string Of(AccountClass account) => account.ToString();

    public static string Of(AccountStatus status) => status switch
    {
        AccountStatus.None => "None",
        AccountStatus.PastDue => "Past due",
        _ => status.ToString(),
    };

    public static ChipTone ToneOf(AccountStatus status) => status switch
    {
        AccountStatus.PastDue => ChipTone.Candy,
        AccountStatus.Active => ChipTone.Blue,
        _ => ChipTone.Grey,
    };

    /// <summary>The way to pay, as a filter.</summary>
    public static string Choice(PaymentMode mode) => mode switch
    {
        PaymentMode.None => "No payment method",
        PaymentMode.Mollie => "Through Mollie",
        PaymentMode.Offline => "By invoice",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    /// <summary>The kind of a discount in words; null if it has none.</summary>
    public static string? Kind(string? discountKind) => discountKind switch
    {
        null => null,
        DiscountKinds.Scholarship => "Scholarship",
        DiscountKinds.Staff => "Staff",
        DiscountKinds.Trial => "Trial",
        _ => discountKind.Replace('_', ' '),
    };

    /// <summary>Whose an account is: an organisation's for its own workspaces, or a client's of a partner.</summary>
    public static string Whose(BillingRow account) =>
        account.Kind == AccountKind.Pooled ? "Pooled" : $"Client of {account.OrganisationName}";

    /// <summary>Why a price is not what is charged; null if it is.</summary>
    public static string? Note(BillingRow account) =>
        account.PriceAMonth is not { } price || price == Money.Zero ? null
        : !account.Class.IsBilled() ? "not billed"
        : account.Seats.All < Pricing.FewestSeats ? "one seat at least"
        : null;

    /// <summary>"incl. 2 invited"; null if no one is.</summary>
    public static string? Invited(SeatCount seats) =>
        seats.Invited == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"incl. {seats.Invited:N0} invited");

    public static string Discount(Percentage? discount) =>
        (discount ?? Percentage.Zero) is var given && given == Percentage.Zero ? "None" : given.ToString();

    /// <summary>Why there is no price.</summary>
    public static string NotSold(Tier tier) => $"{tier} is no longer sold";

    /// <summary>The mismatch as a sentence; null if the account gives what the deal agrees.</summary>
    public static string? Mismatch(BillingRow account) => account is { IsDiscountMismatch: true, AgreedDiscount: { } agreed }
        ? $"The open deal promises {agreed}, and the account gives {(account.Discount ?? Percentage.Zero)}."
        : null;
}
