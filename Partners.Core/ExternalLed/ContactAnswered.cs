using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Consent;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.ExternalLed;

/// <summary>
/// What follows when the partner answers the link about contacting its client (docs/product.md P19): the answer stands on the card, and
/// moves nothing. The link holds while partner, workspace and client are called as it says, and the card is neither dismissed nor
/// graduated.
/// </summary>
internal static class ContactAnswered
{
    public static readonly ConsentTopic Topic = new(
        ConsentPurpose.ClientContact,
        [CandidateSubjects.Candidate, WorkspaceSubjects.Workspace],
        HoldsAsync,
        AnsweredAsync);

    private static async Task<bool> HoldsAsync(PartnersDb db, ConsentLink link, CancellationToken cancel) =>
        await db.Candidates.SingleOrDefaultAsync(found => found.Id == link.SubjectId, cancel) is { } card
        && card.Stage.RefuseOver() is null
        && await ContactFacts.FindAsync(db, link.SubjectId, cancel) is { } facts
        && link.ItemId == facts.PartnerId
        && link.Print == facts.Print;

    private static async Task AnsweredAsync(Change change, AnsweredConsent answered, CancellationToken cancel)
    {
        var link = answered.Link;
        var card = await change.Db.Candidates.SingleAsync(found => found.Id == link.SubjectId, cancel);
        var facts = (await ContactFacts.FindAsync(change.Db, link.SubjectId, cancel))!;
        change.Record(
            AuditActions.ContactAnswered,
            card.Subject(facts.Name, isUnchanged: true),
            new { Link = answered.Before },
            new { Link = link.Facts() },
            link.Reason);
    }
}
