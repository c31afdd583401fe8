using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>A payment that the client's billing account made, with what went back of it.</summary>
/// <param name="PaidOn">The day in Amsterdam on which it was paid.</param>
/// <param name="Amount">Gross.</param>
public sealed record ClientPayment(string Id, DateOnly PaidOn, Money Amount, Money Vat, IReadOnlyList<ClientRefund> Refunds);

/// <param name="Amount">Gross, as a positive amount.</param>
public sealed record ClientRefund(string Id, DateOnly RefundedOn, Money Amount);

/// <summary>The terms of a deal that decide what is earned.</summary>
/// <param name="ExpiresOn">The last day on which a payment counts by these terms; null where they have no end.</param>
/// <param name="RecordedAt">Of two versions that hold from the same day, the one that was recorded later is the one in force.</param>
public sealed record EarningTerms(Guid Id, DateOnly HoldsFrom, Percentage Kickback, Money? Cap, DateOnly? ExpiresOn, DateTimeOffset RecordedAt);

/// <summary>A payment or refund that counts, before the cap.</summary>
/// <param name="Gross">Negative for a refund, as are all its amounts.</param>
/// <param name="Base">What counts: the gross amount less its VAT.</param>
/// <param name="Kickback">The percentage in force on the day on which the payment was paid; its refunds have the same.</param>
public sealed record EarningItem(string Source, LineKind Kind, DateOnly On, Money Gross, Money Base, Percentage Kickback)
{
    /// <summary>3. Kickback of a line = base × the percentage in force on the day it was paid, to the cent, halves away from zero.</summary>
    public Money Amount => Kickback.Of(Base);
}

/// <summary>
/// What a partner earns on one deal: the five earning rules (docs/product.md L1, L2, L3, L4, L5). Their lines are put in order, and in months,
/// by <see cref="Posting"/>.
/// </summary>
public static class Earning
{
    /// <summary>
    /// 2. A payment counts when it was paid from the deal's start to its expiry, both days included. A refund follows its
    /// payment, whenever it happens. The expiry is that of the terms in force on the day of the payment: extending a deal that
    /// has lapsed, or shortening one, changes nothing before the day from which the amendment holds.
    /// </summary>
    /// <param name="endedOn">The last day, where the deal was ended early; null where it was not.</param>
    public static IEnumerable<EarningItem> ItemsOf(DateOnly startsOn, DateOnly? endedOn, TermsInForce terms, IEnumerable<ClientPayment> payments)
    {
        foreach (var payment in payments)
        {
            var inForce = terms.On(payment.PaidOn);
            if (payment.PaidOn >= startsOn && !(payment.PaidOn > endedOn) && !(payment.PaidOn > inForce.ExpiresOn))
            {
                yield return new(payment.Id, LineKind.Payment, payment.PaidOn, payment.Amount, Net(payment), inForce.Kickback);
                foreach (var refund in payment.Refunds)
                {
                    yield return new(refund.Id, LineKind.Refund, refund.RefundedOn, -refund.Amount, -Net(payment, refund), inForce.Kickback);
                }
            }
        }
    }

    /// <summary>5. Expiry stops earning; what was earned stays owed. Owed = earned − paid out; a negative balance is a credit, carried forward.</summary>
    public static Money Owed(Money earned, Money paidOut) => earned - paidOut;

    /// <summary>What can still be earned: null where there is no cap; nothing where more was earned under a higher one.</summary>
    public static Money? CapLeft(Money? cap, Money earned) => cap is { } ceiling ? Money.Max(Money.Zero, ceiling - earned) : null;

    /// <summary>1. Base: the amount of a payment less its VAT.</summary>
    private static Money Net(ClientPayment payment) => payment.Amount - payment.Vat;

    /// <summary>1. A refund counts as minus its share net of VAT, half-cents away from zero. Of a payment of nothing, nothing goes back.</summary>
    private static Money Net(ClientPayment payment, ClientRefund refund) =>
        payment.Amount == Money.Zero ? Money.Zero : refund.Amount.Share(Net(payment).Cents, payment.Amount.Cents);
}

/// <summary>
/// 4. Earned to date = the smaller of the cap and the sum of the lines, never below zero; a line's contribution is what it adds
/// to that. The cap is the one in force on the line's day. What was earned under old terms keeps them: a cap that is lowered
/// below what was earned takes nothing away, and only a refund does.
/// </summary>
/// <param name="Sum">Of the lines' amounts so far, before any cap.</param>
/// <param name="Earned">Of their contributions.</param>
public sealed record EarnedToDate(Money Sum, Money Earned)
{
    public static readonly EarnedToDate Nothing = new(Money.Zero, Money.Zero);

    private Money SumAboveZero => Money.Max(Money.Zero, Sum);

    /// <summary>After one more line.</summary>
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

/// <summary>All versions of a deal's terms, as a calendar.</summary>
public sealed class TermsInForce
{
    private readonly List<EarningTerms> _versions;

    /// <param name="terms">At least one.</param>
    public TermsInForce(IEnumerable<EarningTerms> terms)
    {
        // A version that another one replaced from the very day from which it held was never in force.
        _versions = [.. terms.GroupBy(version => version.HoldsFrom).OrderBy(versions => versions.Key).Select(versions => versions.MaxBy(version => (version.RecordedAt, version.Id))!)];
    }

    /// <summary>In the order of their days.</summary>
    public IReadOnlyList<EarningTerms> Versions => _versions;

    /// <summary>The version that holds since the latest day up to this one; before the first one, the first.</summary>
    public EarningTerms On(DateOnly day) => _versions.FindLast(version => version.HoldsFrom <= day) ?? _versions[0];
}
