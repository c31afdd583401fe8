using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>A payment by the client's billing account, or an invoice that it paid, with everything that went back of it.</summary>
/// <param name="PaidOn">The day it was paid, in Amsterdam; the day it was made while it is not paid.</param>
/// <param name="Amount">Gross.</param>
/// <param name="Unpaid">The provider's status while it is not paid; null once it is.</param>
/// <param name="Why">What a reader must know of it; null if nothing.</param>
public sealed record ClientPayment(
    string Id,
    DateOnly PaidOn,
    Money Amount,
    Money Vat,
    IReadOnlyList<GoneBack> Back,
    string? Unpaid = null,
    LineKind Kind = LineKind.Payment,
    string? Why = null);

/// <summary>
/// Something that went back of a payment, or came again: a refund, a chargeback, the end of a chargeback, or an invoice's credit note.
/// </summary>
/// <param name="Amount">Gross, as a positive amount.</param>
/// <param name="OnItsWay">The provider's status while it does not count; null if it does.</param>
/// <param name="Why">What a reader must know of it; null if its kind says it all.</param>
/// <param name="Net">The part of it that is net of VAT, if it says so itself; null if it takes the payment's share.</param>
public sealed record GoneBack(
    string Id,
    LineKind Kind,
    DateOnly On,
    Money Amount,
    string? OnItsWay = null,
    string? Why = null,
    Money? Net = null);

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

/// <summary>A payment, or something that went back of one, that counts, before the cap.</summary>
/// <param name="Gross">Negative for what went back, like all its amounts.</param>
/// <param name="Base">What counts: the gross amount less its VAT.</param>
/// <param name="Kickback">The percentage in force on the day of the payment; what goes back uses the same.</param>
/// <param name="Amount">
/// docs/product.md L3: the base × the percentage, to the cent, halves away from zero; for what went back its share of that, see
/// <see cref="Earning"/>.
/// </param>
/// <param name="Why">What a reader must know of it; null if nothing.</param>
public sealed record EarningItem(
    string Source,
    LineKind Kind,
    DateOnly On,
    Money Gross,
    Money Base,
    Percentage Kickback,
    Money Amount,
    string? Why = null);

/// <summary>
/// What a partner earns on one deal: the earning rules (docs/product.md L1, L2, L3, L4, L5, L61). <see cref="Posting"/> puts the resulting
/// lines in order and into months.
/// </summary>
public static class Earning
{
    /// <summary>The first day of which a payment is believed (docs/product.md L66).</summary>
    public static readonly DateOnly FirstDay = new(2000, 1, 1);

    /// <summary>
    /// docs/product.md L2: a payment counts if it was paid from the deal's start to its expiry, both days included. What goes back of it
    /// follows it, whenever that happens. The expiry comes from the terms in force on the day of the payment, so extending a lapsed deal,
    /// or shortening one, changes nothing before the amendment's day.
    /// </summary>
    /// <param name="endedOn">The last day, if the deal was ended early.</param>
    public static IEnumerable<EarningItem> ItemsOf(
        DateOnly startsOn,
        DateOnly? endedOn,
        TermsInForce terms,
        IEnumerable<ClientPayment> payments,
        DateOnly today) =>
        payments
            .Where(payment => WhyNot(startsOn, endedOn, terms, payment, today) is null)
            .SelectMany(payment => ItemsOf(payment, terms.On(payment.PaidOn).Kickback));

    /// <summary>Why a payment earns nothing on the deal, as a sentence; null if it counts.</summary>
    public static string? WhyNot(DateOnly startsOn, DateOnly? endedOn, TermsInForce terms, ClientPayment payment, DateOnly today)
    {
        var expiresOn = terms.On(payment.PaidOn).ExpiresOn;
        return payment.Unpaid is { } status ? $"It is not paid: {status}."
            : payment.PaidOn < FirstDay ? "Its date lies before 2000."
            : payment.PaidOn > today ? "Its date lies in the future."
            : payment.PaidOn < startsOn ? $"It was paid before the deal's start, {Days.InWords(startsOn)}."
            : payment.PaidOn > endedOn ? $"It was paid after the deal's last day, {Days.InWords(endedOn.Value)}."
            : payment.PaidOn > expiresOn ? $"It was paid after the deal's expiry, {Days.InWords(expiresOn.Value)}."
            : null;
    }

    /// <summary>
    /// docs/product.md L61: refunds, chargebacks and their ends count cumulatively. Each takes the net of all that went back so far,
    /// rounded, less what the earlier ones took, and the kickback likewise, so that a payment that went back whole adds exactly nothing.
    /// Never more goes back than was paid.
    /// </summary>
    private static IEnumerable<EarningItem> ItemsOf(ClientPayment payment, Percentage kickback)
    {
        var net = payment.Amount - payment.Vat;
        var amount = kickback.Of(net);
        yield return new(payment.Id, payment.Kind, payment.PaidOn, payment.Amount, net, kickback, amount, payment.Why);

        var (back, grossBack, netBack, amountBack) = (Money.Zero, Money.Zero, Money.Zero, Money.Zero);
        foreach (var one in payment.Back
            .Where(one => one.OnItsWay is null)
            .OrderBy(one => one.On)
            .ThenBy(one => one.Kind)
            .ThenBy(one => one.Id, StringComparer.Ordinal))
        {
            var gross = one.Kind == LineKind.ChargebackReversed ? -one.Amount : one.Amount;
            back += gross;
            var grossNow = Money.Max(Money.Zero, Money.Min(payment.Amount, back));
            var netNow = one.Net is { } itsOwn ? Money.Min(net, netBack + itsOwn)
                : payment.Amount == Money.Zero ? Money.Zero
                : grossNow.Share(net.Cents, payment.Amount.Cents);
            var amountNow = kickback.Of(netNow);
            var taken = grossNow - grossBack;
            var why = taken == gross
                ? one.Why
                : $"{one.Why} {one.Amount} is more than was paid: {Money.Max(taken, -taken)} counts.".TrimStart();
            yield return new(
                one.Id,
                one.Kind,
                one.On,
                grossBack - grossNow,
                netBack - netNow,
                kickback,
                amountBack - amountNow,
                why);
            (grossBack, netBack, amountBack) = (grossNow, netNow, amountNow);
        }
    }

    /// <summary>What counts of a payment, less what went back of it.</summary>
    internal static Money NetOf(ClientPayment payment) =>
        Money.Sum(ItemsOf(payment, Percentage.Zero).Select(item => item.Base));

    /// <summary>
    /// docs/product.md L5: expiry stops earning, and what was earned stays owed. Owed = earned − paid out; a negative balance is a credit,
    /// carried forward.
    /// </summary>
    public static Money Owed(Money earned, Money paidOut) => earned - paidOut;

    /// <summary>What can still be earned: null if there is no cap; zero if more was earned under a higher one.</summary>
    public static Money? CapLeft(Money? cap, Money earned) => cap is { } ceiling ? Money.Max(Money.Zero, ceiling - earned) : null;
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
