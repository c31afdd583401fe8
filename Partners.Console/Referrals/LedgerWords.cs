using System.Globalization;
using Partners.Console.Shell;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Referrals;

/// <summary>The ledger's display text.</summary>
public static class LedgerWords
{
    /// <summary>"Near cap".</summary>
    public static string Of(DealStatus status) => Words.Capital(status.InWords());

    /// <summary>The style of a status's badge: a warning for a deal that ends soon, quiet for one that is over.</summary>
    public static string BadgeOf(DealStatus status) => status switch
    {
        DealStatus.NearCap or DealStatus.NearExpiry or DealStatus.CapReached => "badge badge-warning",
        DealStatus.Active => "badge badge-on",
        _ => "badge badge-outside",
    };

    /// <summary>Partner – client.</summary>
    public static string NameOf(LedgerRow deal) => $"{deal.Partner} – {deal.Client}";

    /// <summary>"October 2026".</summary>
    public static string Of(Month month) => month.FirstDay.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The mismatch as a sentence; null if the account gives what the deal agrees.</summary>
    public static string? Mismatch(LedgerRow deal) => deal is { IsDiscountMismatch: true, BilledDiscount: { } billed }
        ? $"The deal promises {deal.Discount}, and the client's billing account gives {billed}."
        : null;

    /// <summary>A balance as a sentence: "€ 120.00 is owed."</summary>
    public static string Owed(Money balance) =>
        balance > Money.Zero ? $"{balance} is owed."
        : balance < Money.Zero ? $"Nothing is owed; a credit of {-balance} is carried forward."
        : "Nothing is owed.";
}
