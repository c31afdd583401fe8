using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>A payment by the client's billing account, with its refunds.</summary>
/// <param name="PaidOn">The day it was paid, in Amsterdam.</param>
/// <param name="Amount">Gross.</param>
public sealed record ClientPayment(string Id, DateOnly PaidOn, Money Amount, Money Vat, IReadOnlyList<ClientRefund> Refunds);

/// <param name="Amount">Gross, as a positive amount.</param>
public sealed record ClientRefund(string Id, DateOnly RefundedOn, Money Amount);

/// <summary>The terms of a deal that decide what is earned.</summary>
/// <param name="ExpiresOn">The last day on which a payment counts by these terms; null if they have no end.</param>
/// <param name="RecordedAt">Of two versions from the same day, the later recorded is in force.</param>
public sealed record EarningTerms(
    Guid Id,
    DateOnly HoldsFrom,
    Percentage Kickback,
    Money? Cap,
    DateOnly? ExpiresOn,
    DateTimeOffset RecordedAt);

/// <summary>A payment or refund that counts, before the cap.</summary>
/// <param name="Gross">Negative for a refund, like all its amounts.</param>
/// <param name="Base">What counts: the gross amount less its VAT.</param>
/// <param name="Kickback">The percentage in force on the day of the payment; refunds use the same.</param>
public sealed record EarningItem(string Source, LineKind Kind, DateOnly On, Money Gross, Money Base, Percentage Kickback)
{
    /// <summary>
    /// docs/product.md L3: a line earns its base × the percentage in force on the day of the payment, to the cent, halves away from zero.
    /// </summary>
    public Money Amount => Kickback.Of(Base);
}

/// <summary>
/// What a partner earns on one deal: the five earning rules (docs/product.md L1, L2, L3, L4, L5). <see cref="Posting"/> puts the resulting
/// lines in order and into months.
/// </summary>
public static class Earning
{
    /// <summary>
    /// docs/product.md L2: a payment counts if it was paid from the deal's start to its expiry, both days included. A refund follows its
    /// payment, whenever it happens. The expiry comes from the terms in force on the day of the payment, so extending a lapsed deal, or
    /// shortening one, changes nothing before the amendment's day.
    /// </summary>
    /// <param name="endedOn">The last day, if the deal was ended early.</param>
    public static IEnumerable<EarningItem> ItemsOf(
        DateOnly startsOn,
        DateOnly? endedOn,
        TermsInForce terms,
        IEnumerable<ClientPayment> payments)
    {
        foreach (var payment in payments)
        {
            var inForce = terms.On(payment.PaidOn);
            if (payment.PaidOn >= startsOn && !(payment.PaidOn > endedOn) && !(payment.PaidOn > inForce.ExpiresOn))
            {
                yield return new(payment.Id, LineKind.Payment, payment.PaidOn, payment.Amount, Net(payment), inForce.Kickback);
                foreach (var refund in payment.Refunds)
                {
                    yield return new(
                        refund.Id,
                        LineKind.Refund,
                        refund.RefundedOn,
                        -refund.Amount,
                        -Net(payment, refund),
                        inForce.Kickback);
                }
            }
        }
    }

    /// <summary>
    /// docs/product.md L5: expiry stops earning, and what was earned stays owed. Owed = earned − paid out; a negative balance is a credit,
    /// carried forward.
    /// </summary>
    public static Money Owed(Money earned, Money paidOut) => earned - paidOut;

    /// <summary>What can still be earned: null if there is no cap; zero if more was earned under a higher one.</summary>
    public static Money? CapLeft(Money? cap, Money earned) => cap is { } ceiling ? Money.Max(Money.Zero, ceiling - earned) : null;

    /// <summary>docs/product.md L1: the base of a payment is its amount less its VAT.</summary>
    private static Money Net(ClientPayment payment) => payment.Amount - payment.Vat;

    /// <summary>
    /// docs/product.md L1: a refund counts as minus its share net of VAT, half-cents away from zero. A payment of zero has no refund.
    /// </summary>
    private static Money Net(ClientPayment payment, ClientRefund refund) =>
        payment.Amount == Money.Zero ? Money.Zero : refund.Amount.Share(Net(payment).Cents, payment.Amount.Cents);
}

/// <summary>
/// docs/product.md L4, L6: earned to date = the smaller of the cap and the sum of the lines, never below zero; a line contributes what it
/// adds to that. The cap is the one in force on the line's day. Earnings under old terms are kept: lowering the cap below them takes
/// nothing away, only a refund does.
/// </summary>
/// <param name="Sum">The sum of the lines' amounts so far, before any cap.</param>
/// <param name="Earned">The sum of their contributions.</param>
public sealed record EarnedToDate(Money Sum, Money Earned)
{
    public static readonly EarnedToDate Nothing = new(Money.Zero, Money.Zero);

    private Money SumAboveZero => Money.Max(Money.Zero, Sum);

    /// <summary>The totals after one more line.</summary>
    /// <param name="amount">Base × percentage; zero for a version of terms, which can only raise the cap.</param>
    public EarnedToDate After(Money amount, Money? cap)
    {
        var next = this with { Sum = Sum + amount };
        return next with
        {
            Earned = amount < Money.Zero
                ? Money.Min(Earned, next.SumAboveZero)
                : Money.Max(Earned, cap is { } ceiling ? Money.Min(ceiling, next.SumAboveZero) : next.SumAboveZero),
        };
    }
}

/// <summary>All versions of a deal's terms, by the day they take effect.</summary>
public sealed class TermsInForce
{
    private readonly List<EarningTerms> _versions;

    /// <param name="terms">At least one.</param>
    public TermsInForce(IEnumerable<EarningTerms> terms)
    {
        // A version replaced on the very day it took effect was never in force.
        _versions = [.. terms
            .GroupBy(version => version.HoldsFrom)
            .OrderBy(versions => versions.Key)
            .Select(versions => versions.MaxBy(version => (version.RecordedAt, version.Id))!)];
    }

    /// <summary>In order of the day they take effect.</summary>
    public IReadOnlyList<EarningTerms> Versions => _versions;

    /// <summary>The version in force on a day; the first version for earlier days.</summary>
    public EarningTerms On(DateOnly day) => _versions.FindLast(version => version.HoldsFrom <= day) ?? _versions[0];
}
