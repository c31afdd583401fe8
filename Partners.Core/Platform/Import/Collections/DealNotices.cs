using Partners.Core.Audit;
using Partners.Core.Persistence;
using Partners.Core.Referrals;

namespace Partners.Core.Platform.Import.Collections;

/// <summary>What an import noticed at one deal: an entry of the deal's own trail, beside the import's single one.</summary>
/// <param name="Before">The terms here, or when the row was deleted.</param>
/// <param name="After">The platform's.</param>
internal sealed record NoticedAtDeal(Deal Deal, string Action, object? Before, object? After);

internal static class DealNotices
{
    public static NoticedAtDeal OfDifference(Deal deal, PlatformTerms terms, TermFields opened) =>
        new(deal, AuditActions.DealDiffers, TermFacts.Of(deal, opened), terms.Facts(opened));

    /// <summary>The row was deleted, or is back. Opens or closes that for a person to decide.</summary>
    public static void OfDeletion(Deal deal, PlatformTerms terms, List<NoticedAtDeal> noticed)
    {
        if (deal.DeletedOnPlatformAt is { } at)
        {
            terms.OpenDeletion();
            noticed.Add(new(deal, AuditActions.DealDeletedOnPlatform, null, new { DeletedOnPlatformAt = at, deal.EndedOn }));
        }
        else
        {
            terms.CloseDeletion();
            noticed.Add(new(deal, AuditActions.DealBackOnPlatform, null, deal.Facts()));
        }
    }

    public static async Task RecordAsync(
        PartnersDb db,
        IReadOnlyList<NoticedAtDeal> noticed,
        ImportSession session,
        CancellationToken cancel)
    {
        if (noticed.Count == 0)
        {
            return;
        }

        var deals = noticed.Select(notice => notice.Deal).Distinct().ToList();
        var names = await DealChanges.NamesAsync(db, deals, cancel);
        await AuditChain.AppendAsync(
            db,
            noticed.Select(notice => new AuditFacts(
                session.At,
                session.Who.Subject,
                session.Who.Name,
                notice.Action,
                notice.Deal.Subject(names[notice.Deal.Id]),
                notice.Before is null ? null : CanonicalJson.Of(notice.Before),
                notice.After is null ? null : CanonicalJson.Of(notice.After),
                "An import read it in the platform's ledger",
                session.RunId)),
            cancel);
    }
}
