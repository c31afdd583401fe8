using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>Finds deals among many, with their totals.</summary>
public sealed class LedgerDirectory(IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    private static readonly LedgerTotals s_nothing = new(0, Money.Zero, Money.Zero, Money.Zero);

    /// <summary>
    /// One page of the deals, and the totals of all that the filter finds. A page beyond the last shows the last one; a search longer
    /// than <see cref="NameIndexes.LongestSearch"/> characters finds nothing; both are said in the page's notice.
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
        var matching = db.DealStandings.AsNoTracking().Matching(query, search, today);
        var totals = await TotalsAsync(matching, cancel);
        var page = Paging.Of(query.Page, query.PageSize, LedgerQuery.LargestPage, totals.Deals);
        var rows = await Joined(db, matching.InOrder(query.Order, query.Descending).InPage(page)).ToListAsync(cancel);
        return new(rows.ConvertAll(row => row.On(today)), totals, page.Page, page.Notice);
    }

    /// <summary>One line of the grid, as it is now; null where there is no such live deal.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<LedgerRow?> FindRowAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await RowAsync(db, id, time.TodayInAmsterdam(), cancel);
    }

    /// <summary>All deals on one client's workspace, the newest first; void ones among them.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<LedgerRow>> OfWorkspaceAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var ids = await db.Deals.AsNoTracking().OfWorkspace(workspaceId).ToListAsync(cancel);
        var rows = await RowsAsync(db, ids, time.TodayInAmsterdam(), cancel);

        // A deal that an import has just brought has no line in the grid before the import ends.
        return [.. ids.Select(id => rows.GetValueOrDefault(id)).OfType<LedgerRow>()];
    }

    private static async Task<LedgerTotals> TotalsAsync(IQueryable<DealStanding> found, CancellationToken cancel)
    {
        var (deals, earned, owed) = await found
            .Select(standing => new { standing.Earned, standing.Owed })
            .TotalsAsync(nameof(DealStanding.Earned), nameof(DealStanding.Owed), cancel);
        return new(deals, new(earned), new(earned - owed), new(owed));
    }

    internal static async Task<Dictionary<Guid, LedgerRow>> RowsAsync(PartnersDb db, IReadOnlyCollection<Guid> ids, DateOnly today, CancellationToken cancel)
    {
        var found = await Joined(db, db.DealStandings.AsNoTracking().Where(standing => ids.Contains(standing.DealId))).ToListAsync(cancel);
        return found.ToDictionary(row => row.Standing.DealId, row => row.On(today));
    }

    internal static async Task<LedgerRow?> RowAsync(PartnersDb db, Guid id, DateOnly today, CancellationToken cancel) => (await Joined(db, db.DealStandings.AsNoTracking().Where(standing => standing.DealId == id)).SingleOrDefaultAsync(cancel))?.On(today);

    /// <param name="standings">In order, and no more than are wanted.</param>
    private static IQueryable<Found> Joined(PartnersDb db, IQueryable<DealStanding> standings) =>
        from standing in standings
        join deal in db.Deals on standing.DealId equals deal.Id
        join partner in db.Organisations on standing.PartnerId equals partner.Id
        join found in db.Workspaces on deal.WorkspaceId equals found.Id into workspaces
        from workspace in workspaces.DefaultIfEmpty()
        select new Found
        {
            Standing = standing,
            PlatformId = deal.PlatformId,
            WorkspaceId = deal.WorkspaceId,
            Version = deal.Version,
            Partner = partner.Name,
            Client = workspace.DataOwnerName ?? workspace.Name ?? deal.ClientName ?? string.Empty,
        };

    /// <summary>What a line is made from. Not made by a constructor: a query does not see through one.</summary>
    private sealed class Found
    {
        public required DealStanding Standing { get; init; }

        public required long? PlatformId { get; init; }

        public required Guid? WorkspaceId { get; init; }

        public required int Version { get; init; }

        public required string Partner { get; init; }

        public required string Client { get; init; }

        public LedgerRow On(DateOnly today) => new(
            Standing.DealId,
            PlatformId,
            Standing.PartnerId,
            Partner,
            Client,
            WorkspaceId,
            Standing.Kickback,
            Standing.Discount,
            Standing.BilledDiscount,
            Standing.Cap,
            Standing.Earned,
            Standing.PaidOut,
            Standing.Owed,
            Standing.StartsOn,
            Standing.ExpiresOn,
            Standing.EndedOn,
            DealStatuses.Of(Standing.IsVoid, Standing.StartsOn, Standing.ExpiresOn, Standing.EndedOn, Standing.Cap, Standing.Earned, today),
            Version);
    }
}
