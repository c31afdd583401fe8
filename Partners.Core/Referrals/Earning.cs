using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>A payment that the client's billing account made, with what went back of it.</summary>
/// <param name="PaidOn">The day in Amsterdam on which it was paid.</param>
/// <param name="Amount">Gross.</param>
public sealed record ClientPayment(string Id, DateOnly PaidOn, Money Amount, Money Vat, IReadOnlyList<ClientRefund> Refunds);

/// <param name="Amount">Gross, as a positive amount.</param>
public sealed record ClientRefund(string Id, DateOnly RefundedOn, Money Amount);

/// <summary>The terms of a deal that decide what is earned.</summary>
public sealed record EarningTerms(DateOnly HoldsFrom, Percentage Kickback, Money? Cap);

/// <summary>One payment or refund, and what it added to what was earned.</summary>
/// <param name="Base">What counts, net of VAT; negative for a refund.</param>
/// <param name="Kickback">The percentage in force on the day the payment was paid.</param>
/// <param name="Amount">Base × percentage, before the cap.</param>
/// <param name="Contribution">What it added to the earned total; the rest lies over the cap.</param>
public sealed record EarningLine(string Source, DateOnly On, Money Base, Percentage Kickback, Money Amount, Money Contribution);

/// <summary>
/// What a partner earns on one deal: the five rules of PRODUCT.md, section 3, in their order.
/// </summary>
public static class Earning
{
    /// <param name="lastDay">The deal's expiry or earlier end; null where it has none.</param>
    /// <param name="terms">All versions; at least one. The cap is that of the latest.</param>
    public static IReadOnlyList<EarningLine> LinesOf(DateOnly startsOn, DateOnly? lastDay, IReadOnlyList<EarningTerms> terms, IEnumerable<ClientPayment> payments)
    {
        var versions = terms.OrderBy(version => version.HoldsFrom).ToList();
        var cap = versions[^1].Cap;
        var lines = payments
            .Where(payment => Counts(payment, startsOn, lastDay))
            .SelectMany(payment => Lines(payment, InForce(versions, payment.PaidOn).Kickback))
            .OrderBy(line => line.On)
            .ThenBy(line => line.Source, StringComparer.Ordinal);

        // 4. Earned to date = the smaller of the cap and the sum of the lines, never below zero. A line's contribution is what it adds.
        var (sum, earned) = (Money.Zero, Money.Zero);
        var result = new List<EarningLine>();
        foreach (var line in lines)
        {
            sum += line.Amount;
            var now = Money.Max(Money.Zero, cap is { } ceiling ? Money.Min(ceiling, sum) : sum);
            result.Add(line with { Contribution = now - earned });
            earned = now;
        }

        return result;
    }

    /// <summary>5. Expiry stops earning; what was earned stays owed. Owed = earned − paid out.</summary>
    public static Money Owed(IReadOnlyList<EarningLine> lines, Money paidOut) =>
        lines.Aggregate(Money.Zero, (earned, line) => earned + line.Contribution) - paidOut;

    /// <summary>2. A payment counts when it was paid from the deal's start to its expiry, both days included. A refund follows its payment.</summary>
    private static bool Counts(ClientPayment payment, DateOnly startsOn, DateOnly? lastDay) =>
        payment.PaidOn >= startsOn && (lastDay is null || payment.PaidOn <= lastDay);

    private static EarningTerms InForce(List<EarningTerms> versions, DateOnly day) =>
        versions.LastOrDefault(version => version.HoldsFrom <= day) ?? versions[0];

    /// <summary>
    /// 1. Base: the amount of a payment less its VAT; a refund counts as minus its share net of VAT, half-cents away from zero.
    /// 3. Kickback of a line = base × the percentage in force on the day it was paid, to the cent, halves away from zero.
    /// </summary>
    private static IEnumerable<EarningLine> Lines(ClientPayment payment, Percentage kickback)
    {
        var net = payment.Amount - payment.Vat;
        yield return new(payment.Id, payment.PaidOn, net, kickback, kickback.Of(net), Money.Zero);
        foreach (var refund in payment.Refunds)
        {
            var back = -refund.Amount.Share(net.Cents, payment.Amount.Cents);
            yield return new(refund.Id, refund.RefundedOn, back, kickback, kickback.Of(back), Money.Zero);
        }
    }
}
