using Partners.Core.Values;

namespace Partners.Core.Referrals;

public enum LineKind
{
    /// <summary>The client paid.</summary>
    Payment,

    /// <summary>Part or all of a payment was refunded.</summary>
    Refund,

    /// <summary>New terms raised the cap and released amounts above the old one.</summary>
    Terms,

    /// <summary>The difference between a line of a closed month and what it would be today.</summary>
    Correction,
}

public static class LineSources
{
    /// <summary>The source without the number that a correction, or a second line of the same terms, appends.</summary>
    public static string RootOf(LineKind kind, string source) =>
        kind is LineKind.Correction or LineKind.Terms && source.LastIndexOf('#') is var mark and > 0 ? source[..mark] : source;
}

/// <summary>
/// One posted line of a deal: a payment or refund with its arithmetic. Unique by deal and source; fixed once its month is closed. Only
/// <see cref="Posting"/> computes lines.
/// </summary>
/// <param name="Position">1 for the deal's first line; the order in which lines fill the cap.</param>
/// <param name="Source">The payment provider's id, or <c>terms:{id}</c> for terms. A correction appends <c>#1</c> and so on.</param>
/// <param name="On">The day it happened, in Amsterdam.</param>
/// <param name="PostedIn">The month of that day, or the first month still open when it arrived.</param>
/// <param name="IsLate">Posted in a later month than that of its day.</param>
/// <param name="Gross">As charged or refunded; negative for a refund.</param>
/// <param name="Vat">The part of the gross amount that does not count.</param>
/// <param name="Base">What counts: gross less VAT.</param>
/// <param name="Amount">Base × percentage. For a correction: today's amount less the posted amount.</param>
/// <param name="Contribution">What it adds to earned; negative if it takes away.</param>
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
    Money Contribution)
{
    /// <summary>
    /// The part of the amount above the cap, which is not owed. Negative if a refund takes from what lay above the cap anyway, or if new
    /// terms release some of it.
    /// </summary>
    public Money Clipped => Amount - Contribution;
}
