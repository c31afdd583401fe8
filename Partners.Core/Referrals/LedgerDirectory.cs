using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>Finds deals, with their totals.</summary>
public sealed class LedgerDirectory(IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    private static readonly LedgerTotals s_nothing = new(0, Money.Zero, Money.Zero, Money.Zero);

    /// <summary>
    /// One page of the deals, and the totals of all that match the filter. A page past the end shows the last one, and a search longer than
    /// <see cref="NameIndexes.LongestSearch"/> characters finds nothing; the notice says so.
    /// </summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<LedgerListing> ListAsync(Staff who, LedgerQuery query, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        var search = SearchKey.Of(query.Search ?? string.Empty);
        if (NameIndexes.Refuse(search) is { } tooLong)
        {
            return new([], s_nothing, 1, tooLong);
        }

        await using var db = await contexts.OpenAsync(cancel);
        var today = time.TodayInAmsterdam();
        var matching = db.DealSummaries.AsNoTracking().Matching(query, search, today);
        var ordered = matching.InOrder(query.Order, query.Descending);
        var size = Math.Clamp(query.PageSize, 1, LedgerQuery.LargestPage);
        if (query.Page <= 1 && search.Length > 0)
        {
            // A search reads the name of every deal. When the first page holds all that it finds, one reading is enough.
            var first = await Joined(db, ordered.Take(size + 1)).ToListAsync(cancel);
            return first.Count <= size
                ? new(first.ConvertAll(row => row.On(today)), TotalsOf(first), 1, null)
                : new(first[..size].ConvertAll(row => row.On(today)), await TotalsAsync(db, matching, cancel), 1, null);
        }

        var totals = await TotalsAsync(db, matching, cancel);
        var page = Paging.Of(query.Page, query.PageSize, LedgerQuery.LargestPage, totals.Deals);
        var rows = await Joined(db, ordered.InPage(page)).ToListAsync(cancel);
        return new(rows.ConvertAll(row => row.On(today)), totals, page.Page, page.Notice);
    }

    /// <summary>One line of the grid as it is now; null if there is no such live deal.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<LedgerRow?> FindRowAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await RowAsync(db, id, time.TodayInAmsterdam(), cancel);
    }

    /// <summary>All deals of one client's workspace, newest first, including void ones.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<LedgerRow>> OfWorkspaceAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var ids = await db.Deals.AsNoTracking().OfWorkspace(workspaceId).ToListAsync(cancel);
        var rows = await RowsAsync(db, ids, time.TodayInAmsterdam(), cancel);

        // A deal that an import has just added is not in the grid until the import ends.
        return [.. ids.Select(id => rows.GetValueOrDefault(id)).OfType<LedgerRow>()];
    }

    /// <summary>The deals that could not be posted (docs/product.md L63), at most as many as a page can have.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<LedgerRow>> FailedAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var failed = db.DealSummaries.AsNoTracking()
            .Where(summary => summary.Failure != null)
            .OrderBy(summary => summary.DealId)
            .Take(LedgerQuery.LargestPage);
        var today = time.TodayInAmsterdam();
        return (await Joined(db, failed).ToListAsync(cancel)).ConvertAll(row => row.On(today));
    }

    private static async Task<LedgerTotals> TotalsAsync(PartnersDb db, IQueryable<DealSummary> found, CancellationToken cancel)
    {
        var (deals, earned, owed, negative) = await db.TotalsAsync(
            found.Select(summary => new { summary.Earned, summary.Owed }),
            nameof(DealSummary.Earned),
            nameof(DealSummary.Owed),
            cancel);
        return new(deals, new(earned), new(earned - owed), new(owed)) { Credits = new(-negative) };
    }

    private static LedgerTotals TotalsOf(List<Found> all) => new(
        all.Count,
        new(all.Sum(found => found.Summary.Earned.Cents)),
        new(all.Sum(found => found.Summary.PaidOut.Cents)),
        new(all.Sum(found => found.Summary.Owed.Cents)))
    {
        Credits = new(all.Sum(found => Math.Max(0, -found.Summary.Owed.Cents))),
    };

    internal static async Task<Dictionary<Guid, LedgerRow>> RowsAsync(
        PartnersDb db,
        IReadOnlyCollection<Guid> ids,
        DateOnly today,
        CancellationToken cancel)
    {
        var found = await Joined(db, db.DealSummaries.AsNoTracking().Where(summary => ids.Contains(summary.DealId))).ToListAsync(cancel);
        return found.ToDictionary(row => row.Summary.DealId, row => row.On(today));
    }

    /// <summary>All deals of some clients' workspaces, by partner and client.</summary>
    internal static async Task<IReadOnlyList<LedgerRow>> OfWorkspacesAsync(
        PartnersDb db,
        IReadOnlyList<Guid> workspaces,
        DateOnly today,
        CancellationToken cancel)
    {
        var ids = await db.Deals.AsNoTracking()
            .Where(deal => deal.WorkspaceId != null && workspaces.Contains(deal.WorkspaceId.Value))
            .Select(deal => deal.Id)
            .ToListAsync(cancel);
        var rows = await RowsAsync(db, ids, today, cancel);
        return [.. rows.Values
            .OrderBy(row => SearchKey.Of($"{row.Partner} {row.Client}"), StringComparer.Ordinal)
            .ThenByDescending(row => row.StartsOn)
            .ThenBy(row => row.Id)];
    }

    internal static async Task<LedgerRow?> RowAsync(PartnersDb db, Guid id, DateOnly today, CancellationToken cancel) =>
        (await Joined(db, db.DealSummaries.AsNoTracking().Where(summary => summary.DealId == id)).SingleOrDefaultAsync(cancel))?.On(today);

    /// <param name="summaries">Already ordered and limited.</param>
    private static IQueryable<Found> Joined(PartnersDb db, IQueryable<DealSummary> summaries) =>
        from summary in summaries
        join deal in db.Deals on summary.DealId equals deal.Id
        join partner in db.Organisations on summary.PartnerId equals partner.Id
        join found in db.Workspaces on deal.WorkspaceId equals found.Id into workspaces
        from workspace in workspaces.DefaultIfEmpty()
        select new Found
        {
            Summary = summary,
            PlatformId = deal.PlatformId,
            DeletedOnPlatformAt = deal.DeletedOnPlatformAt,
            IsUsed = db.LedgerLines.Any(line => line.DealId == summary.DealId && line.Contribution != Money.Zero)
                || db.Payouts.Any(payout => payout.DealId == summary.DealId),
            WorkspaceId = deal.WorkspaceId,
            Version = deal.Version,
            Partner = partner.Name,
            Client = workspace.DataOwnerName ?? workspace.Name ?? deal.ClientName ?? string.Empty,
        };

    /// <summary>The source of one line. It has no constructor because EF cannot translate one.</summary>
    private sealed class Found
    {
        public required DealSummary Summary { get; init; }

        public required long? PlatformId { get; init; }

        public required DateTimeOffset? DeletedOnPlatformAt { get; init; }

        public required bool IsUsed { get; init; }

        public required Guid? WorkspaceId { get; init; }

        public required int Version { get; init; }

        public required string Partner { get; init; }

        public required string Client { get; init; }

        public LedgerRow On(DateOnly today) => new(
            Summary.DealId,
            PlatformId,
            Summary.PartnerId,
            Partner,
            Client,
            WorkspaceId,
            Summary.Kickback,
            Summary.Discount,
            Summary.BilledDiscount,
            Summary.Cap,
            Summary.Earned,
            Summary.PaidOut,
            Summary.Owed,
            Summary.StartsOn,
            Summary.ExpiresOn,
            Summary.EndedOn,
            DealStatuses.Of(Summary.IsVoid, Summary.StartsOn, Summary.ExpiresOn, Summary.EndedOn, Summary.Cap, Summary.Earned, today),
            Version)
        {
            DeletedOnPlatform = DeletedOnPlatformAt?.DayInAmsterdam(),
            IsUsed = IsUsed,
            Failure = Summary.Failure,
        };
    }
}
