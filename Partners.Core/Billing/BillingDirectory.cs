using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Billing;

/// <summary>Finds billing accounts, and says what each takes and costs. Every order and filter has an index that its query walks.</summary>
public sealed class BillingDirectory(IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    private static readonly TranslatedQueries<Listed, BillingRow> s_pages = new((db, listed, moment, page, _) =>
        Rows(db, db.BillingAccounts.Matching(listed.Kind, listed.Tier).ByLabel(listed.Descending).InPage(page), moment));

    private static readonly Func<PartnersDb, bool?, Tier?, CancellationToken, Task<int>> s_tallied = EF.CompileAsyncQuery((PartnersDb db, bool? isOwn, Tier? tier, CancellationToken _) =>
        db.Set<BillingTally>().Where(tally => (isOwn == null || tally.IsOwn == isOwn) && (tier == null || tally.Tier == tier)).Sum(tally => tally.Accounts));

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
        if (labels.Matches <= NameIndexes.MostCounted && query is not { Kind: null, Tier: null })
        {
            return await AmongFewAsync(db, query, labels, cancel);
        }

        var (total, uncounted) = await CountAsync(db, query, labels, cancel);
        var page = Paging.Of(query.Page, query.PageSize, BillingQuery.LargestPage, total);
        var rows = labels.IsEmpty
            ? await s_pages.Ask(db, new(query.Kind, query.Tier, query.Descending), time, page).ToListAsync(cancel)
            : await Rows(db, labels.Apply(db).Matching(query.Kind, query.Tier).ByLabel(query.Descending).InPage(new(page)), new(time)).ToListAsync(cancel);
        return new(rows, total, page.Page, page.Notice ?? uncounted);
    }

    /// <summary>The account that pays for a workspace, its own or its organisation's; null where there is no live one.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<BillingRow?> FindOfWorkspaceAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var paying = db.Workspaces.Where(workspace => workspace.Id == workspaceId).Select(workspace => workspace.BillingAccountId);
        return await Rows(db, db.BillingAccounts.Where(account => paying.Contains(account.Id) && account.DeletedAt == null), new(time)).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Of the few accounts that a search finds those that the filter leaves, in one look at each: to count them is to find them.</summary>
    private async Task<BillingListing> AmongFewAsync(PartnersDb db, BillingQuery query, NameSearch<BillingAccount> labels, CancellationToken cancel)
    {
        var found = await labels.Apply(db).Matching(query.Kind, query.Tier).ByLabel(query.Descending).Select(account => account.Id).ToListAsync(cancel);
        var page = Paging.Of(query.Page, query.PageSize, BillingQuery.LargestPage, found.Count);
        var shown = found.Skip(page.Skipped).Take(page.Size).ToArray();
        var rows = await Rows(db, db.BillingAccounts.Where(account => shown.Contains(account.Id)).ByLabel(query.Descending), new(time)).ToListAsync(cancel);
        return new(rows, found.Count, page.Page, page.Notice);
    }

    /// <summary>Without a search the total is the sum of a few rows that a trigger keeps; otherwise it is counted, so far as <see cref="NameIndexes.Counted"/> says.</summary>
    private static async Task<(int Total, string? Notice)> CountAsync(PartnersDb db, BillingQuery query, NameSearch<BillingAccount> labels, CancellationToken cancel)
    {
        if (labels.IsEmpty)
        {
            return (await s_tallied(db, query.Kind is { } kind ? kind == AccountKind.ExternalClient : null, query.Tier, cancel), null);
        }

        if (query is { Kind: null, Tier: null } && labels.Matches is { } matches)
        {
            return NameIndexes.Counted(matches);
        }

        // Left to choose, SQLite counts by the foreign key, and fetches every row to read its label. The order makes it walk
        // the list's own index, which holds the labels.
        return NameIndexes.Counted(await labels.Apply(db).Matching(query.Kind, query.Tier).ByLabel(descending: false).Take(NameIndexes.MostCounted + 1).CountAsync(cancel));
    }

    /// <summary>The accounts in their order, with their seats and what was agreed.</summary>
    private static IQueryable<BillingRow> Rows(PartnersDb db, IQueryable<BillingAccount> accounts, QueryMoment moment)
    {
        var agreed = AgreedDiscounts.Of(db, moment.Today);
        return
            from seated in accounts.AsNoTracking().WithSeats(db, moment.Now)
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
                agreed.Where(terms => terms.WorkspaceId == account.WorkspaceId).Select(terms => (Percentage?)terms.Discount).FirstOrDefault());
    }

    /// <summary>What is asked for, but for the page.</summary>
    private sealed record Listed(AccountKind? Kind, Tier? Tier, bool Descending);
}

internal static class BillingLists
{
    /// <summary>The live accounts of the kind and tier that were asked for: each a condition of one of the indexes.</summary>
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

    /// <summary>With a tie-break, so that no row stands on two pages. Each is the order of the indexes, or its exact reverse.</summary>
    public static IQueryable<BillingAccount> ByLabel(this IQueryable<BillingAccount> accounts, bool descending) => descending
        ? accounts.OrderByDescending(account => account.LabelKey).ThenByDescending(account => account.Id)
        : accounts.OrderBy(account => account.LabelKey).ThenBy(account => account.Id);
}
