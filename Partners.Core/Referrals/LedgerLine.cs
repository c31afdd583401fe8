using Partners.Core.Values;

namespace Partners.Core.Referrals;

public enum LineKind
{
    /// <summary>The client paid.</summary>
    Payment,

    /// <summary>Some of a payment went back.</summary>
    Refund,

    /// <summary>New terms raised the cap, and let in what had lain over the old one.</summary>
    Terms,

    /// <summary>A line of a closed month would be another one today: the difference.</summary>
    Correction,
}

public static class LineSources
{
    /// <summary>What a line is about: its source without the number that a correction, or a second line of the same terms, has behind it.</summary>
    public static string RootOf(LineKind kind, string source) =>
        kind is LineKind.Correction or LineKind.Terms && source.LastIndexOf('#') is var mark and > 0 ? source[..mark] : source;
}

/// <summary>
/// One posted line of a deal: a payment or refund with its arithmetic. Unique by deal and source; fixed once its month is
/// closed. What stands here is worked out by <see cref="Posting"/> and by nothing else.
/// </summary>
/// <param name="Position">1 for the deal's first line; in the order in which the cap is filled.</param>
/// <param name="Source">The payment provider's id; <c>terms:{id}</c> for terms; with <c>#1</c> and so on behind it for a correction.</param>
/// <param name="On">The day in Amsterdam on which it happened.</param>
/// <param name="PostedIn">The month of that day, or the first one that was open when it arrived.</param>
/// <param name="IsLate">It is posted in a later month than that of its day.</param>
/// <param name="Gross">As it was charged or went back; negative for a refund.</param>
/// <param name="Vat">The gross amount's part that does not count.</param>
/// <param name="Base">What counts: gross less VAT.</param>
/// <param name="Amount">Base × percentage. Of a correction: the amount as it would be today less the amount that was posted.</param>
/// <param name="Contribution">What it adds to what is earned; negative where it takes away.</param>
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
    /// The part of the amount that the cap keeps out: not owed. Negative where a refund takes from what lay over the cap anyway, or
    /// where new terms let some of it in.
    /// </summary>
    public Money Clipped => Amount - Contribution;
}
