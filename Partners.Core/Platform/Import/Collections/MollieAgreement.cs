using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import.Collections;

/// <summary>
/// Names the payments whose own totals of what went back are not explained by the refunds and chargebacks that are known
/// (docs/product.md I42).
/// </summary>
internal static class MollieAgreement
{
    private const string File = "mollie_payments.json";
    private const int BatchSize = 1_000;

    public static async Task NameAsync(
        ImportSession session,
        IReadOnlyList<CollectionImport> collections,
        List<ImportWarning> named,
        CancellationToken cancel)
    {
        if (!collections.Any(collection => collection is PaymentImport or RefundImport or ChargebackImport))
        {
            return;
        }

        await session.ReadAsync(async db =>
        {
            foreach (var ids in (await SuspectsAsync(db, cancel)).Chunk(BatchSize))
            {
                var room = ImportWarning.MostKept - named.Count;
                if (room <= 0)
                {
                    return;
                }

                var found = await DisagreementsAsync(db, [.. ids], cancel);
                named.AddRange(found.Take(room).Select(one => new ImportWarning(File, $"{one.Payment}: {one.Sentence}", IsPart: false)));
            }
        });
    }

    /// <summary>Payments that say something went back, and payments of which something is listed.</summary>
    private static async Task<List<string>> SuspectsAsync(PartnersDb db, CancellationToken cancel)
    {
        var says = db.Payments.AsNoTracking().Where(payment => payment.RefundedSaid != null || payment.ChargedBackSaid != null);
        var saying = await says
            .Where(payment => payment.RefundedSaid > Money.Zero || payment.ChargedBackSaid > Money.Zero)
            .Select(payment => payment.Id)
            .ToListAsync(cancel);
        var refunded = await db.Refunds.AsNoTracking()
            .Join(says, refund => refund.PaymentId, payment => payment.Id, (_, payment) => payment.Id)
            .ToListAsync(cancel);
        var chargedBack = await db.Chargebacks.AsNoTracking()
            .Join(says, chargeback => chargeback.PaymentId, payment => payment.Id, (_, payment) => payment.Id)
            .ToListAsync(cancel);
        return [.. saying.Concat(refunded).Concat(chargedBack).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static async Task<List<(string Payment, string Sentence)>> DisagreementsAsync(
        PartnersDb db,
        List<string> ids,
        CancellationToken cancel)
    {
        var payments = await db.Payments.AsNoTracking()
            .Where(payment => ids.Contains(payment.Id))
            .OrderBy(payment => payment.Id)
            .Select(payment => new { payment.Id, payment.RefundedSaid, payment.ChargedBackSaid })
            .ToListAsync(cancel);
        var refunds = (await db.Refunds.AsNoTracking().Where(refund => ids.Contains(refund.PaymentId)).ToListAsync(cancel))
            .ToLookup(refund => refund.PaymentId, StringComparer.Ordinal);
        var chargebacks = (await db.Chargebacks.AsNoTracking().Where(one => ids.Contains(one.PaymentId)).ToListAsync(cancel))
            .ToLookup(chargeback => chargeback.PaymentId, StringComparer.Ordinal);
        return
        [
            .. payments.SelectMany(payment =>
                new WentBack(
                    payment.RefundedSaid,
                    payment.ChargedBackSaid,
                    [.. refunds[payment.Id].Select(one => new ListedRefund(one.Id, one.Status, one.CreatedAt, one.Amount))],
                    [.. chargebacks[payment.Id]
                        .Select(one => new ListedChargeback(one.Id, one.CreatedAt, one.ReversedAt, one.Amount))])
                    .Disagreements()
                    .Select(sentence => (payment.Id, sentence))),
        ];
    }
}
