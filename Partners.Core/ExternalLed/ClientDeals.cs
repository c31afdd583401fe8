using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Referrals;

namespace Partners.Core.ExternalLed;

/// <summary>Which deal a client's card shows (docs/product.md P11).</summary>
internal static class ClientDeals
{
    /// <summary>The running deal that started last; otherwise the next to start; null if there is none.</summary>
    /// <param name="open">Deals that run or have yet to start.</param>
    public static DealStanding? BesideCard(IEnumerable<DealStanding> open, DateOnly today) => open
        .OrderBy(deal => deal.StartsOn > today)
        .ThenBy(deal => Math.Abs(today.DayNumber - deal.StartsOn.DayNumber))
        .ThenByDescending(deal => deal.DealId)
        .FirstOrDefault();

    /// <summary>Updates the deal shown beside each client when deals are saved, including clients that showed one of them before.</summary>
    /// <param name="posted">Deals whose standings are already up to date in the context.</param>
    public static async Task PairAsync(PartnersDb db, IReadOnlyList<Deal> posted, DateOnly today, CancellationToken cancel)
    {
        var ids = posted.Select(deal => deal.Id).ToList();
        var workspaces = posted.Select(deal => deal.WorkspaceId).OfType<Guid>().Distinct().ToList();
        var clients = await db.ClientStandings
            .Where(client => workspaces.Contains(client.WorkspaceId) || (client.DealId != null && ids.Contains(client.DealId.Value)))
            .ToListAsync(cancel);
        if (clients.Count == 0)
        {
            return;
        }

        var asked = clients.ConvertAll(client => (Guid?)client.WorkspaceId);
        var others = await (
            from deal in db.Deals.Open(today)
            where asked.Contains(deal.WorkspaceId) && !ids.Contains(deal.Id)
            join standing in db.DealStandings.AsNoTracking() on deal.Id equals standing.DealId
            select new { deal.WorkspaceId, standing }).ToListAsync(cancel);
        var open = posted.Where(deal => deal.IsOpen(today))
            .Join(db.DealStandings.Local, deal => deal.Id, standing => standing.DealId, (deal, standing) => new { deal.WorkspaceId, standing })
            .Concat(others)
            .ToLookup(deal => deal.WorkspaceId, deal => deal.standing);
        clients.ForEach(client => client.Pair(BesideCard(open[client.WorkspaceId], today)));
    }
}
