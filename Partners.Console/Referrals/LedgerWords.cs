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

    /// <summary>How urgent a status is: soon for a deal that ends soon, at rest for one that is over.</summary>
    public static ChipTone ToneOf(DealStatus status) => status switch
    {
        DealStatus.NearCap or DealStatus.NearExpiry or DealStatus.CapReached => ChipTone.Pollen,
        DealStatus.Active => ChipTone.Blue,
        _ => ChipTone.Grey,
    };

    /// <summary>Partner – client.</summary>
    public static string NameOf(LedgerRow deal) => $"{deal.Partner} – {deal.Client}";

    /// <summary>"October 2026".</summary>
    public static string Of(Month month) => month.FirstDay.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The mismatch as a sentence; null if the account gives what the deal agrees.</summary>
    public static string? Mismatch(LedgerRow deal) => deal is { IsDiscountMismatch: true, BilledDiscount: { } billed }
        ? $"The deal promises {deal.Discount}, and the client's billing account gives {billed}."
        : null;

    /// <summary>"33 deals · to pay € 9,358.60 · credits € 653.10"; both are left out where there is no deal.</summary>
    public static string Of(LedgerTotals totals) => totals.Deals == 0
        ? "No deals"
        : $"{Words.Count(totals.Deals, "deal")} · to pay {totals.ToPay} · credits {totals.Credits}";

    /// <summary>"€ 120.00 paid to Bureau Samenspel, shared out over 3 deals. Nothing more is due."</summary>
    public static string Of(PartnerPaid paid) =>
        $"{paid.Amount} paid to {paid.Partner}, shared out over {Words.Count(paid.Deals, "deal")}. "
            + (paid.ToPay > Money.Zero ? $"{paid.ToPay} is left to pay." : "Nothing more is due.");

    /// <summary>A balance as a sentence: "€ 120.00 is owed."</summary>
    public static string Owed(Money balance) =>
        balance > Money.Zero ? $"{balance} is owed."
        : balance < Money.Zero ? $"Nothing is owed; a credit of {-balance} is carried forward."
        : "Nothing is owed.";
}
