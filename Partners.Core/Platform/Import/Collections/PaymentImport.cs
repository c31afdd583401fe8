using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record PaymentRow(
    string Id,
    string CustomerId,
    string Status,
    Money Amount,
    Money Vat,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? PaidAt)
{
    public static PaymentRow Read(RowFields row)
    {
        var id = row.Required("id", Organisation.LongestName);
        var status = row.Required("status", Organisation.LongestName);
        var amount = MollieAmount.Read(row, "amount", $"payment {Shown.Plain(id)}");
        var vat = Money.Zero;
        row.Within("metadata", metadata => vat = metadata.OptionalEuros("vat_amount") ?? Money.Zero);
        if (vat > amount)
        {
            row.Reject($"The VAT of payment {Shown.Plain(id)}, {vat}, is larger than its amount, {amount}.");
        }

        var paidAt = row.OptionalInstant("paidAt");
        if (string.Equals(status, Payment.Paid, StringComparison.Ordinal) && paidAt is null)
        {
            row.Reject($"The payment {Shown.Plain(id)} is paid, and does not say when (paidAt).");
        }

        var customer = row.Required("customerId", Organisation.LongestName);
        return new(id, customer, status, amount, vat, row.OptionalInstant("createdAt") ?? paidAt, paidAt);
    }
}

internal sealed class PaymentImport : CollectionImport<Payment, string, PaymentRow>
{
    public override string Name => "mollie_payments";

    protected override PaymentRow Read(RowFields row) => PaymentRow.Read(row);

    protected override string KeyOf(PaymentRow row) => row.Id;

    protected override async Task<Func<PaymentRow, string?>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<PaymentRow> rows,
        CancellationToken cancel)
    {
        var customers = await Parents.CustomersAsync(db, rows.Select(row => row.CustomerId), cancel);
        return row => customers.Contains(row.CustomerId)
            ? null
            : $"No billing account has the customer {Shown.Value(row.CustomerId)} (customerId).";
    }

    protected override Task<Dictionary<string, Payment>> ExistingAsync(
        PartnersDb db,
        IReadOnlyList<string> keys,
        CancellationToken cancel) =>
        db.Payments.Where(payment => keys.Contains(payment.Id)).ToDictionaryAsync(payment => payment.Id, StringComparer.Ordinal, cancel);

    protected override Payment New(PaymentRow row, ImportSession session) =>
        new(row.Id, row.CustomerId, row.Status, row.Amount, row.Vat, row.CreatedAt ?? session.At, row.PaidAt);

    protected override void CopyFromPlatform(Payment entity, PaymentRow row) =>
        entity.CopyFromProvider(row.CustomerId, row.Status, row.Amount, row.Vat, row.CreatedAt ?? entity.CreatedAt, row.PaidAt);
}
