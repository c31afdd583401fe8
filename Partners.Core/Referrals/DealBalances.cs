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
    // Translated once: to look up what was translated before takes longer than this takes to answer.
    private static readonly Func<PartnersDb, Guid, IAsyncEnumerable<Found>> s_ofPartner = EF.CompileAsyncQuery((PartnersDb db, Guid partnerId) =>
        from deal in db.Deals.AsNoTracking()
        where deal.PartnerId == partnerId
        join standing in db.DealStandings on deal.Id equals standing.DealId
        join found in db.Workspaces on deal.WorkspaceId equals found.Id into workspaces
        from workspace in workspaces.DefaultIfEmpty()
        select new Found(deal, new OpenDeal(
            deal.Id,
            workspace.DataOwnerName ?? workspace.Name ?? deal.ClientName ?? string.Empty,
            standing.Kickback,
            standing.Cap,
            standing.ExpiresOn,
            standing.Earned,
            standing.Owed)));

    /// <summary>A partner's open deals with what is owed on each, largest first.</summary>
    public static async Task<IReadOnlyList<OpenDeal>> OpenOfPartnerAsync(PartnersDb db, Guid partnerId, DateOnly today, CancellationToken cancel)
    {
        var deals = await s_ofPartner(db, partnerId).Where(found => found.Deal.IsOpen(today)).Select(found => found.Balance).ToListAsync(cancel);
        return [.. deals.OrderByDescending(deal => deal.Owed).ThenBy(deal => deal.Client, StringComparer.OrdinalIgnoreCase)];
    }

    private sealed record Found(Deal Deal, OpenDeal Balance);
}
