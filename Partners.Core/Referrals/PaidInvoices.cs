using Partners.Core.Values;

namespace Partners.Core.Referrals;

internal static class PaidInvoices
{
    /// <summary>True for a credit note on the invoice.</summary>
    public static bool IsCreditOf(this PaidInvoice note, PaidInvoice invoice) =>
        note.BillingAccountId == invoice.BillingAccountId && note.CreditOf is { } of && SearchKey.Of(of) == invoice.NumberKey;

    /// <summary>The invoices of one client as payments, with their credit notes.</summary>
    public static IEnumerable<ClientPayment> Plain(IEnumerable<PaidInvoice> ofClient)
    {
        var all = ofClient.OrderBy(invoice => invoice.RecordedAt).ThenBy(invoice => invoice.Id).ToList();
        var sources = all
            .GroupBy(invoice => invoice.NumberKey, StringComparer.Ordinal)
            .SelectMany(same => same.Select((invoice, index) => (invoice.Id, Source: LineSources.OfInvoice(invoice.Number, index))))
            .ToDictionary(invoice => invoice.Id, invoice => invoice.Source);
        return all.Where(invoice => invoice.CreditOf is null).Select(invoice => new ClientPayment(
            sources[invoice.Id],
            invoice.PaidOn,
            invoice.Net + invoice.Vat,
            invoice.Vat,
            [
                .. all.Where(note => note.IsCreditOf(invoice)).Select(note => new GoneBack(
                    sources[note.Id],
                    LineKind.CreditNote,
                    note.PaidOn,
                    note.Net + note.Vat,
                    Why: $"It credits invoice {invoice.Number}.",
                    Net: note.Net)),
            ],
            Kind: LineKind.Invoice));
    }
}
