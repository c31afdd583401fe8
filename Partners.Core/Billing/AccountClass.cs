using System.Linq.Expressions;
using Partners.Core.Values;

namespace Partners.Core.Billing;

/// <summary>What an account is to dembrane's income (docs/product.md B10).</summary>
public enum AccountClass
{
    /// <summary>Pays through Mollie.</summary>
    Paying,

    /// <summary>Tries a tier until a day, and pays nothing.</summary>
    Trial,

    /// <summary>Pays by invoice.</summary>
    Managed,

    /// <summary>Has a paid tier and pays nothing: given away, or with the whole price as its discount.</summary>
    Comped,

    /// <summary>On the free tier, which has nothing to pay.</summary>
    Free,
}

public static class AccountClasses
{
    /// <summary>
    /// The first that fits: by invoice on the free tier is managed, otherwise the free tier is free; a trial is one by its discount's kind,
    /// or has no way to pay and an end to come; nothing to pay on a paid tier is comped; then it is managed or paying.
    /// </summary>
    public static AccountClass Of(
        Tier tier,
        PaymentMode mode,
        Percentage? discount,
        string? discountKind,
        DateTimeOffset? tierExpiresAt,
        DateTimeOffset now) =>
        tier == Tier.Free ? (mode == PaymentMode.Offline ? AccountClass.Managed : AccountClass.Free)
        : discountKind == DiscountKinds.Trial || (mode == PaymentMode.None && tierExpiresAt > now) ? AccountClass.Trial
        : discount == Percentage.Hundred || mode == PaymentMode.None ? AccountClass.Comped
        : mode == PaymentMode.Offline ? AccountClass.Managed
        : AccountClass.Paying;

    /// <summary>Whether an account of this class is charged at all.</summary>
    public static bool IsBilled(this AccountClass account) => account is AccountClass.Paying or AccountClass.Managed;

    /// <summary>The accounts of one class: <see cref="Of"/>, spelt out so that EF can translate it.</summary>
    internal static Expression<Func<BillingAccount, bool>> Are(AccountClass wanted, DateTimeOffset now)
    {
        Percentage? whole = Percentage.Hundred;
        return wanted switch
        {
            AccountClass.Free => account => account.Tier == Tier.Free && account.PaymentMode != PaymentMode.Offline,
            AccountClass.Trial => account => account.Tier != Tier.Free
                && (account.DiscountKind == DiscountKinds.Trial
                    || (account.PaymentMode == PaymentMode.None && account.TierExpiresAt > now)),
            AccountClass.Comped => account => account.Tier != Tier.Free
                && (account.DiscountKind == null || account.DiscountKind != DiscountKinds.Trial)
                && ((account.PaymentMode == PaymentMode.None && (account.TierExpiresAt == null || account.TierExpiresAt <= now))
                    || (account.PaymentMode != PaymentMode.None && account.Discount == whole)),
            AccountClass.Managed => account => account.PaymentMode == PaymentMode.Offline
                && (account.Tier == Tier.Free
                    || ((account.DiscountKind == null || account.DiscountKind != DiscountKinds.Trial)
                        && (account.Discount == null || account.Discount != whole))),
            AccountClass.Paying => account => account.PaymentMode == PaymentMode.Mollie
                && account.Tier != Tier.Free
                && (account.DiscountKind == null || account.DiscountKind != DiscountKinds.Trial)
                && (account.Discount == null || account.Discount != whole),
            _ => throw new ArgumentOutOfRangeException(nameof(wanted)),
        };
    }
}
