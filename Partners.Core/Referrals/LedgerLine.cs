using System.Globalization;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

public enum LineKind
{
    /// <summary>The client paid.</summary>
    Payment,

    /// <summary>Part or all of a payment was refunded.</summary>
    Refund,

    /// <summary>The client's bank took back part or all of a payment.</summary>
    Chargeback,

    /// <summary>A chargeback did not stand: the money came again.</summary>
    ChargebackReversed,

    /// <summary>The client paid an invoice.</summary>
    Invoice,

    /// <summary>Part or all of a paid invoice was credited.</summary>
    CreditNote,

    /// <summary>New terms raised the cap and released amounts above the old one.</summary>
    Terms,

    /// <summary>The difference between a line of a closed month and what it would be today.</summary>
    Correction,
}

public static class LineSources
{
    private const string Refunded = ":refunded";
    private const string ChargedBack = ":charged-back";
    private const string Reversed = ":reversed";
    private const string Invoice = "invoice:";

    /// <summary>No number has it: a number has no control characters.</summary>
    private const string Again = "\u001f";

    /// <summary>What a payment says was refunded, beyond the refunds that are known.</summary>
    public static string RefundedOf(string payment) => payment + Refunded;

    /// <summary>What a payment says was charged back, beyond the chargebacks that are known.</summary>
    public static string ChargedBackOf(string payment) => payment + ChargedBack;

    public static string ReversalOf(string chargeback) => chargeback + Reversed;

    /// <summary>A paid invoice or credit note, by its number.</summary>
    /// <param name="sameNumber">How many invoices of the client's earlier accounts have the same number.</param>
    public static string OfInvoice(string number, int sameNumber) =>
        Invoice + number + (sameNumber == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{Again}{sameNumber + 1}"));

    /// <summary>The provider's own id in a source, or the number of an invoice.</summary>
    public static string IdOf(string source)
    {
        if (source.StartsWith(Invoice, StringComparison.Ordinal))
        {
            var again = source.LastIndexOf(Again, StringComparison.Ordinal);
            return again < 0 ? source[Invoice.Length..] : source[Invoice.Length..again];
        }

        return Array.Find([Refunded, ChargedBack, Reversed], ending => source.EndsWith(ending, StringComparison.Ordinal)) is { } said
            ? source[..^said.Length]
            : source;
    }

    /// <summary>True if only the payment itself says that it went back.</summary>
    public static bool IsUnlisted(string source) =>
        source.EndsWith(Refunded, StringComparison.Ordinal) || source.EndsWith(ChargedBack, StringComparison.Ordinal);

    /// <summary>The source without the number that a correction, or a second line of the same terms, appends.</summary>
    public static string RootOf(LineKind kind, string source) =>
        kind is LineKind.Correction or LineKind.Terms && source.LastIndexOf('#') is var mark and > 0 ? source[..mark] : source;
}

/// <summary>
/// One posted line of a deal: a payment or refund with its arithmetic. Unique by deal and source; fixed once its month is closed. Only
/// <see cref="Posting"/> computes lines.
/// </summary>
/// <param name="Position">1 for the deal's first line; the order in which lines fill the cap.</param>
/// <param name="Source">
/// The payment provider's id, see <see cref="LineSources"/>, or <c>terms:{id}</c> for terms. A correction appends <c>#1</c> and so on.
/// </param>
/// <param name="On">The day it happened, in Amsterdam.</param>
/// <param name="PostedIn">The month of that day, or the first month still open when it arrived.</param>
/// <param name="IsLate">Posted in a later month than that of its day.</param>
/// <param name="Gross">As charged or refunded; negative for a refund.</param>
/// <param name="Vat">The part of the gross amount that does not count.</param>
/// <param name="Base">What counts: gross less VAT.</param>
/// <param name="Amount">Base × percentage. For a correction: today's amount less the posted amount.</param>
/// <param name="Contribution">What it adds to earned; negative if it takes away.</param>
/// <param name="Reason">
/// Why it is there, as a sentence (docs/product.md L62): always for a correction and a late line; null if its kind says it all.
/// </param>
public sealed record LedgerLine(
    Guid DealId,
    int Position,
    string Source,
    LineKind Kind,
    DateOnly On,
    Month PostedIn,
    bool IsLate,
    Money Gross,
    Money Vat,
    Money Base,
    Percentage Kickback,
    Money Amount,
    Money Contribution,
    string? Reason = null)
{
    /// <summary>
    /// The part of the amount above the cap, which is not owed. Negative if a refund takes from what lay above the cap anyway, or if new
    /// terms release some of it.
    /// </summary>
    public Money Clipped => Amount - Contribution;
}
