using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Findings;

/// <summary>Says what is wrong, with the names of the records concerned.</summary>
internal static class FindingSentences
{
    public static async Task<IReadOnlyList<Finding>> OfAsync(
        PartnersDb db,
        FindingKind kind,
        IReadOnlyList<FindingKey> keys,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var ids = keys.Select(key => key.Id).Distinct().ToList();
        return kind switch
        {
            FindingKind.DealNotPosted or FindingKind.PlatformTermsDiffer or FindingKind.DealDeletedOnPlatform or FindingKind.DealsOverlap =>
                await DealsAsync(db, kind, ids, cancel),
            FindingKind.SharesAboveWhole => await SharesAsync(db, keys, ids, cancel),
            FindingKind.SharedCustomer => await CustomersAsync(db, keys, ids, cancel),
            FindingKind.TwoRoles => await RolesAsync(db, keys, ids, now, cancel),
            FindingKind.DiscountWithoutDeal => await DiscountsAsync(db, keys, ids, cancel),
            FindingKind.TwoInvites => await InvitesAsync(db, keys, ids, cancel),
            _ => await OrganisationsAsync(db, kind, ids, cancel),
        };
    }

    private static async Task<IReadOnlyList<Finding>> DealsAsync(PartnersDb db, FindingKind kind, List<Guid> ids, CancellationToken cancel)
    {
        var deals = await db.Deals.AsNoTracking().Include(deal => deal.Terms).Where(deal => ids.Contains(deal.Id)).ToListAsync(cancel);
        var names = await DealChanges.NamesAsync(db, deals, cancel);
        var failures = kind != FindingKind.DealNotPosted ? [] : await db.DealSummaries.AsNoTracking()
            .Where(summary => ids.Contains(summary.DealId) && summary.Failure != null)
            .ToDictionaryAsync(summary => summary.DealId, summary => summary.Failure!, cancel);
        var clients = deals.Select(deal => deal.WorkspaceId).OfType<Guid>().Distinct().ToList();
        var others = kind == FindingKind.DealsOverlap
            ? await db.Deals.AsNoTracking().Live().Where(deal => clients.Contains(deal.WorkspaceId!.Value)).ToListAsync(cancel)
            : [];
        var otherNames = await DealChanges.NamesAsync(db, others, cancel);
        return
        [
            .. deals.OrderBy(deal => names[deal.Id], StringComparer.Ordinal).ThenBy(deal => deal.Id).Select(deal => new Finding(
                kind,
                FindingSubject.Deal,
                deal.Id,
                names[deal.Id],
                kind switch
                {
                    FindingKind.DealNotPosted =>
                        $"It could not be posted, and shows the lines that it had before. {failures.GetValueOrDefault(deal.Id)}",
                    FindingKind.PlatformTermsDiffer => "The platform has other terms. Take them as an amendment, or keep ours.",
                    FindingKind.DealDeletedOnPlatform =>
                        $"The platform deleted it, and it ended on {Day(deal.EndedOn ?? deal.StartsOn)}. Settle what is owed.",
                    _ => "Each payment on a shared day earns twice: "
                        + string.Join("; ", others
                            .Where(other => other.Id != deal.Id && other.WorkspaceId == deal.WorkspaceId && Overlap(deal, other))
                            .Select(other => $"it overlaps with {otherNames[other.Id]} from {Day(Later(deal.StartsOn, other.StartsOn))}"))
                        + ".",
                })),
        ];
    }

    private static bool Overlap(Deal deal, Deal other) =>
        !(deal.StartsOn > DealStatuses.LastDay(other.ExpiresOn, other.EndedOn))
        && !(other.StartsOn > DealStatuses.LastDay(deal.ExpiresOn, deal.EndedOn));

    private static async Task<IReadOnlyList<Finding>> SharesAsync(
        PartnersDb db, IReadOnlyList<FindingKey> keys, List<Guid> ids, CancellationToken cancel)
    {
        var names = await WorkspaceNamesAsync(db, ids, cancel);
        var deals = (await db.Deals.AsNoTracking()
            .Include(deal => deal.Terms)
            .Live()
            .Where(deal => ids.Contains(deal.WorkspaceId!.Value))
            .ToListAsync(cancel)).ToLookup(deal => deal.WorkspaceId!.Value);
        return
        [
            .. keys.Select(key =>
            {
                var (day, points) = DealShares.Highest([.. deals[key.Id].Select(DealShare.Of)]);
                return new Finding(
                    FindingKind.SharesAboveWhole,
                    FindingSubject.Workspace,
                    key.Id,
                    names[key.Id],
                    $"Its deals take {new Percentage(points)} of each payment together from {Day(day)}. More than 100 % cannot be right.");
            }),
        ];
    }

    private static async Task<IReadOnlyList<Finding>> CustomersAsync(
        PartnersDb db, IReadOnlyList<FindingKey> keys, List<Guid> ids, CancellationToken cancel)
    {
        var customers = keys.Select(key => key.Text!).Distinct(StringComparer.Ordinal).ToList();
        var accounts = await db.BillingAccounts.AsNoTracking()
            .Where(account => account.DeletedAt == null && account.MollieCustomerId != null && customers.Contains(account.MollieCustomerId))
            .Select(account => new { account.Id, account.WorkspaceId, account.OrganisationId, account.Label, account.MollieCustomerId })
            .ToListAsync(cancel);
        var byId = accounts.ToDictionary(account => account.Id);
        return
        [
            .. keys.Where(key => byId.ContainsKey(key.Id)).Select(key =>
            {
                var own = byId[key.Id];
                var others = accounts.Where(other => other.Id != own.Id && other.MollieCustomerId == own.MollieCustomerId)
                    .Select(other => other.Label);
                return new Finding(
                    FindingKind.SharedCustomer,
                    own.WorkspaceId is null ? FindingSubject.Organisation : FindingSubject.Workspace,
                    own.WorkspaceId ?? own.OrganisationId!.Value,
                    own.Label,
                    $"Its customer at the payment provider, {key.Text}, is also that of {string.Join(" and ", others)}.");
            }),
        ];
    }

    private static async Task<IReadOnlyList<Finding>> RolesAsync(
        PartnersDb db, IReadOnlyList<FindingKey> keys, List<Guid> ids, DateTimeOffset now, CancellationToken cancel)
    {
        var names = await WorkspaceNamesAsync(db, ids, cancel);
        var people = keys.Select(key => key.Other!.Value).Distinct().ToList();
        var roles = (await (
            from membership in FindingQueries.Roles(db, now).AsNoTracking()
            where ids.Contains(membership.WorkspaceId) && people.Contains(membership.PersonId)
            join person in db.People on membership.PersonId equals person.Id
            select new { membership.WorkspaceId, membership.PersonId, membership.Role, person.DisplayName })
            .ToListAsync(cancel)).ToLookup(found => (found.WorkspaceId, found.PersonId));
        return
        [
            .. keys.Select(key =>
            {
                var found = roles[(key.Id, key.Other!.Value)].ToList();
                var roleNames = found.Select(role => role.Role.ToString().ToLowerInvariant());
                var words = string.Join(" and ", roleNames.Order(StringComparer.Ordinal));
                return new Finding(
                    FindingKind.TwoRoles,
                    FindingSubject.Workspace,
                    key.Id,
                    names[key.Id],
                    $"{found.FirstOrDefault()?.DisplayName ?? "Somebody"} has {found.Count} live roles: {words}. Remove all but one.");
            }),
        ];
    }

    private static async Task<IReadOnlyList<Finding>> InvitesAsync(
        PartnersDb db,
        IReadOnlyList<FindingKey> keys,
        List<Guid> ids,
        CancellationToken cancel)
    {
        var names = await WorkspaceNamesAsync(db, ids, cancel);
        return
        [
            .. keys.Select(key => new Finding(
                FindingKind.TwoInvites,
                FindingSubject.Workspace,
                key.Id,
                names[key.Id],
                $"{key.Text} has more than one open invite, or an open invite beside its access. Revoke what is too many.")),
        ];
    }

    private static async Task<IReadOnlyList<Finding>> DiscountsAsync(
        PartnersDb db,
        IReadOnlyList<FindingKey> keys,
        List<Guid> ids,
        CancellationToken cancel)
    {
        var names = await WorkspaceNamesAsync(db, ids, cancel);
        var live = db.BillingAccounts.AsNoTracking().Where(account => account.DeletedAt == null && account.Discount > Percentage.Zero);
        var own = await live
            .Where(account => account.WorkspaceId != null && ids.Contains(account.WorkspaceId.Value))
            .Select(account => new { Id = account.WorkspaceId!.Value, account.Discount })
            .ToListAsync(cancel);
        var pooled = await db.Workspaces.Where(workspace => ids.Contains(workspace.Id))
            .Join(live, workspace => workspace.BillingAccountId, account => account.Id, (workspace, account) => new
            {
                workspace.Id,
                account.Discount,
            })
            .ToListAsync(cancel);
        var discounts = own.Concat(pooled).ToLookup(account => account.Id, account => account.Discount);
        var ends = (await db.Deals.AsNoTracking()
            .Live()
            .Where(deal => ids.Contains(deal.WorkspaceId!.Value))
            .Select(deal => new { Id = deal.WorkspaceId!.Value, deal.ExpiresOn, deal.EndedOn })
            .ToListAsync(cancel))
            .ToLookup(deal => deal.Id, deal => DealStatuses.LastDay(deal.ExpiresOn, deal.EndedOn));
        return
        [
            .. keys.Select(key =>
            {
                var ended = ends[key.Id].Max() is { } day ? $": the last ended on {Day(day)}" : null;
                return new Finding(
                    FindingKind.DiscountWithoutDeal,
                    FindingSubject.Workspace,
                    key.Id,
                    names[key.Id],
                    $"Its account gives a discount of {discounts[key.Id].First()}, and no open deal agreed to one{ended}. "
                    + "Take it off on the platform, or record the deal.");
            }),
        ];
    }

    private static async Task<IReadOnlyList<Finding>> OrganisationsAsync(
        PartnersDb db, FindingKind kind, List<Guid> ids, CancellationToken cancel)
    {
        var found = await db.Organisations.AsNoTracking()
            .Where(organisation => ids.Contains(organisation.Id))
            .OrderBy(organisation => organisation.NameKey)
            .ThenBy(organisation => organisation.Id)
            .Select(organisation => new { organisation.Id, organisation.Name, organisation.PlatformFlag })
            .ToListAsync(cancel);
        return found.ConvertAll(organisation => new Finding(
            kind,
            FindingSubject.Organisation,
            organisation.Id,
            organisation.Name,
            kind switch
            {
                FindingKind.PlatformFlagDiffers => organisation.PlatformFlag == true
                    ? "The platform turned the partner flag on, which is off here. Make it a partner, or keep it off."
                    : "The platform withdrew the partner flag, which is on here. Withdraw it here too, or keep ours.",
                FindingKind.ClientsWithoutFlag => "It has external-client workspaces, but its partner flag is off.",
                FindingKind.AgreementEnded => "Its partner agreement has ended. Record the renewal, or withdraw partner status.",
                _ => "Its partner flag was set on the platform, and no agreement is recorded here.",
            }));
    }

    private static Task<Dictionary<Guid, string>> WorkspaceNamesAsync(PartnersDb db, List<Guid> ids, CancellationToken cancel) =>
        db.Workspaces.AsNoTracking()
            .Where(workspace => ids.Contains(workspace.Id))
            .ToDictionaryAsync(workspace => workspace.Id, workspace => workspace.Name, cancel);

    private static DateOnly Later(DateOnly left, DateOnly right) => left > right ? left : right;

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
