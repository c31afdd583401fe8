using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Billing;

/// <summary>Finds billing accounts, and says what each takes and costs. Every order and filter has an index that its query walks.</summary>
public sealed class BillingDirectory(IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    /// <summary>
    /// One page of live accounts by label. A page beyond the last shows the last one; a search longer than
    /// <see cref="NameIndexes.LongestSearch"/> characters finds nothing; both are said in the page's notice.
    /// </summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<BillingListing> ListAsync(Staff who, BillingQuery query, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        var search = SearchKey.Of(query.Search ?? string.Empty);
        if (NameIndexes.Refuse(search) is { } tooLong)
        {
            return new([], 0, 1, tooLong);
        }

        await using var db = await contexts.OpenAsync(cancel);
        var labels = await NameSearch<BillingAccount>.PrepareAsync(db, NameIndexes.BillingAccounts, search, cancel);
        var (total, uncounted) = await CountAsync(db, query, labels, cancel);
        var page = Paging.Of(query.Page, query.PageSize, BillingQuery.LargestPage, total);
        var rows = await RowsAsync(db, labels.Apply(db).Matching(query).ByLabel(query.Descending).Skip(page.Skipped).Take(page.Size), cancel);
        return new(rows, total, page.Page, page.Notice ?? uncounted);
    }

    /// <summary>The account that pays for a workspace, its own or its organisation's; null where there is no live one.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<BillingRow?> FindOfWorkspaceAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var paying = db.Workspaces.Where(workspace => workspace.Id == workspaceId).Select(workspace => workspace.BillingAccountId);
        var rows = await RowsAsync(db, db.BillingAccounts.Where(account => paying.Contains(account.Id) && account.DeletedAt == null), cancel);
        return rows.SingleOrDefault();
    }

    /// <summary>Without a search the total is the sum of a few rows that a trigger keeps; otherwise it is counted, so far as <see cref="NameIndexes.Counted"/> says.</summary>
    private static async Task<(int Total, string? Notice)> CountAsync(PartnersDb db, BillingQuery query, NameSearch<BillingAccount> labels, CancellationToken cancel)
    {
        if (labels.IsEmpty)
        {
            var tallies = db.Set<BillingTally>().AsQueryable();
            tallies = query.Kind is { } kind ? tallies.Where(tally => tally.IsOwn == (kind == AccountKind.ExternalClient)) : tallies;
            tallies = query.Tier is { } tier ? tallies.Where(tally => tally.Tier == tier) : tallies;
            return (await tallies.SumAsync(tally => tally.Accounts, cancel), null);
        }

        if (query is { Kind: null, Tier: null } && labels.Matches is { } matches)
        {
            return NameIndexes.Counted(matches);
        }

        // Left to choose, SQLite counts by the foreign key, and fetches every row to read its label. The order makes it walk
        // the list's own index, which holds the labels.
        return NameIndexes.Counted(await labels.Apply(db).Matching(query).ByLabel(descending: false).Take(NameIndexes.MostCounted + 1).CountAsync(cancel));
    }

    /// <summary>The accounts in their order, with their seats; then, for all of them at once, what was agreed.</summary>
    private async Task<IReadOnlyList<BillingRow>> RowsAsync(PartnersDb db, IQueryable<BillingAccount> accounts, CancellationToken cancel)
    {
        var found = await (
            from seated in accounts.AsNoTracking().WithSeats(db, time.GetUtcNow())
            let account = seated.Account
            join own in db.Workspaces on account.WorkspaceId equals own.Id into owns
            from workspace in owns.DefaultIfEmpty()
            join organisation in db.Organisations on account.OrganisationId ?? workspace.OrganisationId equals organisation.Id
            select new
            {
                account.Id,
                account.Label,
                OrganisationId = organisation.Id,
                OrganisationName = organisation.Name,
                account.WorkspaceId,
                WorkspaceName = workspace.Name,
                account.Tier,
                account.BillingPeriod,
                account.PaymentMode,
                account.Discount,
                seated.People,
                seated.Invited,
            }).ToListAsync(cancel);
        if (found.Count == 0)
        {
            return [];
        }

        var agreed = await AgreedDiscounts.OfAsync(db, [.. found.Select(account => account.WorkspaceId).OfType<Guid>()], time.TodayInAmsterdam(), cancel);
        return found.ConvertAll(account => new BillingRow(
            account.Id,
            account.Label,
            account.OrganisationId,
            account.OrganisationName,
            account.WorkspaceId,
            account.WorkspaceName,
            account.Tier,
            account.BillingPeriod,
            account.PaymentMode,
            new SeatCount(account.People, account.Invited),
            account.Discount,
            account.WorkspaceId is { } workspace && agreed.TryGetValue(workspace, out var discount) ? discount : null));
    }
}

internal static class BillingLists
{
    /// <summary>The live accounts of the kind and tier that were asked for: each a condition of one of the indexes.</summary>
    public static IQueryable<BillingAccount> Matching(this IQueryable<BillingAccount> accounts, BillingQuery query)
    {
        accounts = accounts.Where(account => account.DeletedAt == null);
        accounts = query.Kind switch
        {
            AccountKind.ExternalClient => accounts.Where(account => account.WorkspaceId != null),
            AccountKind.Pooled => accounts.Where(account => account.OrganisationId != null),
            _ => accounts,
        };
        return query.Tier is { } tier ? accounts.Where(account => account.Tier == tier) : accounts;
    }

    /// <summary>With a tie-break, so that no row stands on two pages. Each is the order of the indexes, or its exact reverse.</summary>
    public static IQueryable<BillingAccount> ByLabel(this IQueryable<BillingAccount> accounts, bool descending) => descending
        ? accounts.OrderByDescending(account => account.LabelKey).ThenByDescending(account => account.Id)
        : accounts.OrderBy(account => account.LabelKey).ThenBy(account => account.Id);
}
