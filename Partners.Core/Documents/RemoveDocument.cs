using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.Documents;

public sealed record RemoveDocument(Guid RequestId, Guid DocumentId, string? Reason);

public sealed partial class RecordDocuments
{
    /// <summary>
    /// Takes a document off its record, with a reason. The file stays, as everything does. Refused for one that does not count any more,
    /// and without the permission that recording such a record takes.
    /// </summary>
    public Task<Outcome<DocumentDone>> RemoveAsync(Staff who, RemoveDocument command, CancellationToken cancel) =>
        changes.RunAsync<DocumentDone>(who, Permission.Read, command.RequestId, nameof(RemoveDocument), async (change, token) =>
        {
            if (await change.Db.StoredDocuments.SingleOrDefaultAsync(
                found => found.Id == command.DocumentId && found.EndedAt == null, token) is not { } document)
            {
                return new NoSuchDocument();
            }

            if (!who.May(Needs(document.Of)))
            {
                return new NotPermitted(Needs(document.Of));
            }

            if (Reasons.Refuse(command.Reason) is { } refusal)
            {
                return refusal;
            }

            var subject = (await SubjectAsync(change.Db, document.Of, document.RecordId, token))!;
            var because = command.Reason!.Trim();
            document.End(change.Who, because, change.At);
            change.Record(AuditActions.DocumentRemoved, subject, Facts(document), after: null, because);
            return new DocumentDone(document.Id, document.Name);
        }, cancel);
}
