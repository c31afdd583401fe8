using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;

namespace Partners.Core.Handoffs;

/// <summary>A partner's handoffs that are neither completed nor cancelled (<see cref="OrganisationTies"/>).</summary>
internal static class PartnerHandoffs
{
    /// <summary>Oldest first.</summary>
    public static async Task<IReadOnlyList<PendingHandoff>> OfPartnerAsync(PartnersDb db, Guid partnerId, CancellationToken cancel) =>
        await db.Handoffs.AsNoTracking()
            .Where(handoff => handoff.PartnerId == partnerId
                && (handoff.Status == HandoffStatus.Draft || handoff.Status == HandoffStatus.Scheduled))
            .Join(
                db.Workspaces,
                handoff => handoff.WorkspaceId,
                workspace => workspace.Id,
                (handoff, workspace) => new { handoff, workspace })
            .OrderBy(found => found.handoff.PreparedAt)
            .Select(found => new PendingHandoff(
                found.handoff.Id,
                found.workspace.Name,
                found.handoff.Status == HandoffStatus.Scheduled,
                found.handoff.PreparedByName,
                found.handoff.PreparedAt))
            .ToListAsync(cancel);
}
