using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.Documents;

/// <param name="Name">The file's name.</param>
public sealed record AttachDocument(Guid RequestId, DocumentOf Of, Guid RecordId, string? Name, byte[] Content);

public sealed partial class RecordDocuments
{
    /// <summary>
    /// Attaches a PDF to a record, in place of the one before. Refused for what is no whole PDF, for the same file again, and without the
    /// permission that recording such a record takes.
    /// </summary>
    public Task<Outcome<DocumentDone>> AttachAsync(Staff who, AttachDocument command, CancellationToken cancel) =>
        changes.RunAsync<DocumentDone>(who, Permission.Read, command.RequestId, nameof(AttachDocument), async (change, token) =>
        {
            if (!who.May(Needs(command.Of)))
            {
                return new NotPermitted(Needs(command.Of));
            }

            if (await SubjectAsync(change.Db, command.Of, command.RecordId, token) is not { } subject)
            {
                return new NoSuchRecordForDocument();
            }

            if (PdfContent.Refuse(command.Content) is { } refusal)
            {
                return refusal;
            }

            var hash = Convert.ToHexStringLower(SHA256.HashData(command.Content));
            var before = await change.Db.StoredDocuments.SingleOrDefaultAsync(
                found => found.Of == command.Of && found.RecordId == command.RecordId && found.EndedAt == null, token);
            if (before?.Sha256 == hash)
            {
                return new SameDocument();
            }

            before?.End(change.Who, because: null, change.At);
            var document = new StoredDocument(
                command.Of, command.RecordId, NameOf(command.Name), command.Content, hash, change.Who, change.At);
            change.Db.Add(document);
            change.Record(
                AuditActions.DocumentAttached, subject, before is null ? null : Facts(before), Facts(document), reason: null);
            return new DocumentDone(document.Id, document.Name);
        }, cancel);

    /// <summary>The last part of a path, in a length that a file system takes, without what a header or a shell reads.</summary>
    private static string NameOf(string? typed)
    {
        var last = (typed ?? string.Empty).Split('/', '\\')[^1];
        var plain = string.Concat(last.Select(letter => char.IsLetterOrDigit(letter) || " .-_()".Contains(letter, StringComparison.Ordinal)
            ? letter
            : '_')).Trim(' ', '.');
        var name = plain.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) ? plain[..^4] : plain;
        name = name[..Math.Min(name.Length, StoredDocument.LongestName - 4)];
        return $"{(name.Length == 0 ? "document" : name)}.pdf";
    }
}
