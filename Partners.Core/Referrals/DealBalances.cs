using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>What is owed on one open deal.</summary>
/// <param name="Client">The client: the data owner's or the workspace's name, or the name that the deal was recorded under.</param>
/// <param name="Owed">Negative where more was paid out than was earned.</param>
public sealed record OpenDeal(Guid Id, string Client, Percentage Kickback, Money? Cap, DateOnly? ExpiresOn, Money Earned, Money Owed);

internal static class DealBalances
{
    /// <summary>A partner's open deals with what is owed on each, largest first.</summary>
    public static async Task<IReadOnlyList<OpenDeal>> OpenOfPartnerAsync(PartnersDb db, Guid partnerId, DateOnly today, CancellationToken cancel)
    {
        var query =
            from deal in db.Deals.AsNoTracking().Open(today)
            where deal.PartnerId == partnerId
            join standing in db.DealStandings on deal.Id equals standing.DealId
            join found in db.Workspaces on deal.WorkspaceId equals found.Id into workspaces
            from workspace in workspaces.DefaultIfEmpty()
            select new OpenDeal(
                deal.Id,
                workspace.DataOwnerName ?? workspace.Name ?? deal.ClientName ?? string.Empty,
                standing.Kickback,
                standing.Cap,
                standing.ExpiresOn,
                standing.Earned,
                standing.Owed);
        var deals = await query.ToListAsync(cancel);
        return [.. deals.OrderByDescending(deal => deal.Owed).ThenBy(deal => deal.Client, StringComparer.OrdinalIgnoreCase)];
    }
}
