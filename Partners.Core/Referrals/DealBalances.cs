using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

internal static class DealBalances
{
    /// <summary>A partner's open deals with what is owed on each, largest first.</summary>
    public static async Task<IReadOnlyList<OpenDeal>> OpenOfPartnerAsync(
        PartnersDb db,
        Guid partnerId,
        DateOnly today,
        CancellationToken cancel)
    {
        var query =
            from deal in db.Deals.AsNoTracking().Open(today)
            where deal.PartnerId == partnerId
            join summary in db.DealSummaries on deal.Id equals summary.DealId
            join found in db.Workspaces on deal.WorkspaceId equals found.Id into workspaces
            from workspace in workspaces.DefaultIfEmpty()
            select new OpenDeal(
                deal.Id,
                workspace.DataOwnerName ?? workspace.Name ?? deal.ClientName ?? string.Empty,
                summary.Kickback,
                summary.Cap,
                summary.ExpiresOn,
                summary.Earned,
                summary.Owed);
        var deals = await query.ToListAsync(cancel);
        return [.. deals.OrderByDescending(deal => deal.Owed).ThenBy(deal => deal.Client, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>What a partner is owed over all its deals, those that are over included; null if it has none.</summary>
    public static async Task<PartnerBalance?> OfPartnerAsync(PartnersDb db, Guid partnerId, CancellationToken cancel)
    {
        var deals = await db.DealSummaries.AsNoTracking()
            .Where(deal => deal.PartnerId == partnerId)
            .Select(deal => new { deal.Earned, deal.PaidOut, deal.Owed })
            .ToListAsync(cancel);
        return deals.Count == 0 ? null : new(
            deals.Count,
            Money.Sum(deals.Select(deal => deal.Earned)),
            Money.Sum(deals.Select(deal => deal.PaidOut)),
            Money.Sum(deals.Select(deal => Money.Max(deal.Owed, Money.Zero))),
            -Money.Sum(deals.Select(deal => Money.Min(deal.Owed, Money.Zero))));
    }
}
