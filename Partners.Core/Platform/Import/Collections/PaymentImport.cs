using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import.Collections;

/// <param name="CustomerId">Empty for a payment by link.</param>
/// <param name="AccountId">The billing account that the metadata names; null if it names none.</param>
internal sealed record PaymentRow(
    string Id,
    string CustomerId,
    Guid? AccountId,
    string Status,
    Money Amount,
    Money Vat,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? PaidAt,
    Money? RefundedSaid,
    Money? ChargedBackSaid)
{
    private readonly List<RefundRow> _refunds = [];
    private readonly List<ChargebackRow> _chargebacks = [];
    private readonly List<(string Item, string Reason)> _rejected = [];

    /// <summary>The refunds that came inside the payment.</summary>
    public IReadOnlyList<RefundRow> Refunds => _refunds;

    /// <summary>The chargebacks that came inside the payment.</summary>
    public IReadOnlyList<ChargebackRow> Chargebacks => _chargebacks;

    /// <summary>Those of them that cannot be true.</summary>
    public IReadOnlyList<(string Item, string Reason)> Rejected => _rejected;

    /// <summary>As it came, for a payment that is refused.</summary>
    public string AmountText { get; private set; } = string.Empty;

    /// <summary>As it came, for a payment that is refused.</summary>
    public string DayText { get; private set; } = string.Empty;

    private const string Test = "test";

    /// <summary>Whose payment it is, once the accounts are looked up; null if nobody knows, or if it was bound before.</summary>
    public (PayingAccount Account, PaymentBinding By)? Found { get; set; }

    public static PaymentRow Read(RowFields row)
    {
        var id = row.Required("id", Organisation.LongestName);
        var status = row.Required("status", Organisation.LongestName);
        var amount = MollieAmount.Read(row, "amount", $"payment {Shown.Plain(id)}");
        var metadata = MollieMetadata.Read(row);
        if (metadata.Vat > amount)
        {
            row.Reject($"The VAT of payment {Shown.Plain(id)}, {metadata.Vat}, is larger than its amount, {amount}.");
        }

        var paidAt = row.OptionalPast("paidAt");
        if (string.Equals(row.Plain("mode"), Test, StringComparison.Ordinal))
        {
            row.Reject($"The payment {Shown.Plain(id)} is a test (mode test); only live payments are taken.");
        }

        if (string.Equals(status, Payment.Paid, StringComparison.Ordinal) && paidAt is null)
        {
            row.Reject($"The payment {Shown.Plain(id)} is paid, and does not say when (paidAt).");
        }

        var customer = row.Optional("customerId", Organisation.LongestName) ?? string.Empty;
        var payment = new PaymentRow(
            id,
            customer,
            metadata.AccountId,
            status,
            amount,
            metadata.Vat,
            row.OptionalPast("createdAt") ?? paidAt,
            paidAt,
            MollieAmount.Said(row, "amountRefunded"),
            MollieAmount.Said(row, "amountChargedBack"));
        row.Within("amount", given => payment.AmountText = Text($"{given.Plain("value")} {given.Plain("currency")}"));
        payment.DayText = Text((row.Plain("paidAt") ?? row.Plain("createdAt") ?? string.Empty).Split('T')[0]);
        row.Within("_embedded", embedded =>
        {
            embedded.Each("refunds", inner => payment.Take(inner, payment._refunds, RefundRow.Read(inner, id)));
            embedded.Each("chargebacks", inner => payment.Take(inner, payment._chargebacks, ChargebackRow.Read(inner, id)));
        });
        return payment;
    }

    private static string Text(string given) => Shown.Plain(given.Trim());

    private void Take<TRow>(RowFields inner, List<TRow> rows, TRow row)
    {
        if (inner.Problem is { } problem)
        {
            _rejected.Add((Shown.Plain(inner.Plain("id") ?? Id), problem));
        }
        else
        {
            rows.Add(row);
        }
    }
}

internal sealed class PaymentImport : CollectionImport<Payment, string, PaymentRow>
{
    private static readonly RefundImport s_refunds = new();
    private static readonly ChargebackImport s_chargebacks = new();

    public override string Name => "mollie_payments";

    protected override bool KeepsRefused => true;

    protected override PaymentRow Read(RowFields row) => PaymentRow.Read(row);

    protected override string KeyOf(PaymentRow row) => row.Id;

    /// <summary>
    /// Looks up whose payments they are (docs/product.md L60). One of a customer that no account has or had is rejected, unless it is bound
    /// already. One by link, without a customer, waits for a person to bind it.
    /// </summary>
    protected override async Task<Func<PaymentRow, string?>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<PaymentRow> rows,
        CancellationToken cancel)
    {
        var named = await PaymentBindings.OfIdsAsync(db, rows.Select(row => row.AccountId).OfType<Guid>(), cancel);
        var customers = await PaymentBindings.OfCustomersAsync(db, rows.Select(row => row.CustomerId), cancel);
        foreach (var row in rows)
        {
            row.Found = row.AccountId is { } id && named.TryGetValue(id, out var account) ? (account, PaymentBinding.Metadata)
                : customers.TryGetValue(row.CustomerId, out account) ? (account, PaymentBinding.Customer)
                : null;
        }

        var strangers = rows.Where(row => row.Found is null && row.CustomerId.Length > 0).Select(row => row.Id).ToList();
        var bound = strangers.Count == 0 ? [] : await db.Payments.AsNoTracking()
            .Where(payment => strangers.Contains(payment.Id) && payment.BillingAccountId != null)
            .Select(payment => payment.Id)
            .ToListAsync(cancel);
        var refused = strangers.Except(bound, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        return row => refused.Contains(row.Id) ? $"No billing account has the customer {Shown.Value(row.CustomerId)} (customerId)." : null;
    }

    protected override Task<Dictionary<string, Payment>> ExistingAsync(
        PartnersDb db,
        IReadOnlyList<string> keys,
        CancellationToken cancel) =>
        db.Payments.Where(payment => keys.Contains(payment.Id)).ToDictionaryAsync(payment => payment.Id, StringComparer.Ordinal, cancel);

    protected override Payment New(PaymentRow row, ImportSession session)
    {
        var payment = new Payment(
            row.Id,
            row.CustomerId,
            row.Status,
            row.Amount,
            row.Vat,
            row.CreatedAt ?? session.At,
            row.PaidAt,
            row.RefundedSaid,
            row.ChargedBackSaid);
        Bind(payment, row);
        return payment;
    }

    /// <summary>What was paid stays paid: money that goes back has a row of its own (docs/product.md I21).</summary>
    protected override bool IsEarlierState(Payment entity, PaymentRow row) => IsPaid(entity.Status) && !IsPaid(row.Status);

    protected override bool IsEarlierState(PaymentRow known, PaymentRow row) => IsPaid(known.Status) && !IsPaid(row.Status);

    /// <summary>What was paid is not paid again in another amount: the provider takes a new payment for that.</summary>
    protected override string? Contradicts(Payment entity, PaymentRow row) =>
        entity.IsPaid && entity.Amount != row.Amount
            ? $"The payment {Shown.Plain(row.Id)} was paid with {entity.Amount}, and is {row.Amount} here. It stays what was paid."
            : null;

    protected override void CopyFromPlatform(Payment entity, PaymentRow row)
    {
        entity.CopyFromProvider(
            row.CustomerId,
            row.Status,
            row.Amount,
            row.Vat,
            row.CreatedAt ?? entity.CreatedAt,
            row.PaidAt,
            row.RefundedSaid,
            row.ChargedBackSaid);
        Bind(entity, row);
    }

    /// <summary>
    /// Saves the refunds and chargebacks that came inside the payments like those of their own files (docs/product.md I41).
    /// </summary>
    protected override async Task AfterSavingAsync(
        PartnersDb db,
        ImportBatch<string, PaymentRow> batch,
        ImportSession session,
        CancellationToken cancel)
    {
        await KeepRefusedAsync(db, batch, cancel);
        var rows = batch.Rows.Values;
        await TakeAsync(s_refunds, rows.SelectMany(row => row.Refunds), row => row.Id);
        await TakeAsync(s_chargebacks, rows.SelectMany(row => row.Chargebacks), row => row.Id);
        foreach (var (item, reason) in rows.SelectMany(row => row.Rejected))
        {
            batch.Reject(item, reason);
        }

        async Task TakeAsync<TEntity, TRow>(CollectionImport<TEntity, string, TRow> import, IEnumerable<TRow> found, Func<TRow, string> id)
            where TEntity : class
            where TRow : notnull
        {
            var embedded = new ImportBatch<string, TRow>();
            foreach (var row in found)
            {
                embedded.Take(id(row), row);
            }

            if (embedded.Rows.Count > 0)
            {
                await import.SaveAsync(db, embedded, session, cancel);
            }

            foreach (var (item, reason) in embedded.Rejected)
            {
                batch.Reject(item, reason);
            }
        }
    }

    /// <summary>
    /// Keeps why payments were refused, and forgets it of those that are taken by now. A payment that was taken before stays what it was.
    /// </summary>
    private static async Task KeepRefusedAsync(PartnersDb db, ImportBatch<string, PaymentRow> batch, CancellationToken cancel)
    {
        var refused = batch.Refused
            .Where(one => one.Row.Id.Length > 0)
            .GroupBy(one => one.Row.Id, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);
        var asked = refused.Keys.Concat(batch.Rows.Keys).ToList();
        var known = await db.RefusedPayments
            .Where(one => asked.Contains(one.Id))
            .ToDictionaryAsync(one => one.Id, StringComparer.Ordinal, cancel);
        if (refused.Count == 0 && known.Count == 0)
        {
            return;
        }

        db.RefusedPayments.RemoveRange(known.Values.Where(one => batch.Rows.ContainsKey(one.Id)));
        var ids = refused.Keys.ToList();
        var taken = await db.Payments.AsNoTracking()
            .Where(payment => ids.Contains(payment.Id))
            .Select(payment => payment.Id)
            .ToHashSetAsync(StringComparer.Ordinal, cancel);
        var named = await PaymentBindings.OfIdsAsync(db, refused.Values.Select(one => one.Row.AccountId).OfType<Guid>(), cancel);
        var customers = await PaymentBindings.OfCustomersAsync(db, refused.Values.Select(one => one.Row.CustomerId), cancel);
        foreach (var (id, (row, reason)) in refused.Where(one => !batch.Rows.ContainsKey(one.Key) && !taken.Contains(one.Key)))
        {
            var account = row.AccountId is { } metadata && named.TryGetValue(metadata, out var found) ? found
                : customers.GetValueOrDefault(row.CustomerId);
            if (!known.TryGetValue(id, out var kept))
            {
                kept = db.RefusedPayments.Add(new RefusedPayment(id)).Entity;
            }

            kept.Say(account?.Id, account?.WorkspaceId, row.AmountText, row.DayText, reason);
        }

        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancel);
    }

    private static void Bind(Payment payment, PaymentRow row)
    {
        if (row.Found is { } found)
        {
            payment.Bind(found.Account.Id, found.Account.WorkspaceId, found.By);
        }
    }

    private static bool IsPaid(string status) => string.Equals(status, Payment.Paid, StringComparison.Ordinal);
}
