using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Referrals;

/// <summary>The deal after a command.</summary>
/// <param name="Name">Partner – client.</param>
/// <param name="Owed">After posting.</param>
public sealed record DealChanged(Guid DealId, string Name, Money Earned, Money Owed);

/// <summary>
/// The terms of deals (docs/product.md L10, L11, L12, L13, L14, L15). Each command saves the deal, its lines, the audit entry and the
/// platform changes together.
/// </summary>
public sealed partial class ReferralLedger(ChangeRunner changes, LedgerPosting posting)
{
    private async Task<DealChanged> PostedAsync(Change change, Deal deal, string name, CancellationToken cancel)
    {
        // A command may have made the deal what the platform says, which closes that difference.
        (await change.Db.PlatformTerms.SingleOrDefaultAsync(terms => terms.DealId == deal.Id, cancel))?.Compare(deal);
        var summary = await posting.PostAsync(change, deal, cancel);
        return new(deal.Id, name, summary.Earned, summary.Owed);
    }

    /// <summary>The client's name; null if this is not a live external-client workspace of the partner.</summary>
    private static Task<string?> ClientAsync(PartnersDb db, Guid workspaceId, Guid partnerId, CancellationToken cancel) =>
        db.Workspaces.AsNoTracking()
            .Where(workspace =>
                workspace.Id == workspaceId
                && workspace.OrganisationId == partnerId
                && workspace.DeletedAt == null
                && workspace.UsageContext == UsageContext.External)
            .Select(workspace => workspace.DataOwnerName ?? workspace.Name)
            .SingleOrDefaultAsync(cancel);

    /// <summary>Two deals of one partner for one workspace or one named client may not overlap (docs/product.md L11).</summary>
    private static async Task<Refusal?> RefuseOverlapAsync(PartnersDb db, Deal deal, string client, CancellationToken cancel)
    {
        var others = await db.Deals.AsNoTracking()
            .Where(other =>
                other.PartnerId == deal.PartnerId
                && other.Id != deal.Id
                && other.WorkspaceId == deal.WorkspaceId
                && other.VoidedAt == null
                && other.DeletedAt == null)
            .ToListAsync(cancel);
        var lastDay = DealStatuses.LastDay(deal.ExpiresOn, deal.EndedOn);
        return others
            .Where(other =>
                deal.WorkspaceId is not null
                || string.Equals(
                    SearchKey.Of(other.ClientName ?? string.Empty),
                    SearchKey.Of(deal.ClientName ?? string.Empty),
                    StringComparison.Ordinal))
            .Select(other => (other.StartsOn, LastDay: DealStatuses.LastDay(other.ExpiresOn, other.EndedOn)))
            .Where(other => !(other.StartsOn > lastDay) && !(deal.StartsOn > other.LastDay))
            .Select(other => new DealOverlaps(client, other.StartsOn, other.LastDay))
            .FirstOrDefault();
    }

}
