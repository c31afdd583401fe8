using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Referrals;

namespace Partners.Core.ExternalLed;

/// <summary>Which deal a client's card shows (docs/product.md P11).</summary>
internal static class ClientDeals
{
    /// <summary>The running deal that started last; otherwise the next to start; null if there is none.</summary>
    /// <param name="open">Deals that run or have yet to start.</param>
    public static DealSummary? ForCard(IEnumerable<DealSummary> open, DateOnly today) => open
        .OrderBy(deal => deal.StartsOn > today)
        .ThenBy(deal => Math.Abs(today.DayNumber - deal.StartsOn.DayNumber))
        .ThenByDescending(deal => deal.DealId)
        .FirstOrDefault();

    /// <summary>The clients that show one of these deals.</summary>
    internal static IQueryable<PipelineEntry> Showing(PartnersDb db, IReadOnlyCollection<Guid> deals) =>
        db.PipelineEntries.Where(client => client.DealId != null && deals.Contains(client.DealId.Value));

    /// <summary>The open deals of these workspaces, without those posted.</summary>
    /// <remarks>A list that could hold null would be compared with every open deal.</remarks>
    internal static IQueryable<Deal> Others(
        PartnersDb db, IReadOnlyCollection<Guid> workspaces, IReadOnlyCollection<Guid> posted, DateOnly today) =>
        db.Deals.Open(today)
            .Where(deal => deal.WorkspaceId != null && workspaces.Contains(deal.WorkspaceId.Value) && !posted.Contains(deal.Id));

    /// <summary>Updates the deal shown beside each client when deals are saved, including clients that showed one of them before.</summary>
    /// <param name="posted">Deals whose summaries are already up to date in the context.</param>
    public static async Task UpdateClientsAsync(PartnersDb db, IReadOnlyList<Deal> posted, DateOnly today, CancellationToken cancel)
    {
        var ids = posted.Select(deal => deal.Id).ToList();
        var workspaces = posted.Select(deal => deal.WorkspaceId).OfType<Guid>().Distinct().ToList();
        // Two lookups: with "or" between them, SQLite reads all clients.
        var clients = (await db.PipelineEntries.Where(client => workspaces.Contains(client.WorkspaceId)).ToListAsync(cancel))
            .Union(await Showing(db, ids).ToListAsync(cancel))
            .ToList();
        if (clients.Count == 0)
        {
            return;
        }

        var others = await Others(db, clients.ConvertAll(client => client.WorkspaceId), ids, today)
            .Join(
                db.DealSummaries.AsNoTracking(),
                deal => deal.Id,
                summary => summary.DealId,
                (deal, summary) => new { deal.WorkspaceId, summary })
            .ToListAsync(cancel);
        var open = posted.Where(deal => deal.IsOpen(today))
            .Join(db.DealSummaries.Local, deal => deal.Id, summary => summary.DealId, (deal, summary) => new { deal.WorkspaceId, summary })
            .Concat(others)
            .ToLookup(deal => deal.WorkspaceId, deal => deal.summary);
        clients.ForEach(client => client.Pair(ForCard(open[client.WorkspaceId], today)));
    }
}
