using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>A refund as the provider lists it.</summary>
internal sealed record ListedRefund(string Id, string Status, DateTimeOffset CreatedAt, Money Amount);

/// <summary>A chargeback as the provider lists it.</summary>
internal sealed record ListedChargeback(string Id, DateTimeOffset CreatedAt, DateTimeOffset? ReversedAt, Money Amount);

/// <summary>
/// What went back of one payment: what is listed and, beyond that, what only the payment itself says (docs/product.md L61, I42).
/// </summary>
/// <param name="RefundedSaid">What the payment says was refunded; null if it says nothing.</param>
/// <param name="ChargedBackSaid">What the payment says was charged back; null if it says nothing.</param>
internal sealed record WentBack(
    Money? RefundedSaid,
    Money? ChargedBackSaid,
    IReadOnlyList<ListedRefund> Refunds,
    IReadOnlyList<ListedChargeback> Chargebacks)
{
    private Money Refunded => Money.Sum(Refunds.Where(refund => refund.Status == Refund.Refunded).Select(refund => refund.Amount));

    /// <summary>With those on their way, which the provider may count already.</summary>
    private Money RefundedSoon => Money.Sum(Refunds.Where(refund => !Refund.HasFailed(refund.Status)).Select(refund => refund.Amount));

    private Money Standing =>
        Money.Sum(Chargebacks.Where(chargeback => chargeback.ReversedAt is null).Select(chargeback => chargeback.Amount));

    private Money ChargedBack => Money.Sum(Chargebacks.Select(chargeback => chargeback.Amount));

    /// <summary>
    /// The facts for <see cref="Earning"/>. What only the payment says has no day of its own, so it counts with the payment.
    /// </summary>
    public IReadOnlyList<GoneBack> Facts(string payment, DateOnly paidOn) =>
        RefundedSaid is null && ChargedBackSaid is null && Refunds.Count == 0 && Chargebacks.Count == 0
            ? []
            :
            [
                .. Refunds.Select(refund => new GoneBack(
                    refund.Id,
                    LineKind.Refund,
                    refund.CreatedAt.DayInAmsterdam(),
                    refund.Amount,
                    refund.Status == Refund.Refunded ? null : refund.Status)),
                .. Chargebacks.SelectMany(Facts),
                .. Unlisted(RefundedSaid, RefundedSoon) is { } refunded
                    ? [new GoneBack(
                        LineSources.RefundedOf(payment),
                        LineKind.Refund,
                        paidOn,
                        refunded,
                        Why: $"The payment says that {RefundedSaid} was refunded. No refund in the list explains {refunded} of it.")]
                    : (GoneBack[])[],
                .. Unlisted(ChargedBackSaid, ChargedBack) is { } chargedBack
                    ? [new GoneBack(
                        LineSources.ChargedBackOf(payment),
                        LineKind.Chargeback,
                        paidOn,
                        chargedBack,
                        Why: $"The payment says that {ChargedBackSaid} was charged back. "
                            + $"No chargeback in the list explains {chargedBack} of it.")]
                    : (GoneBack[])[],
            ];

    /// <summary>What does not agree, one sentence each (docs/product.md I42).</summary>
    public IEnumerable<string> Disagreements()
    {
        if (RefundedSaid is { } refunded && (refunded < Refunded || refunded > RefundedSoon))
        {
            yield return $"The payment says that {refunded} was refunded, and the refunds that are known come to {Refunded}"
                + (RefundedSoon == Refunded ? ". " : $", or {RefundedSoon} with those on their way. ")
                + Taken(refunded, RefundedSoon);
        }

        if (ChargedBackSaid is { } chargedBack && (chargedBack < Standing || chargedBack > ChargedBack))
        {
            yield return $"The payment says that {chargedBack} was charged back, and the chargebacks that are known come to {Standing}. "
                + Taken(chargedBack, ChargedBack);
        }
    }

    private static string Taken(Money said, Money known) => said > known
        ? $"The {said - known} that is not listed counts as gone back."
        : "What is listed counts.";

    private static Money? Unlisted(Money? said, Money known) => said > known ? said.Value - known : null;

    private static IEnumerable<GoneBack> Facts(ListedChargeback chargeback)
    {
        var on = chargeback.CreatedAt.DayInAmsterdam();
        yield return new(chargeback.Id, LineKind.Chargeback, on, chargeback.Amount);
        if (chargeback.ReversedAt is { } at)
        {
            var reversedOn = at.DayInAmsterdam();
            yield return new(
                LineSources.ReversalOf(chargeback.Id),
                LineKind.ChargebackReversed,
                reversedOn < on ? on : reversedOn,
                chargeback.Amount,
                Why: $"The chargeback of {Days.InWords(on)} was reversed.");
        }
    }
}
