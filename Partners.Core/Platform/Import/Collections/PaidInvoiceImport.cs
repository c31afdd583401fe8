using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import.Collections;

/// <param name="Net">Positive, also for a credit note.</param>
internal sealed record PaidInvoiceRow(
    string Number,
    Guid AccountId,
    Money Net,
    Money Vat,
    DateOnly PaidOn,
    string? CreditOf)
{
    private const string Euro = "EUR";

    /// <summary>The account's workspace, once it is looked up.</summary>
    public Guid? WorkspaceId { get; set; }

    /// <summary>The number within the account, as it is compared.</summary>
    public string Key => KeyOf(AccountId, SearchKey.Of(Number));

    public static string KeyOf(Guid account, string number) => $"{account}/{number}";

    public static PaidInvoiceRow Read(RowFields row)
    {
        var number = row.Required("number", PaidInvoice.LongestNumber);
        if (number.Any(char.IsControl))
        {
            row.Reject("The field number holds a character that cannot be seen.");
        }

        var creditOf = row.Optional("credit_of", PaidInvoice.LongestNumber);
        var currency = row.Optional("currency", PaidInvoice.LongestNumber) ?? Euro;
        if (!string.Equals(currency, Euro, StringComparison.Ordinal))
        {
            row.Reject($"The invoice {Shown.Plain(number)} is in {Shown.Value(currency)}; only {Euro} is taken.");
        }

        var invoice = new PaidInvoiceRow(
            number,
            row.Id("billing_account_id"),
            Euros(row, "net", isCredit: creditOf is not null) ?? row.Missing<Money>("net"),
            Euros(row, "vat", isCredit: creditOf is not null) ?? Money.Zero,
            row.Day("paid_on"),
            creditOf);
        if (row.Problem is null && InvoiceRules.Refuse(invoice.Net, invoice.Vat, invoice.PaidOn, row.Today) is { } problem)
        {
            row.Reject(problem);
        }

        return invoice;
    }

    /// <summary>A credit note may have its amounts below zero.</summary>
    private static Money? Euros(RowFields row, string field, bool isCredit)
    {
        if (row.Decimal(field) is not { } euros)
        {
            return null;
        }

        if (Money.TryFromEuros(isCredit ? Math.Abs(euros) : euros, out var money))
        {
            return money;
        }

        row.Reject($"The field {field} is finer than a cent, or too large: {Shown.Value(euros)}.");
        return null;
    }
}

/// <summary>
/// What managed clients paid by invoice (docs/product.md L64). One number of one account once: the same again changes nothing, and another
/// is rejected, because a credit note corrects an invoice.
/// </summary>
internal sealed class PaidInvoiceImport : CollectionImport<PaidInvoice, string, PaidInvoiceRow>
{
    public override string Name => "paid_invoices";

    public override bool IsOptional => true;

    protected override PaidInvoiceRow Read(RowFields row) => PaidInvoiceRow.Read(row);

    protected override string KeyOf(PaidInvoiceRow row) => row.Key;

    protected override async Task<Func<PaidInvoiceRow, string?>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<PaidInvoiceRow> rows,
        CancellationToken cancel)
    {
        var accounts = await PaymentBindings.OfIdsAsync(db, rows.Select(row => row.AccountId), cancel);
        var ids = accounts.Keys.ToList();
        var known = await db.PaidInvoices.AsNoTracking().Where(invoice => ids.Contains(invoice.BillingAccountId)).ToListAsync(cancel);
        var byKey = known.ToDictionary(
            invoice => PaidInvoiceRow.KeyOf(invoice.BillingAccountId, invoice.NumberKey),
            StringComparer.Ordinal);
        var credits = known.Where(invoice => invoice.CreditOf is not null)
            .GroupBy(invoice => PaidInvoiceRow.KeyOf(invoice.BillingAccountId, SearchKey.Of(invoice.CreditOf!)), StringComparer.Ordinal)
            .ToDictionary(notes => notes.Key, notes => notes.ToList(), StringComparer.Ordinal);

        // Invoices of the same file come before their credit notes, wherever they stand in it.
        foreach (var row in rows.Where(row => row.CreditOf is null && accounts.ContainsKey(row.AccountId)))
        {
            byKey.TryAdd(row.Key, New(row, by: null, default));
        }

        return row =>
        {
            if (!accounts.TryGetValue(row.AccountId, out var account))
            {
                return Parents.Unknown("billing account", "billing_account_id", row.AccountId);
            }

            row.WorkspaceId = account.WorkspaceId;
            if (byKey.TryGetValue(row.Key, out var same) && !same.IsSame(row.Net, row.Vat, row.PaidOn, row.CreditOf))
            {
                return $"Invoice {Shown.Plain(row.Number)} of this account is known with {same.Net} net and {same.Vat} VAT, paid on "
                    + $"{same.PaidOn:yyyy-MM-dd}. It is never edited: a credit note corrects it.";
            }

            if (row.CreditOf is null || same is not null)
            {
                return null;
            }

            var of = PaidInvoiceRow.KeyOf(row.AccountId, SearchKey.Of(row.CreditOf));
            if (!credits.TryGetValue(of, out var others))
            {
                credits[of] = others = [];
            }

            if (InvoiceRules.RefuseCredit(row.CreditOf, byKey.GetValueOrDefault(of), others, row.Net, row.Vat, row.PaidOn) is { } refused)
            {
                return refused;
            }

            others.Add(New(row, by: null, default));
            return null;
        };
    }

    protected override async Task<Dictionary<string, PaidInvoice>> ExistingAsync(
        PartnersDb db,
        IReadOnlyList<string> keys,
        CancellationToken cancel)
    {
        var accounts = keys.Select(key => Guid.Parse(key.AsSpan(0, key.IndexOf('/', StringComparison.Ordinal)))).Distinct().ToList();
        var wanted = keys.ToHashSet(StringComparer.Ordinal);
        var known = await db.PaidInvoices.Where(invoice => accounts.Contains(invoice.BillingAccountId)).ToListAsync(cancel);
        return known.Select(invoice => (Key: PaidInvoiceRow.KeyOf(invoice.BillingAccountId, invoice.NumberKey), Invoice: invoice))
            .Where(invoice => wanted.Contains(invoice.Key))
            .ToDictionary(invoice => invoice.Key, invoice => invoice.Invoice, StringComparer.Ordinal);
    }

    protected override PaidInvoice New(PaidInvoiceRow row, ImportSession session) => New(row, session.Who, session.At);

    /// <summary>It says the same, or it would have been rejected.</summary>
    protected override void CopyFromPlatform(PaidInvoice entity, PaidInvoiceRow row)
    {
    }

    private static PaidInvoice New(PaidInvoiceRow row, Access.Staff? by, DateTimeOffset at) => new(
        row.AccountId,
        row.WorkspaceId,
        row.Number,
        row.Net,
        row.Vat,
        row.PaidOn,
        row.CreditOf,
        by ?? Access.Staff.TheConsoleItself(Access.Permission.None),
        at == default ? DateTimeOffset.UnixEpoch : at);
}
