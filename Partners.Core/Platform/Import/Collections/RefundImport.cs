using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record RefundRow(string Id, string PaymentId, string Status, Money Amount, DateTimeOffset CreatedAt)
{
    /// <param name="within">The payment in which the refund came; null if it says itself which payment is its.</param>
    public static RefundRow Read(RowFields row, string? within = null)
    {
        var id = row.Required("id", Organisation.LongestName);
        var payment = within ?? row.Required("paymentId", Organisation.LongestName);
        return new(
            id,
            payment,
            row.Required("status", Organisation.LongestName),
            MollieAmount.Read(row, "amount", $"refund {Shown.Plain(id)} of payment {Shown.Plain(payment)}"),
            row.Past("createdAt"));
    }
}

internal sealed class RefundImport : CollectionImport<Refund, string, RefundRow>
{
    /// <summary>The provider's states of a refund before the money goes back.</summary>
    private static readonly HashSet<string> s_before = new(["queued", "pending", "processing"], StringComparer.Ordinal);

    public override string Name => "mollie_refunds";

    protected override RefundRow Read(RowFields row) => RefundRow.Read(row);

    protected override string KeyOf(RefundRow row) => row.Id;

    protected override async Task<Func<RefundRow, string?>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<RefundRow> rows,
        CancellationToken cancel)
    {
        var payments = await Parents.PaymentsAsync(db, rows.Select(row => row.PaymentId), cancel);
        var refunded = await RefundedAsync(db, [.. payments.Keys], cancel);
        return row =>
        {
            if (!payments.TryGetValue(row.PaymentId, out var paid))
            {
                return Parents.Unknown("payment", "paymentId", Shown.Value(row.PaymentId));
            }

            if (row.Amount > paid)
            {
                return $"The refund, {row.Amount}, is larger than its payment {Shown.Plain(row.PaymentId)}, {paid}.";
            }

            var others = refunded[row.PaymentId];
            others.Remove(row.Id);
            var already = Money.Sum(others.Values);
            if (!IsRefunded(row.Status))
            {
                return null;
            }

            if (already + row.Amount > paid)
            {
                return $"With the refund, {row.Amount}, more goes back than was paid: of the payment {Shown.Plain(row.PaymentId)}, {paid}, "
                    + $"{already} went back already.";
            }

            others.Add(row.Id, row.Amount);
            return null;
        };
    }

    protected override Task<Dictionary<string, Refund>> ExistingAsync(
        PartnersDb db,
        IReadOnlyList<string> keys,
        CancellationToken cancel) =>
        db.Refunds.Where(refund => keys.Contains(refund.Id)).ToDictionaryAsync(refund => refund.Id, StringComparer.Ordinal, cancel);

    protected override Refund New(RefundRow row, ImportSession session) =>
        new(row.Id, row.PaymentId, row.Status, row.Amount, row.CreatedAt);

    /// <summary>A refund that went back may still fail, but it was queued, pending and processing before (docs/product.md I21).</summary>
    protected override bool IsEarlierState(Refund entity, RefundRow row) => IsEarlier(entity.Status, row.Status);

    protected override bool IsEarlierState(RefundRow known, RefundRow row) => IsEarlier(known.Status, row.Status);

    protected override string? Contradicts(Refund entity, RefundRow row) =>
        Parents.OfAnother("refund", row.Id, entity.PaymentId, row.PaymentId);

    protected override void CopyFromPlatform(Refund entity, RefundRow row) =>
        entity.CopyFromProvider(row.PaymentId, row.Status, row.Amount, row.CreatedAt);

    private static bool IsEarlier(string known, string said) => IsRefunded(known) && s_before.Contains(said);

    private static bool IsRefunded(string status) => string.Equals(status, Refund.Refunded, StringComparison.Ordinal);

    /// <summary>What was refunded of each payment so far, by refund.</summary>
    private static async Task<Dictionary<string, Dictionary<string, Money>>> RefundedAsync(
        PartnersDb db,
        List<string> payments,
        CancellationToken cancel)
    {
        var known = (await db.Refunds
            .AsNoTracking()
            .Where(refund => payments.Contains(refund.PaymentId) && refund.Status == Refund.Refunded)
            .ToListAsync(cancel))
            .ToLookup(refund => refund.PaymentId, StringComparer.Ordinal);
        return payments.ToDictionary(
            payment => payment,
            payment => known[payment].ToDictionary(refund => refund.Id, refund => refund.Amount, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }
}
