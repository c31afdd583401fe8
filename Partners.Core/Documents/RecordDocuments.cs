using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;

namespace Partners.Core.Documents;

/// <summary>A document as lists show it.</summary>
/// <param name="EndedBecause">Why it was taken off; null while it counts, and where another took its place.</param>
public sealed record DocumentRow(
    Guid Id,
    DocumentOf Of,
    Guid RecordId,
    string Name,
    int Bytes,
    string Sha256,
    string AttachedByName,
    DateTimeOffset AttachedAt,
    DateTimeOffset? EndedAt,
    string? EndedByName,
    string? EndedBecause);

/// <summary>A paid invoice that may have a document.</summary>
public sealed record InvoiceWithDocument(Guid Id, string Number, DateOnly PaidOn, bool IsCredit);

/// <param name="Name">The file's name.</param>
public sealed record DocumentFile(string Name, byte[] Content);

/// <param name="Name">The file's name.</param>
public sealed record DocumentDone(Guid DocumentId, string Name);

/// <summary>
/// PDFs of agreements, amendments and paid invoices (docs/product.md N11, N12). They are in the database, so a backup has them and their
/// trail together, and no address leads to them but the one that asks for permission.
/// </summary>
public sealed partial class RecordDocuments(ChangeRunner changes, IDbContextFactory<PartnersDb> contexts)
{
    /// <summary>The one input, as refusals name it.</summary>
    public const string Field = "Document";

    /// <summary>Whoever may record such a record may attach its document.</summary>
    public static Permission Needs(DocumentOf of) => of == DocumentOf.Agreement ? Permission.TogglePartner : Permission.EditLedger;

    /// <summary>Of some records of one kind, those that count first, then the latest.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<DocumentRow>> ListAsync(
        Staff who, DocumentOf of, IReadOnlyList<Guid> records, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.StoredDocuments.AsNoTracking()
            .Where(document => document.Of == of && records.Contains(document.RecordId))
            .OrderBy(document => document.EndedAt != null)
            .ThenByDescending(document => document.AttachedAt)
            .ThenByDescending(document => document.Id)
            .Select(document => new DocumentRow(
                document.Id,
                document.Of,
                document.RecordId,
                document.Name,
                document.Bytes,
                document.Sha256,
                document.AttachedByName,
                document.AttachedAt,
                document.EndedAt,
                document.EndedByName,
                document.EndedBecause))
            .ToListAsync(cancel);
    }

    /// <summary>The invoices and credit notes of a deal's client, the latest first.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<InvoiceWithDocument>> InvoicesAsync(Staff who, Guid dealId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.Deals.AsNoTracking()
            .Where(deal => deal.Id == dealId && deal.WorkspaceId != null)
            .Join(db.PaidInvoices, deal => deal.WorkspaceId, invoice => invoice.WorkspaceId, (_, invoice) => invoice)
            .OrderByDescending(invoice => invoice.PaidOn)
            .ThenByDescending(invoice => invoice.Id)
            .Select(invoice => new InvoiceWithDocument(invoice.Id, invoice.Number, invoice.PaidOn, invoice.CreditOf != null))
            .ToListAsync(cancel);
    }

    /// <summary>Also one that does not count any more; null if there is none.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<DocumentFile?> FindAsync(Staff who, Guid documentId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.StoredDocuments.AsNoTracking()
            .Where(document => document.Id == documentId)
            .Select(document => new DocumentFile(document.Name, document.Content))
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>The record on whose trail it stands; null if there is none.</summary>
    private static async Task<AuditSubject?> SubjectAsync(PartnersDb db, DocumentOf of, Guid recordId, CancellationToken cancel)
    {
        switch (of)
        {
            case DocumentOf.Agreement:
                return await db.PartnerAgreements.Where(agreement => agreement.Id == recordId)
                    .Join(db.Organisations, agreement => agreement.OrganisationId, found => found.Id, (_, found) => found)
                    .SingleOrDefaultAsync(cancel) is { } organisation
                    ? organisation.Subject() with { Version = null }
                    : null;
            case DocumentOf.Terms:
                return await db.Deals.SingleOrDefaultAsync(found => found.Terms.Any(terms => terms.Id == recordId), cancel) is { } deal
                    ? deal.Subject(await DealChanges.NameAsync(db, deal, cancel)) with { Version = null }
                    : null;
            default:
                return await db.PaidInvoices.SingleOrDefaultAsync(found => found.Id == recordId, cancel) is { } invoice
                    ? new("invoice", invoice.Id.ToString(), $"invoice {invoice.Number}", null, Version: null, invoice.WorkspaceId)
                    : null;
        }
    }

    private static object Facts(StoredDocument document) =>
        new { Document = document.Name, document.Of, document.Bytes, document.Sha256 };
}
