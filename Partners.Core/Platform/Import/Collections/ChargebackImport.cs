using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record ChargebackRow(string Id, string PaymentId, Money Amount, DateTimeOffset CreatedAt, DateTimeOffset? ReversedAt)
{
    /// <param name="within">The payment in which the chargeback came; null if it says itself which payment is its.</param>
    public static ChargebackRow Read(RowFields row, string? within = null)
    {
        var id = row.Required("id", Organisation.LongestName);
        var payment = within ?? row.Required("paymentId", Organisation.LongestName);
        return new(
            id,
            payment,
            MollieAmount.Read(row, "amount", $"chargeback {Shown.Plain(id)} of payment {Shown.Plain(payment)}"),
            row.Past("createdAt"),
            row.OptionalPast("reversedAt"));
    }
}

/// <summary>Chargebacks from their own file; those inside payments are read the same way (docs/product.md I41).</summary>
internal sealed class ChargebackImport : CollectionImport<Chargeback, string, ChargebackRow>
{
    public override string Name => "mollie_chargebacks";

    public override bool IsOptional => true;

    protected override ChargebackRow Read(RowFields row) => ChargebackRow.Read(row);

    protected override string KeyOf(ChargebackRow row) => row.Id;

    protected override async Task<Func<ChargebackRow, string?>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<ChargebackRow> rows,
        CancellationToken cancel)
    {
        var payments = await Parents.PaymentsAsync(db, rows.Select(row => row.PaymentId), cancel);
        return row =>
            !payments.TryGetValue(row.PaymentId, out var paid) ? Parents.Unknown("payment", "paymentId", Shown.Value(row.PaymentId))
            : row.Amount > paid ? $"The chargeback, {row.Amount}, is larger than its payment {Shown.Plain(row.PaymentId)}, {paid}."
            : null;
    }

    protected override Task<Dictionary<string, Chargeback>> ExistingAsync(
        PartnersDb db,
        IReadOnlyList<string> keys,
        CancellationToken cancel) =>
        db.Chargebacks
            .Where(chargeback => keys.Contains(chargeback.Id))
            .ToDictionaryAsync(chargeback => chargeback.Id, StringComparer.Ordinal, cancel);

    protected override Chargeback New(ChargebackRow row, ImportSession session) =>
        new(row.Id, row.PaymentId, row.Amount, row.CreatedAt, row.ReversedAt);

    /// <summary>A chargeback that was reversed was not so before, and is not so again (docs/product.md I21).</summary>
    protected override bool IsEarlierState(Chargeback entity, ChargebackRow row) => entity.ReversedAt is not null && row.ReversedAt is null;

    protected override bool IsEarlierState(ChargebackRow known, ChargebackRow row) =>
        known.ReversedAt is not null && row.ReversedAt is null;

    protected override string? Contradicts(Chargeback entity, ChargebackRow row) =>
        Parents.OfAnother("chargeback", row.Id, entity.PaymentId, row.PaymentId);

    protected override void CopyFromPlatform(Chargeback entity, ChargebackRow row) =>
        entity.CopyFromProvider(row.PaymentId, row.Amount, row.CreatedAt, row.ReversedAt);
}
