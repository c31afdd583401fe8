using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Organisations;

/// <summary>Finds organisations.</summary>
public sealed class OrganisationDirectory(IDbContextFactory<PartnersDb> contexts, TimeProvider time, OrganisationTies ties)
{
    /// <summary>
    /// One page of live organisations. A page past the end shows the last one, and a search longer than
    /// <see cref="NameIndexes.LongestSearch"/> characters finds nothing; the notice says so.
    /// </summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<OrganisationListing> ListAsync(Staff who, OrganisationQuery query, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        var search = SearchKey.Of(query.Search ?? string.Empty);
        if (NameIndexes.Refuse(search) is { } tooLong)
        {
            return new([], 0, 1, tooLong);
        }

        await using var db = await contexts.OpenAsync(cancel);
        var today = time.TodayInAmsterdam();
        var names = await NameSearch<Organisation>.PrepareAsync(db, NameIndexes.Organisations, search, cancel);

        var (total, uncounted) = await CountAsync(db, query, names, today, cancel);
        var page = Paging.Of(query.Page, query.PageSize, OrganisationQuery.LargestPage, total);
        var rows = await Filter(db, names, query, today)
            .InOrder(query.Order, query.Descending)
            .InPage(page)
            .Select(Row(db, today))
            .ToListAsync(cancel);
        return new(rows, total, page.Page, page.Notice ?? uncounted);
    }

    /// <summary>One line of the list as it is now; null if there is no such live organisation.</summary>
    public async Task<OrganisationRow?> FindRowAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.Organisations.AsNoTracking()
            .Where(organisation => organisation.Id == id && organisation.DeletedAt == null)
            .Select(Row(db, time.TodayInAmsterdam()))
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>The anomalies present, each with its number of organisations.</summary>
    public async Task<IReadOnlyList<AnomalyCount>> AnomaliesAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var found = new List<AnomalyCount>();
        foreach (var anomaly in Enum.GetValues<Anomaly>())
        {
            var count = await db.Organisations.CountAsync(anomaly.Condition(db, time.TodayInAmsterdam()), cancel);
            if (count > 0)
            {
                found.Add(new(anomaly, count));
            }
        }

        return found;
    }

    private static IQueryable<Organisation> Filter(PartnersDb db, NameSearch<Organisation> names, OrganisationQuery query, DateOnly today)
    {
        var organisations = names.Apply(db).AsNoTracking().Where(organisation => organisation.DeletedAt == null);
        if (query.PartnersOnly)
        {
            organisations = organisations.Where(organisation => organisation.IsPartner);
        }

        return query.Anomaly is { } anomaly ? organisations.Where(anomaly.Condition(db, today)) : organisations;
    }

    /// <summary>
    /// Without a search or an anomaly the total is stored. Otherwise it is counted, a search up to the limit in
    /// <see cref="NameIndexes.Counted"/>.
    /// </summary>
    private static async Task<(int Total, string? Notice)> CountAsync(
        PartnersDb db,
        OrganisationQuery query,
        NameSearch<Organisation> names,
        DateOnly today,
        CancellationToken cancel)
    {
        if (query.Anomaly is not null)
        {
            return (await Filter(db, names, query, today).CountAsync(cancel), null);
        }

        if (names.IsEmpty)
        {
            var tallies = db.Set<OrganisationTally>().Where(tally => tally.IsPartner || !query.PartnersOnly);
            return (await tallies.SumAsync(tally => tally.Organisations, cancel), null);
        }

        return NameIndexes.Counted(!query.PartnersOnly && names.Matches is { } matches
            ? matches
            : await Filter(db, names, query, today)
                .InOrder(OrganisationOrder.Name, descending: false)
                .Take(NameIndexes.MostCounted + 1)
                .CountAsync(cancel));
    }

    private Expression<Func<Organisation, OrganisationRow>> Row(PartnersDb db, DateOnly today)
    {
        var partnersOfOpenDeals = ties.PartnersOfOpenDeals(db, today);
        return organisation => new OrganisationRow(
            organisation.Id,
            organisation.Name,
            organisation.IsPartner,
            organisation.ExternalWorkspaceCount,
            partnersOfOpenDeals.Count(partner => partner == organisation.Id),
            organisation.CreatedAt,
            organisation.Version);
    }
}

internal static class OrganisationOrders
{
    /// <summary>Breaks ties by id, so that no organisation appears on two pages.</summary>
    public static IQueryable<Organisation> InOrder(this IQueryable<Organisation> organisations, OrganisationOrder order, bool descending) =>
        (order, descending) switch
        {
            (OrganisationOrder.Name, false) => organisations.OrderBy(o => o.NameKey).ThenBy(o => o.Id),
            (OrganisationOrder.Name, true) => organisations.OrderByDescending(o => o.NameKey).ThenByDescending(o => o.Id),
            (OrganisationOrder.Partner, true) => organisations.OrderByDescending(o => o.IsPartner).ThenBy(o => o.NameKey).ThenBy(o => o.Id),
            (OrganisationOrder.Partner, false) =>
                organisations.OrderBy(o => o.IsPartner).ThenByDescending(o => o.NameKey).ThenByDescending(o => o.Id),
            (OrganisationOrder.ExternalWorkspaces, true) =>
                organisations.OrderByDescending(o => o.ExternalWorkspaceCount).ThenBy(o => o.NameKey).ThenBy(o => o.Id),
            (OrganisationOrder.ExternalWorkspaces, false) =>
                organisations.OrderBy(o => o.ExternalWorkspaceCount).ThenByDescending(o => o.NameKey).ThenByDescending(o => o.Id),
            (OrganisationOrder.Created, true) => organisations.OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Id),
            (OrganisationOrder.Created, false) => organisations.OrderBy(o => o.CreatedAt).ThenBy(o => o.Id),
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };
}
