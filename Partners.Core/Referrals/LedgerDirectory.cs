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

        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        var today = time.TodayInAmsterdam();
        var totals = await TotalsAsync(db.Read(query, walkOrder: false).Matching(query, search, today), cancel);
        var page = Paging.Of(query.Page, query.PageSize, LedgerQuery.LargestPage, totals.Deals);
        var walkOrder = query.WalksItsOrder(totals.Deals, await db.DealStandings.CountAsync(cancel));
        var found = db.Read(query, walkOrder).Matching(query, search, today).InOrder(query.Order, query.Descending);
        var ids = totals.Deals == 0 ? [] : await found.Skip(page.Skipped).Take(page.Size).Select(standing => standing.DealId).ToListAsync(cancel);
        var rows = await RowsAsync(db, ids, today, cancel);

        // An import may have removed a deal since it was found.
        return new([.. ids.Select(id => rows.GetValueOrDefault(id)).OfType<LedgerRow>()], totals, page.Page, page.Notice);
    }

    /// <summary>One line of the grid, as it is now; null where there is no such live deal.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<LedgerRow?> FindRowAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return (await RowsAsync(db, [id], time.TodayInAmsterdam(), cancel)).GetValueOrDefault(id);
    }

    /// <summary>All deals on one client's workspace, the newest first; void ones among them.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<LedgerRow>> OfWorkspaceAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var ids = await db.Deals.AsNoTracking().OfWorkspace(workspaceId).ToListAsync(cancel);
        var rows = await RowsAsync(db, ids, time.TodayInAmsterdam(), cancel);

        // A deal that an import has just brought has no line in the grid before the import ends.
        return [.. ids.Select(id => rows.GetValueOrDefault(id)).OfType<LedgerRow>()];
    }

    /// <summary>
    /// Counts and adds in one pass. EF Core asks for several sums at once by grouping by a constant, and SQLite sorts all rows for that,
    /// which takes twice as long. Cents are whole numbers to the database, which knows nothing of euros.
    /// </summary>
    private static async Task<LedgerTotals> TotalsAsync(IQueryable<DealStanding> found, CancellationToken cancel)
    {
        await using var command = found.Select(standing => new { standing.Earned, standing.PaidOut }).CreateDbCommand();
#pragma warning disable CA2100 // Nothing of what a person typed stands in the text: EF Core made it, and its parameters are parameters.
        command.CommandText = $"""SELECT COUNT(*), COALESCE(SUM("Earned"), 0), COALESCE(SUM("PaidOut"), 0) FROM ({command.CommandText}) AS "found" """;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var (deals, earned, paidOut) = (reader.GetInt32(0), new Money(reader.GetInt64(1)), new Money(reader.GetInt64(2)));
        return new(deals, earned, paidOut, earned - paidOut);
    }

    internal static async Task<Dictionary<Guid, LedgerRow>> RowsAsync(PartnersDb db, IReadOnlyCollection<Guid> ids, DateOnly today, CancellationToken cancel)
    {
        var rows = await (
            from standing in db.DealStandings.AsNoTracking()
            where ids.Contains(standing.DealId)
            join deal in db.Deals on standing.DealId equals deal.Id
            join partner in db.Organisations on standing.PartnerId equals partner.Id
            join found in db.Workspaces on deal.WorkspaceId equals found.Id into workspaces
            from workspace in workspaces.DefaultIfEmpty()
            select new { standing, deal.PlatformId, deal.WorkspaceId, deal.Version, Partner = partner.Name, Client = workspace.DataOwnerName ?? workspace.Name ?? deal.ClientName ?? string.Empty })
            .ToListAsync(cancel);
        return rows.ToDictionary(row => row.standing.DealId, row => new LedgerRow(
            row.standing.DealId,
            row.PlatformId,
            row.standing.PartnerId,
            row.Partner,
            row.Client,
            row.WorkspaceId,
            row.standing.Kickback,
            row.standing.Discount,
            row.standing.BilledDiscount,
            row.standing.Cap,
            row.standing.Earned,
            row.standing.PaidOut,
            row.standing.Owed,
            row.standing.StartsOn,
            row.standing.ExpiresOn,
            row.standing.EndedOn,
            DealStatuses.Of(row.standing.IsVoid, row.standing.StartsOn, row.standing.ExpiresOn, row.standing.EndedOn, row.standing.Cap, row.standing.Earned, today),
            row.Version));
    }
}

internal static class LedgerLists
{
    private const long Shares = 100_00;

    /// <summary>
    /// All standings, to be read from the narrow table one after the other; by an index, where the order's is to be walked or one
    /// partner's few are asked for. Left to itself SQLite takes an index wherever one fits, and looks up nearly every row through it.
    /// </summary>
    public static IQueryable<DealStanding> Read(this PartnersDb db, LedgerQuery query, bool walkOrder) =>
        (walkOrder || query.PartnerId is not null ? db.DealStandings : db.DealStandings.FromSqlRaw("""SELECT * FROM "DealStandings" NOT INDEXED""")).AsNoTracking();

    /// <summary>
    /// Whether a page is together soonest by walking the order's index past what does not match: so many match that the next one is
    /// never far. Not by amounts and days where a status or the like is asked for: its deals can all lie at the index's other end.
    /// </summary>
    /// <param name="matches">Of the filter.</param>
    /// <param name="all">Deals without any.</param>
    public static bool WalksItsOrder(this LedgerQuery query, int matches, int all)
    {
        var byName = query.Order is LedgerOrder.Partner or LedgerOrder.Client;
        var isScattered = byName || (query.Status is null && query.ExpiringWithinDays is null && query.OwedMoreThan is null && !query.DiscountMismatch);
        return matches * 2 >= all || (isScattered && matches > NameIndexes.MostCounted);
    }

    /// <summary>The filter, without order. The words for the statuses are <see cref="DealStatuses.Of"/>, in words that the database understands.</summary>
    public static IQueryable<DealStanding> Matching(this IQueryable<DealStanding> standings, LedgerQuery query, string search, DateOnly today)
    {
        if (search.Length > 0)
        {
            standings = standings.Where(standing => standing.PartnerKey.Contains(search) || standing.ClientKey.Contains(search));
        }

        if (query.PartnerId is { } partner)
        {
            standings = standings.Where(standing => standing.PartnerId == partner);
        }

        if (query.ExpiringWithinDays is { } days)
        {
            var until = today.AddDays(Math.Clamp(days, 0, 36_500));
            standings = standings.Running(today).Where(standing => standing.ExpiresOn <= until || standing.EndedOn <= until);
        }

        if (query.OwedMoreThan is { } owed)
        {
            standings = standings.Where(standing => standing.Owed > owed);
        }

        if (query.DiscountMismatch)
        {
            standings = standings.Where(standing => !standing.IsVoid && standing.BilledDiscount != null && standing.BilledDiscount != standing.Discount);
        }

        return query.Status is { } status ? standings.In(status, today) : standings;
    }

    public static IQueryable<Guid> OfWorkspace(this IQueryable<Deal> deals, Guid workspaceId) => deals
        .Where(deal => deal.WorkspaceId == workspaceId && deal.DeletedAt == null)
        .OrderByDescending(deal => deal.StartsOn)
        .ThenByDescending(deal => deal.Id)
        .Select(deal => deal.Id);

    public static IQueryable<DealStanding> InOrder(this IQueryable<DealStanding> standings, LedgerOrder order, bool descending)
    {
        var ordered = (order, descending) switch
        {
            (LedgerOrder.Partner, false) => standings.OrderBy(s => s.PartnerKey).ThenBy(s => s.ClientKey),
            (LedgerOrder.Partner, true) => standings.OrderByDescending(s => s.PartnerKey).ThenByDescending(s => s.ClientKey),
            (LedgerOrder.Client, false) => standings.OrderBy(s => s.ClientKey),
            (LedgerOrder.Client, true) => standings.OrderByDescending(s => s.ClientKey),
            (LedgerOrder.Kickback, false) => standings.OrderBy(s => s.Kickback),
            (LedgerOrder.Kickback, true) => standings.OrderByDescending(s => s.Kickback),
            (LedgerOrder.Discount, false) => standings.OrderBy(s => s.Discount),
            (LedgerOrder.Discount, true) => standings.OrderByDescending(s => s.Discount),

            // No cap is the highest, no expiry the last.
            (LedgerOrder.Cap, false) => standings.OrderBy(s => s.Cap == null).ThenBy(s => s.Cap),
            (LedgerOrder.Cap, true) => standings.OrderByDescending(s => s.Cap == null).ThenByDescending(s => s.Cap),
            (LedgerOrder.Earned, false) => standings.OrderBy(s => s.Earned),
            (LedgerOrder.Earned, true) => standings.OrderByDescending(s => s.Earned),
            (LedgerOrder.Owed, false) => standings.OrderBy(s => s.Owed),
            (LedgerOrder.Owed, true) => standings.OrderByDescending(s => s.Owed),
            (LedgerOrder.Expires, false) => standings.OrderBy(s => s.ExpiresOn == null).ThenBy(s => s.ExpiresOn),
            (LedgerOrder.Expires, true) => standings.OrderByDescending(s => s.ExpiresOn == null).ThenByDescending(s => s.ExpiresOn),
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };
        return descending ? ordered.ThenByDescending(s => s.DealId) : ordered.ThenBy(s => s.DealId);
    }

    private static IQueryable<DealStanding> In(this IQueryable<DealStanding> standings, DealStatus status, DateOnly today)
    {
        var near = today.AddDays(DealStatuses.NearExpiryDays);
        var share = (long)DealStatuses.NearCap.BasisPoints;
        var started = standings.Running(today).Where(s => s.StartsOn <= today);
        return status switch
        {
            DealStatus.Void => standings.Where(s => s.IsVoid),
            DealStatus.Ended => standings.Where(s => !s.IsVoid && s.EndedOn < today),
            DealStatus.Expired => standings.Where(s => !s.IsVoid && (s.EndedOn == null || s.EndedOn >= today) && s.ExpiresOn < today),
            DealStatus.Upcoming => standings.Running(today).Where(s => s.StartsOn > today),
            DealStatus.CapReached => started.Where(s => s.Cap != null && s.Earned >= s.Cap),
            DealStatus.NearCap => started.Where(s => s.Cap != null && s.Earned < s.Cap && (long)(object)s.Earned * Shares >= (long)(object)s.Cap * share),
            DealStatus.NearExpiry => started.BelowCap(share).Where(s => s.ExpiresOn <= near || s.EndedOn <= near),
            DealStatus.Active => started.BelowCap(share).Where(s => (s.ExpiresOn == null || s.ExpiresOn > near) && (s.EndedOn == null || s.EndedOn > near)),
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
    }

    private static IQueryable<DealStanding> BelowCap(this IQueryable<DealStanding> standings, long share) =>
        standings.Where(s => s.Cap == null || (s.Earned < s.Cap && (long)(object)s.Earned * Shares < (long)(object)s.Cap * share));

    private static IQueryable<DealStanding> Running(this IQueryable<DealStanding> standings, DateOnly today) =>
        standings.Where(s => !s.IsVoid && (s.EndedOn == null || s.EndedOn >= today) && (s.ExpiresOn == null || s.ExpiresOn >= today));
}
