using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.ExternalLed;

namespace Partners.Core.Handoffs;

/// <summary>The transfer's step that graduates the client's card.</summary>
internal static class GraduateCard
{
    public static async Task GraduateCardAsync(this Transfer transfer, SignalSettings signals, CancellationToken cancel)
    {
        var change = transfer.Change;
        if (await change.Db.Candidates.SingleOrDefaultAsync(found => found.Id == transfer.Handoff.WorkspaceId, cancel) is not { } card)
        {
            return;
        }

        var before = card.Facts();
        card.Graduate(change.At);
        (await change.Db.PipelineEntries.SingleOrDefaultAsync(found => found.WorkspaceId == card.Id, cancel))?.CopyCard(card, signals);
        change.Record(
            AuditActions.CandidateGraduated,
            card.Subject($"{transfer.Facts.Partner.Name} – {transfer.Facts.Workspace.DataOwnerName ?? transfer.Facts.Workspace.Name}"),
            before,
            card.Facts(),
            transfer.Why);
    }
}
