using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>Finds deals among many, with their totals.</summary>
public sealed class LedgerDirectory(IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    /// <summary>A search that finds no more is answered from one walk past all names, where counting and finding take one each.</summary>
    private const int MostOfFew = 100;

    private static readonly Func<PartnersDb, Guid, CancellationToken, Task<Found?>> s_row = EF.CompileAsyncQuery((PartnersDb db, Guid id, CancellationToken _) =>
        Joined(db, db.DealStandings.AsNoTracking()).SingleOrDefault(found => found.Standing.DealId == id));

    private static readonly Func<PartnersDb, CancellationToken, Task<int>> s_count = EF.CompileAsyncQuery((PartnersDb db, CancellationToken _) => db.DealStandings.Count());

    /// <summary>Of what is chosen, not typed: that has few shapes.</summary>
    private static readonly TranslatedQueries<Listed, Found> s_pages = new((db, listed, moment, page, partner) =>
        Joined(db, db.Standings(listed.Index).Matching(listed.Query, search: string.Empty, moment.Today, partner).InOrder(listed.Query.Order, listed.Query.Descending).InPage(page)));

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
        if (query.PartnerId is not null && query.Page <= 1 && await WholeAsync(db, query, search, cancel) is { } whole)
        {
            return whole;
        }

        var matching = db.Standings(LedgerIndexes.OfFilter(query, search)).Matching(query, search, today);
        var few = search.Length > 0 ? await FewAsync(matching, cancel) : null;
        var totals = few is null ? await TotalsAsync(matching, cancel) : Totals(few);
        var page = Paging.Of(query.Page, query.PageSize, LedgerQuery.LargestPage, totals.Deals);
        var rows = totals.Deals == 0 ? []
            : few is not null ? await AmongAsync(db, few, query, page, cancel)
            : await PageAsync(db, query, search, LedgerIndexes.OfPage(query, search, totals.Deals, await s_count(db, cancel)), page, cancel);
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

    /// <summary>A partner's deals, which mostly are all on the first page: they are their own totals then. Null where there may be more.</summary>
    private async Task<LedgerListing?> WholeAsync(PartnersDb db, LedgerQuery query, string search, CancellationToken cancel)
    {
        var first = Paging.Of(askedPage: 1, query.PageSize, LedgerQuery.LargestPage, total: 0);
        var rows = await PageAsync(db, query, search, LedgerIndexes.OfFilter(query, search), first, cancel);
        return rows.Count < first.Size ? new(rows.ConvertAll(row => row.On(time.TodayInAmsterdam())), Totals(rows.ConvertAll(row => row.Standing)), first.Page, first.Notice) : null;
    }

    private async Task<List<Found>> PageAsync(PartnersDb db, LedgerQuery query, string search, string? index, Paging page, CancellationToken cancel)
    {
        var rows = query.IsChosen
            ? s_pages.Ask(db, new(query with { Search = null, PartnerId = query.PartnerId is null ? null : Guid.Empty, Page = 1, PageSize = 1 }, index), time, page, query.PartnerId ?? Guid.Empty)
            : Joined(db, db.Standings(index).Matching(query, search, time.TodayInAmsterdam()).InOrder(query.Order, query.Descending).InPage(new(page))).AsAsyncEnumerable();
        return await rows.ToListAsync(cancel);
    }

    private static Task<List<Found>> AmongAsync(PartnersDb db, IReadOnlyList<DealStanding> few, LedgerQuery query, Paging page, CancellationToken cancel)
    {
        var ids = few.Select(standing => standing.DealId).ToList();
        return Joined(db, db.DealStandings.AsNoTracking().Where(standing => ids.Contains(standing.DealId)).InOrder(query.Order, query.Descending).InPage(new(page))).ToListAsync(cancel);
    }

    /// <summary>All that match, in no order; null where they are more than a few.</summary>
    private static async Task<IReadOnlyList<DealStanding>?> FewAsync(IQueryable<DealStanding> found, CancellationToken cancel)
    {
        var few = new List<DealStanding>();
        await foreach (var standing in found.AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (few.Count == MostOfFew)
            {
                return null;
            }

            few.Add(standing);
        }

        return few;
    }

    private static LedgerTotals Totals(IReadOnlyList<DealStanding> found) => found.Aggregate(
        s_nothing,
        (sum, standing) => new(sum.Deals + 1, sum.Earned + standing.Earned, sum.PaidOut + standing.PaidOut, sum.Owed + standing.Owed));

    /// <summary>
    /// Counts and adds in one pass. EF Core asks for several sums at once by grouping by a constant, and SQLite sorts all rows for that,
    /// which takes twice as long. Cents are whole numbers to the database, which knows nothing of euros.
    /// </summary>
    private static async Task<LedgerTotals> TotalsAsync(IQueryable<DealStanding> found, CancellationToken cancel)
    {
        await using var command = found.Select(standing => new { standing.Earned, standing.Owed }).CreateDbCommand();
#pragma warning disable CA2100 // Nothing of what a person typed stands in the text: EF Core made it, and its parameters are parameters.
        command.CommandText = $"""SELECT COUNT(*), COALESCE(SUM("Earned"), 0), COALESCE(SUM("Owed"), 0) FROM ({command.CommandText}) AS "found" """;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var (deals, earned, owed) = (reader.GetInt32(0), new Money(reader.GetInt64(1)), new Money(reader.GetInt64(2)));
        return new(deals, earned, earned - owed, owed);
    }

    internal static async Task<Dictionary<Guid, LedgerRow>> RowsAsync(PartnersDb db, IReadOnlyCollection<Guid> ids, DateOnly today, CancellationToken cancel)
    {
        var found = await Joined(db, db.DealStandings.AsNoTracking().Where(standing => ids.Contains(standing.DealId))).ToListAsync(cancel);
        return found.ToDictionary(row => row.Standing.DealId, row => row.On(today));
    }

    internal static async Task<LedgerRow?> RowAsync(PartnersDb db, Guid id, DateOnly today, CancellationToken cancel) => (await s_row(db, id, cancel))?.On(today);

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

    /// <summary>A list as it is chosen from the page's filters and orders; whose it is and which page of it come with each asking.</summary>
    private sealed record Listed(LedgerQuery Query, string? Index);

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
