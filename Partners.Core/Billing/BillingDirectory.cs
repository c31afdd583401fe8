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
        var (agreed, now) = (Agreed(db), time.GetUtcNow());
        var found = labels.Apply(db).AsNoTracking().Matching(query, agreed, now);
        var (total, uncounted) = await CountAsync(db, query, labels, found, cancel);
        var page = Paging.Of(query.Page, query.PageSize, BillingQuery.LargestPage, total);
        var rows = await BillingRows.Of(db, found.ByLabel(query.Descending).InPage(page), agreed, now).ToListAsync(cancel);
        return new(rows, total, page.Page, page.Notice ?? uncounted);
    }

    /// <summary>
    /// Seats and price of all that the filter finds. Counts every seat of every account found, so ask for it after the page is shown.
    /// </summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<BillingTotals> TotalsAsync(Staff who, BillingQuery query, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        var search = SearchKey.Of(query.Search ?? string.Empty);
        if (NameIndexes.Refuse(search) is not null)
        {
            return BillingTotals.None;
        }

        await using var db = await contexts.OpenAsync(cancel);
        var labels = await NameSearch<BillingAccount>.PrepareAsync(db, NameIndexes.BillingAccounts, search, cancel);
        var now = time.GetUtcNow();

        // Grouped by all that a price depends on: few groups, whose prices the one rule works out.
        var groups = await labels.Apply(db).AsNoTracking().Matching(query, Agreed(db), now).WithSeats(db, now)
            .GroupBy(seated => new
            {
                seated.Account.Tier,
                seated.Account.BillingPeriod,
                seated.Account.PaymentMode,
                seated.Account.Discount,
                seated.Account.DiscountKind,
                seated.Account.TierExpiresAt,
                Seats = seated.People + seated.Invited,
            })
            .Select(group => new { group.Key, Accounts = group.Count() })
            .ToListAsync(cancel);
        return groups.Aggregate(BillingTotals.None, (sum, group) =>
        {
            var of = group.Key;
            var price = (Pricing.AMonth(of.Tier, of.BillingPeriod, of.Seats, of.Discount) ?? Money.Zero) * group.Accounts;
            var isBilled =
                AccountClasses.Of(of.Tier, of.PaymentMode, of.Discount, of.DiscountKind, of.TierExpiresAt, now).IsBilled();
            return new(
                sum.Accounts + group.Accounts,
                sum.Seats + of.Seats * group.Accounts,
                sum.PriceAMonth + price,
                sum.Billed + (isBilled ? price : Money.Zero));
        });
    }

    /// <summary>The account that pays for a workspace, its own or its organisation's; null if none is live.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<BillingRow?> FindOfWorkspaceAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var paying = db.Workspaces.Where(workspace => workspace.Id == workspaceId).Select(workspace => workspace.BillingAccountId);
        var account = db.BillingAccounts.AsNoTracking().Where(account => paying.Contains(account.Id) && account.DeletedAt == null);
        return await BillingRows.Of(db, account, Agreed(db), time.GetUtcNow()).SingleOrDefaultAsync(cancel);
    }

    /// <summary>
    /// Without a search the total of a kind and tier is stored, and that of another filter is counted. With a search it is counted up to
    /// the limit in <see cref="NameIndexes.Counted"/>.
    /// </summary>
    private static async Task<(int Total, string? Notice)> CountAsync(
        PartnersDb db,
        BillingQuery query,
        NameSearch<BillingAccount> labels,
        IQueryable<BillingAccount> found,
        CancellationToken cancel)
    {
        if (labels.IsEmpty)
        {
            return (await (query.IsTallied ? TallyAsync(db, query, cancel) : found.CountAsync(cancel)), null);
        }

        if (query is { Kind: null, Tier: null, IsTallied: true } && labels.Matches is { } matches)
        {
            return NameIndexes.Counted(matches);
        }

        return NameIndexes.Counted(await found.ByLabel(descending: false).Take(NameIndexes.MostCounted + 1).CountAsync(cancel));
    }

    private static Task<int> TallyAsync(PartnersDb db, BillingQuery query, CancellationToken cancel)
    {
        bool? isOwn = query.Kind is { } kind ? kind == AccountKind.ExternalClient : null;
        return db.Set<BillingTally>()
            .Where(tally => (isOwn == null || tally.IsOwn == isOwn) && (query.Tier == null || tally.Tier == query.Tier))
            .SumAsync(tally => tally.Accounts, cancel);
    }

    private IQueryable<AgreedDiscount> Agreed(PartnersDb db) => agreedDiscounts(db, time.TodayInAmsterdam());
}
