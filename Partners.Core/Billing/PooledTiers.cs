using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;

namespace Partners.Core.Billing;

/// <summary>The tiers of organisations, read from their pooled accounts (<see cref="OrganisationTies"/>).</summary>
internal static class PooledTiers
{
    /// <summary>In one query. The newest account counts if an import brought several.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> OfAsync(
        PartnersDb db,
        IReadOnlyList<Guid> organisations,
        CancellationToken cancel)
    {
        var accounts = await db.BillingAccounts.AsNoTracking()
            .Where(account => account.DeletedAt == null
                && account.OrganisationId != null
                && organisations.Contains(account.OrganisationId.Value))
            .Select(account => new { OrganisationId = account.OrganisationId!.Value, account.Tier, account.CreatedAt })
            .ToListAsync(cancel);
        return accounts
            .GroupBy(account => account.OrganisationId)
            .ToDictionary(found => found.Key, found => found.MaxBy(account => account.CreatedAt)!.Tier.ToString());
    }
}
