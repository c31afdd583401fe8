using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Consent;
using Partners.Core.Persistence;

namespace Partners.Core.Handoffs;

/// <summary>
/// What follows when the partner answers the link about its copies (docs/product.md H38): a yes is a certificate, signed on that day; a no
/// stands on the record and certifies nothing. Once another certificate is recorded, the link holds no longer.
/// </summary>
internal static class CertificateAnswered
{
    /// <summary>How a certificate by link was received.</summary>
    private const string Received = "by link";

    public static readonly ConsentTopic Topic = new(ConsentPurpose.Certificate, [HandoffSubjects.Handoff], HoldsAsync, AnsweredAsync);

    /// <summary>The number of the certificate that counts, so that a newer one is seen.</summary>
    public static async Task<string> PrintAsync(PartnersDb db, Guid handoffId, CancellationToken cancel) =>
        $"certificate {await db.HandoffCertificates.CountAsync(found => found.HandoffId == handoffId, cancel)}";

    private static async Task<bool> HoldsAsync(PartnersDb db, ConsentLink link, CancellationToken cancel) =>
        await db.Handoffs.AnyAsync(found => found.Id == link.SubjectId && found.Status == HandoffStatus.Completed, cancel)
        && link.Print == await PrintAsync(db, link.SubjectId, cancel);

    private static async Task AnsweredAsync(Change change, AnsweredConsent answered, CancellationToken cancel)
    {
        var link = answered.Link;
        var (handoff, workspace) = (await change.FindHandoffAsync(link.SubjectId, cancel))!.Value;
        var isYes = link.Answer == ConsentAnswer.Yes;
        if (isYes)
        {
            var number = await change.Db.HandoffCertificates.CountAsync(found => found.HandoffId == handoff.Id, cancel) + 1;
            var facts = new CertificateFacts(
                link.PersonName,
                change.Today,
                Enum.Parse<CopiesFate>(link.Choice!),
                Received,
                Notes: null);
            change.Db.HandoffCertificates.Add(
                new(handoff.Id, number, facts, number == 1 ? null : "Answered by link", change.Who, change.At));
            handoff.Certify(change.Today);
        }

        // Of two certificates of one day the handoff knows the day only, and does not change.
        var isNew = !change.Db.Entry(handoff).ChangesContent();
        change.Record(
            AuditActions.ConsentAnswered,
            handoff.Subject(workspace, isNew),
            new { Link = answered.Before },
            new { Link = link.Facts() },
            link.Reason);
    }
}
