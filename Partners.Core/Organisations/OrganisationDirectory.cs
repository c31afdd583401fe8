using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Organisations;

/// <summary>Finds organisations among many. Every order and filter has an index that its query walks.</summary>
public sealed class OrganisationDirectory(IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    private static readonly Func<PartnersDb, bool, CancellationToken, Task<int>> s_tallied = EF.CompileAsyncQuery((PartnersDb db, bool partnersOnly, CancellationToken _) =>
        db.Set<OrganisationTally>().Where(tally => tally.IsPartner || !partnersOnly).Sum(tally => tally.Organisations));

    private static readonly TranslatedQueries<Listed, OrganisationRow> s_pages = new((db, listed, moment, page, _) =>
        Filter(db.Organisations, db, listed.PartnersOnly, listed.Anomaly, moment.Today).InOrder(listed.Order, listed.Descending).InPage(page).Select(Row(db, moment.Today)));

    private static readonly Func<PartnersDb, Anomaly, CancellationToken, Task<int>> s_standing = EF.CompileAsyncQuery((PartnersDb db, Anomaly anomaly, CancellationToken _) =>
        db.Organisations.Count(organisation => organisation.DeletedAt == null && organisation.StandingAnomaly == anomaly));

    /// <summary>
    /// One page of live organisations. A page beyond the last shows the last one; a search longer than
    /// <see cref="NameIndexes.LongestSearch"/> characters finds nothing; both are said in the page's notice.
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
        var rows = names.IsEmpty
            ? await s_pages.Ask(db, new(query.PartnersOnly, query.Anomaly, query.Order, query.Descending), time, page).ToListAsync(cancel)
            : await Filter(db, names, query, today).InOrder(query.Order, query.Descending).InPage(new(page)).Select(Row(db, new(today))).ToListAsync(cancel);
        return new(rows, total, page.Page, page.Notice ?? uncounted);
    }

    /// <summary>One line of the list, as it is now; null where there is no such live organisation.</summary>
    public async Task<OrganisationRow?> FindRowAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.Organisations.AsNoTracking()
            .Where(organisation => organisation.Id == id && organisation.DeletedAt == null)
            .Select(Row(db, new(time.TodayInAmsterdam())))
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>The anomalies that there are, with how many organisations each.</summary>
    public async Task<IReadOnlyList<AnomalyCount>> AnomaliesAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var found = new List<AnomalyCount>();
        foreach (var anomaly in Enum.GetValues<Anomaly>())
        {
            var count = await db.Organisations.CountAsync(anomaly.Condition(db, new(time.TodayInAmsterdam())), cancel);
            if (count > 0)
            {
                found.Add(new(anomaly, count));
            }
        }

        return found;
    }

    private static IQueryable<Organisation> Filter(PartnersDb db, NameSearch<Organisation> names, OrganisationQuery query, DateOnly today) =>
        Filter(names.Apply(db), db, query.PartnersOnly, query.Anomaly, new(today));

    private static IQueryable<Organisation> Filter(IQueryable<Organisation> found, PartnersDb db, bool partnersOnly, Anomaly? only, QueryParameter<DateOnly> today)
    {
        var organisations = found.AsNoTracking().Where(organisation => organisation.DeletedAt == null);
        if (partnersOnly)
        {
            organisations = organisations.Where(organisation => organisation.IsPartner);
        }

        return only is { } anomaly ? organisations.Where(anomaly.Condition(db, today)) : organisations;
    }

    /// <summary>Without a search or an anomaly the total is a row that a trigger keeps; otherwise it is counted, a search so far as <see cref="NameIndexes.Counted"/> says.</summary>
    private static async Task<(int Total, string? Notice)> CountAsync(PartnersDb db, OrganisationQuery query, NameSearch<Organisation> names, DateOnly today, CancellationToken cancel)
    {
        if (query is { Anomaly: Anomaly.ClientsWithoutFlag or Anomaly.FlagWithoutAgreement, PartnersOnly: false } && names.IsEmpty)
        {
            return (await s_standing(db, query.Anomaly.Value, cancel), null);
        }

        if (query.Anomaly is not null)
        {
            return (await Filter(db, names, query, today).CountAsync(cancel), null);
        }

        if (names.IsEmpty)
        {
            return (await s_tallied(db, query.PartnersOnly, cancel), null);
        }

        return NameIndexes.Counted(!query.PartnersOnly && names.Matches is { } matches
            ? matches
            : await Filter(db, names, query, today).InOrder(OrganisationOrder.Name, descending: false).Take(NameIndexes.MostCounted + 1).CountAsync(cancel));
    }

    private static Expression<Func<Organisation, OrganisationRow>> Row(PartnersDb db, QueryParameter<DateOnly> today)
    {
        var open = db.Deals.Open(today);
        return organisation => new OrganisationRow(
            organisation.Id,
            organisation.Name,
            organisation.IsPartner,
            organisation.ExternalWorkspaceCount,
            open.Count(deal => deal.PartnerId == organisation.Id),
            organisation.CreatedAt,
            organisation.Version);
    }

    /// <summary>What is asked for, but for the page.</summary>
    private sealed record Listed(bool PartnersOnly, Anomaly? Anomaly, OrganisationOrder Order, bool Descending);
}

internal static class OrganisationOrders
{
    /// <summary>With a tie-break, so that no row stands on two pages. Each is one of the indexes, or its exact reverse.</summary>
    public static IQueryable<Organisation> InOrder(this IQueryable<Organisation> organisations, OrganisationOrder order, bool descending) => (order, descending) switch
    {
        (OrganisationOrder.Name, false) => organisations.OrderBy(o => o.NameKey).ThenBy(o => o.Id),
        (OrganisationOrder.Name, true) => organisations.OrderByDescending(o => o.NameKey).ThenByDescending(o => o.Id),
        (OrganisationOrder.Partner, true) => organisations.OrderByDescending(o => o.IsPartner).ThenBy(o => o.NameKey).ThenBy(o => o.Id),
        (OrganisationOrder.Partner, false) => organisations.OrderBy(o => o.IsPartner).ThenByDescending(o => o.NameKey).ThenByDescending(o => o.Id),
        (OrganisationOrder.ExternalWorkspaces, true) => organisations.OrderByDescending(o => o.ExternalWorkspaceCount).ThenBy(o => o.NameKey).ThenBy(o => o.Id),
        (OrganisationOrder.ExternalWorkspaces, false) => organisations.OrderBy(o => o.ExternalWorkspaceCount).ThenByDescending(o => o.NameKey).ThenByDescending(o => o.Id),
        (OrganisationOrder.Created, true) => organisations.OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Id),
        (OrganisationOrder.Created, false) => organisations.OrderBy(o => o.CreatedAt).ThenBy(o => o.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(order)),
    };
}
