using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Billing;

/// <summary>Finds billing accounts, with seats and price.</summary>
public sealed class BillingDirectory(IDbContextFactory<PartnersDb> contexts, TimeProvider time, AgreedDiscountQuery agreedDiscounts)
{
    /// <summary>
    /// One page of live accounts by label. A page past the end shows the last one, and a search longer than
    /// <see cref="NameIndexes.LongestSearch"/> characters finds nothing; the notice says so.
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
        var rows =
            await Rows(db, labels.Apply(db).Matching(query.Kind, query.Tier).ByLabel(query.Descending).InPage(page)).ToListAsync(cancel);
        return new(rows, total, page.Page, page.Notice ?? uncounted);
    }

    /// <summary>The account that pays for a workspace, its own or its organisation's; null if none is live.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<BillingRow?> FindOfWorkspaceAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var paying = db.Workspaces.Where(workspace => workspace.Id == workspaceId).Select(workspace => workspace.BillingAccountId);
        return await Rows(
            db,
            db.BillingAccounts.Where(account => paying.Contains(account.Id) && account.DeletedAt == null)).SingleOrDefaultAsync(cancel);
    }

    /// <summary>
    /// Without a search the total is stored. With one it is counted, up to the limit in <see cref="NameIndexes.Counted"/>.
    /// </summary>
    private static async Task<(int Total, string? Notice)> CountAsync(
        PartnersDb db,
        BillingQuery query,
        NameSearch<BillingAccount> labels,
        CancellationToken cancel)
    {
        if (labels.IsEmpty)
        {
            return (await TallyAsync(db, query, cancel), null);
        }

        if (query is { Kind: null, Tier: null } && labels.Matches is { } matches)
        {
            return NameIndexes.Counted(matches);
        }

        return NameIndexes.Counted(await labels.Apply(db)
            .Matching(query.Kind, query.Tier)
            .ByLabel(descending: false)
            .Take(NameIndexes.MostCounted + 1)
            .CountAsync(cancel));
    }

    private static Task<int> TallyAsync(PartnersDb db, BillingQuery query, CancellationToken cancel)
    {
        bool? isOwn = query.Kind is { } kind ? kind == AccountKind.ExternalClient : null;
        return db.Set<BillingTally>()
            .Where(tally => (isOwn == null || tally.IsOwn == isOwn) && (query.Tier == null || tally.Tier == query.Tier))
            .SumAsync(tally => tally.Accounts, cancel);
    }

    /// <summary>The accounts in their order, with seats and agreed discount.</summary>
    private IQueryable<BillingRow> Rows(PartnersDb db, IQueryable<BillingAccount> accounts)
    {
        var agreed = agreedDiscounts(db, time.TodayInAmsterdam());
        return
            from seated in accounts.AsNoTracking().WithSeats(db, time.GetUtcNow())
            let account = seated.Account
            join own in db.Workspaces on account.WorkspaceId equals own.Id into owns
            from workspace in owns.DefaultIfEmpty()
            join organisation in db.Organisations on account.OrganisationId ?? workspace.OrganisationId equals organisation.Id
            select new BillingRow(
                account.Id,
                account.Label,
                organisation.Id,
                organisation.Name,
                account.WorkspaceId,
                workspace.Name,
                account.Tier,
                account.BillingPeriod,
                account.PaymentMode,
                new SeatCount(seated.People, seated.Invited),
                account.Discount,
                agreed
                    .Where(terms => terms.WorkspaceId == account.WorkspaceId)
                    .Select(terms => (Percentage?)terms.Discount)
                    .FirstOrDefault());
    }
}

internal static class BillingLists
{
    /// <summary>The live accounts of a kind and tier; null means any.</summary>
    public static IQueryable<BillingAccount> Matching(this IQueryable<BillingAccount> accounts, AccountKind? kind, Tier? only)
    {
        accounts = accounts.Where(account => account.DeletedAt == null);
        accounts = kind switch
        {
            AccountKind.ExternalClient => accounts.Where(account => account.WorkspaceId != null),
            AccountKind.Pooled => accounts.Where(account => account.OrganisationId != null),
            _ => accounts,
        };
        return only is { } tier ? accounts.Where(account => account.Tier == tier) : accounts;
    }

    /// <summary>Breaks ties by id, so that no account appears on two pages.</summary>
    public static IQueryable<BillingAccount> ByLabel(this IQueryable<BillingAccount> accounts, bool descending) => descending
        ? accounts.OrderByDescending(account => account.LabelKey).ThenByDescending(account => account.Id)
        : accounts.OrderBy(account => account.LabelKey).ThenBy(account => account.Id);
}
