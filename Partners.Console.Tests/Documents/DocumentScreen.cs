using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Browser;
using Partners.Console.Tests.Support;
using Partners.Core.Documents;
using Partners.Core.Referrals;

namespace Partners.Console.Tests.Documents;

/// <summary>Documents in the demonstration, which has none.</summary>
internal static class DocumentScreen
{
    /// <summary>One that counts and one taken off, for the terms and an invoice of a deal and for the partner's agreement.</summary>
    public static async Task AddDocumentsAsync(this DemonstrationConsole console, string client)
    {
        var id = await console.DealOfAsync(client);
        var deal = await console.QueryAsync(db => db.Deals.Include(found => found.Terms).SingleAsync(found => found.Id == id));
        var agreement = await console.QueryAsync(db =>
            db.PartnerAgreements.Where(found => found.OrganisationId == deal.PartnerId).Select(found => found.Id).FirstAsync());
        if (await console.QueryAsync(db => db.StoredDocuments.AnyAsync(found => found.RecordId == agreement)))
        {
            return;
        }

        var account = await console.QueryAsync(db =>
            db.Workspaces.Where(found => found.Id == deal.WorkspaceId).Select(found => found.BillingAccountId!.Value).SingleAsync());
        var invoice = new PaidInvoice(
            account,
            deal.WorkspaceId,
            "2026-17",
            new(100_00),
            new(21_00),
            new(2026, 9, 1),
            creditOf: null,
            Make.CommercialOwner,
            FixedClock.Noon);
        await console.AddAsync(
        [
            invoice,
            .. Two(DocumentOf.Agreement, agreement, "Overeenkomst"),
            .. Two(DocumentOf.Terms, deal.Terms[0].Id, "Aanhangsel"),
            .. Two(DocumentOf.Invoice, invoice.Id, "Factuur"),
        ]);
    }

    private static StoredDocument[] Two(DocumentOf of, Guid record, string name)
    {
        var gone = new StoredDocument(of, record, $"{name} (concept).pdf", [1], "hash", Make.CommercialOwner, FixedClock.Noon);
        gone.End(Make.CommercialOwner, "Not the signed one.", FixedClock.Noon);
        return [gone, new StoredDocument(of, record, $"{name}.pdf", [2], "hash", Make.CommercialOwner, FixedClock.Noon)];
    }
}
