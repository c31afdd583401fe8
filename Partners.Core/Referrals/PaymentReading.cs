using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>A payment as the database has it.</summary>
/// <param name="At">When it was paid, or made while it is not.</param>
internal sealed record PaymentFound(
    string Id,
    Guid? BillingAccountId,
    Guid? WorkspaceId,
    string Status,
    DateTimeOffset At,
    Money Amount,
    Money Vat,
    Money? RefundedSaid,
    Money? ChargedBackSaid);

/// <summary>Reads payments with everything that went back of them (docs/product.md L61), in three queries however many there are.</summary>
internal static class PaymentReading
{
    public static async Task<IReadOnlyList<(PaymentFound Found, ClientPayment Payment)>> ReadAsync(
        PartnersDb db,
        IQueryable<Payment> payments,
        CancellationToken cancel)
    {
        var refunds = (await db.Refunds.AsNoTracking()
            .Join(
                payments,
                refund => refund.PaymentId,
                payment => payment.Id,
                (refund, _) => new { refund.PaymentId, refund.Id, refund.Status, refund.CreatedAt, refund.Amount })
            .ToListAsync(cancel))
            .ToLookup(
                refund => refund.PaymentId,
                refund => new ListedRefund(refund.Id, refund.Status, refund.CreatedAt, refund.Amount),
                StringComparer.Ordinal);
        var chargebacks = (await db.Chargebacks.AsNoTracking()
            .Join(
                payments,
                chargeback => chargeback.PaymentId,
                payment => payment.Id,
                (chargeback, _) => new
                {
                    chargeback.PaymentId,
                    chargeback.Id,
                    chargeback.CreatedAt,
                    chargeback.ReversedAt,
                    chargeback.Amount,
                })
            .ToListAsync(cancel))
            .ToLookup(
                chargeback => chargeback.PaymentId,
                chargeback => new ListedChargeback(chargeback.Id, chargeback.CreatedAt, chargeback.ReversedAt, chargeback.Amount),
                StringComparer.Ordinal);
        var found = await payments.AsNoTracking()
            .Select(payment => new PaymentFound(
                payment.Id,
                payment.BillingAccountId,
                payment.WorkspaceId,
                payment.Status,
                payment.PaidAt ?? payment.CreatedAt,
                payment.Amount,
                payment.Vat,
                payment.RefundedSaid,
                payment.ChargedBackSaid))
            .ToListAsync(cancel);
        return found.ConvertAll(payment =>
        {
            var on = payment.At.DayInAmsterdam();
            var back = new WentBack(
                payment.RefundedSaid,
                payment.ChargedBackSaid,
                [.. refunds[payment.Id]],
                [.. chargebacks[payment.Id]]);
            return (payment, new ClientPayment(
                payment.Id,
                on,
                payment.Amount,
                payment.Vat,
                back.Facts(payment.Id, on),
                payment.Status == Payment.Paid ? null : payment.Status));
        });
    }
}
