using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Referrals;

public sealed record PartnerChoice(Guid Id, string Name);

/// <param name="Total">How many match, which may be more than the choices listed.</param>
public sealed record PartnerChoices(IReadOnlyList<PartnerChoice> First, int Total);

/// <summary>A client of a partner, for whom a deal can be recorded.</summary>
/// <param name="Client">The data owner's name, or the workspace's if none is named.</param>
/// <param name="BilledDiscount">The billing account's discount; null if it has none to compare (docs/product.md B6).</param>
/// <param name="HasOpenDeal">The partner has a deal for it that runs or has yet to start.</param>
/// <param name="DealUntil">The last day of the open deal that lasts longest; null if it has no end or there is no deal.</param>
public sealed record ClientChoice(
    Guid WorkspaceId,
    string Client,
    string Workspace,
    Percentage? BilledDiscount,
    bool HasOpenDeal,
    DateOnly? DealUntil);

/// <summary>The partners and clients that a deal can be recorded for.</summary>
public sealed class DealChoices(IDbContextFactory<PartnersDb> contexts, OrganisationDirectory organisations, TimeProvider time)
{
    public const int MostPartners = 20;

    /// <summary>The first live partners by name, at most <see cref="MostPartners"/>.</summary>
    /// <param name="typed">Part of the name, as in the list of organisations; empty finds all.</param>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<PartnerChoices> PartnersAsync(Staff who, string? typed, CancellationToken cancel)
    {
        var found = await organisations.ListAsync(who, new(typed, PartnersOnly: true, PageSize: MostPartners), cancel);
        return new([.. found.Rows.Select(partner => new PartnerChoice(partner.Id, partner.Name))], found.Total);
    }

    /// <summary>The partner's live external-client workspaces, by client name.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<ClientChoice>> ClientsAsync(Staff who, Guid partnerId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var workspaces = await (
            from workspace in db.Workspaces.AsNoTracking()
            where workspace.OrganisationId == partnerId && workspace.DeletedAt == null && workspace.UsageContext == UsageContext.External
            join found in db.BillingAccounts on workspace.BillingAccountId equals found.Id into accounts
            from account in accounts.DefaultIfEmpty()
            select new
            {
                workspace.Id,
                Client = workspace.DataOwnerName ?? workspace.Name,
                workspace.Name,
                HasAccount = account != null,
                account.Discount,
                account.DiscountKind,
            })
            .ToListAsync(cancel);
        var open = await db.Deals.AsNoTracking().Open(time.TodayInAmsterdam())
            .Where(deal => deal.PartnerId == partnerId && deal.WorkspaceId != null)
            .Select(deal => new { WorkspaceId = deal.WorkspaceId!.Value, deal.ExpiresOn, deal.EndedOn })
            .ToListAsync(cancel);
        var lastDays = open.ToLookup(deal => deal.WorkspaceId, deal => DealStatuses.LastDay(deal.ExpiresOn, deal.EndedOn));
        return
        [
            .. workspaces
                .Select(workspace => new ClientChoice(
                    workspace.Id,
                    workspace.Client,
                    workspace.Name,
                    workspace.HasAccount && !DiscountKinds.IsOfItsOwn(workspace.DiscountKind)
                        ? workspace.Discount ?? Percentage.Zero
                        : null,
                    lastDays.Contains(workspace.Id),
                    lastDays[workspace.Id].Any(lastDay => lastDay is null) ? null : lastDays[workspace.Id].Max()))
                .OrderBy(choice => SearchKey.Of(choice.Client), StringComparer.Ordinal)
                .ThenBy(choice => SearchKey.Of(choice.Workspace), StringComparer.Ordinal)
                .ThenBy(choice => choice.WorkspaceId),
        ];
    }
}
