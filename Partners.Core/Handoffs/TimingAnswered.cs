using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Consent;
using Partners.Core.Persistence;

namespace Partners.Core.Handoffs;

/// <summary>
/// What follows when a side answers its link about the timing (docs/product.md H35): a yes is that side's confirmation; a no or another day
/// takes back what was recorded for it, and a handoff that was scheduled is a draft again.
/// </summary>
internal static class TimingAnswered
{
    /// <summary>How a confirmation by link was given.</summary>
    public const string How = "by link";

    public static readonly ConsentTopic Topic = new(ConsentPurpose.HandoffTiming, [HandoffSubjects.Handoff], HoldsAsync, AnsweredAsync);

    private static async Task<bool> HoldsAsync(PartnersDb db, ConsentLink link, CancellationToken cancel) =>
        await db.Handoffs.SingleOrDefaultAsync(found => found.Id == link.SubjectId, cancel) is { IsPending: true } handoff
        && link.Print == PlanPrint.Of(handoff.Plan);

    private static async Task AnsweredAsync(Change change, AnsweredConsent answered, CancellationToken cancel)
    {
        var link = answered.Link;
        var (handoff, workspace) = (await change.FindHandoffAsync(link.SubjectId, cancel))!.Value;
        var timing = handoff.Plan.Timing;
        var known = link.Side == ConsentSide.Partner ? timing.Partner : timing.Client;
        var said = link.Answer == ConsentAnswer.Yes
            ? new Confirmation(link.PersonName, change.Today, How, link.Day) { PlanPrint = link.Print }
            : null;
        if (said != known)
        {
            handoff.Hear(link.Side, said);
        }

        change.Record(
            AuditActions.ConsentAnswered,
            handoff.Subject(workspace, isNew: handoff.Plan.Timing == timing),
            new { Link = answered.Before, Timing = timing },
            new { Link = link.Facts(), handoff.Plan.Timing },
            link.Reason);
    }
}
