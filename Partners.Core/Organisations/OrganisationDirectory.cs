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
        var tallies = await db.Set<OrganisationTally>().AsNoTracking().ToListAsync(cancel);
        var places = await PlacesOfAddressAsync(db, search, cancel);
        var names = await NameSearch<Organisation>.PrepareAsync(
            db,
            NameIndexes.Organisations,
            places is null ? search : string.Empty,
            cancel);
        var matching = Filter(db, names, places, query, today);

        var (total, uncounted) = names.IsEmpty && places is null && query.Anomaly is null
            ? (tallies.Where(tally => tally.IsPartner || !query.PartnersOnly).Sum(tally => tally.Organisations), null)
            : await CountAsync(matching, query, names, cancel);
        var page = Paging.Of(query.Page, query.PageSize, OrganisationQuery.LargestPage, total);
        var rows = await db.Engine.Page(matching, page, found => found.InOrder(query.Order, query.Descending))
            .Select(Row(db, today))
            .ToListAsync(cancel);
        var tiers = await ties.Tiers(db, rows.ConvertAll(row => row.Id), cancel);
        return new([.. rows.Select(row => row with { Tier = tiers.GetValueOrDefault(row.Id) })], total, page.Page, page.Notice ?? uncounted)
        {
            All = tallies.Sum(tally => tally.Organisations),
        };
    }

    /// <summary>One line of the list as it is now; null if there is no such live organisation.</summary>
    public async Task<OrganisationRow?> FindRowAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var row = await db.Organisations.AsNoTracking()
            .Where(organisation => organisation.Id == id && organisation.DeletedAt == null)
            .Select(Row(db, time.TodayInAmsterdam()))
            .SingleOrDefaultAsync(cancel);
        return row is null ? null : row with { Tier = (await ties.Tiers(db, [id], cancel)).GetValueOrDefault(id) };
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

    /// <summary>
    /// The organisations of the people whose address contains the text, found by the trigrams of people and the index of memberships. Null
    /// if the text is no part of an address, or nobody has one like it: then it is looked for in names.
    /// </summary>
    private static async Task<IReadOnlyList<Guid>?> PlacesOfAddressAsync(PartnersDb db, string search, CancellationToken cancel)
    {
        if (!search.Contains('@', StringComparison.Ordinal) || search.Length < NameIndexes.LettersOfTrigram)
        {
            return null;
        }

        var people = await TrigramIndex.People.FindAsync(db, [search], NameIndexes.MostCounted, cancel);
        var places = await db.OrganisationMemberships.AsNoTracking().OfPeople(people).Distinct().ToListAsync(cancel);
        return places.Count == 0 ? null : places;
    }

    private static IQueryable<Organisation> Filter(
        PartnersDb db,
        NameSearch<Organisation> names,
        IReadOnlyList<Guid>? places,
        OrganisationQuery query,
        DateOnly today)
    {
        var organisations = names.Apply(db).AsNoTracking().Where(organisation => organisation.DeletedAt == null);
        if (places is not null)
        {
            organisations = organisations.Where(organisation => places.Contains(organisation.Id));
        }

        if (query.PartnersOnly)
        {
            organisations = organisations.Where(organisation => organisation.IsPartner);
        }

        return query.Anomaly is { } anomaly ? organisations.Where(anomaly.Condition(db, today)) : organisations;
    }

    /// <summary>
    /// Counts in the database, a search up to the limit in <see cref="NameIndexes.Counted"/>. Without any filter the total is stored.
    /// </summary>
    private static async Task<(int Total, string? Notice)> CountAsync(
        IQueryable<Organisation> matching,
        OrganisationQuery query,
        NameSearch<Organisation> names,
        CancellationToken cancel)
    {
        if (query.Anomaly is not null || names.IsEmpty)
        {
            return (await matching.CountAsync(cancel), null);
        }

        return NameIndexes.Counted(!query.PartnersOnly && names.Matches is { } matches
            ? matches
            : await matching.InOrder(OrganisationOrder.Name, descending: false).Take(NameIndexes.MostCounted + 1).CountAsync(cancel));
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
            organisation.Version)
        {
            UndatedAnomaly = organisation.UndatedAnomaly,
            IsAgreementEnded = organisation.AgreementEndsOn < today,
            Contact = (
                from membership in db.OrganisationMemberships.Hosts()
                where membership.OrganisationId == organisation.Id
                join person in db.People on membership.PersonId equals person.Id
                orderby membership.Role descending, membership.CreatedAt, person.Id
                select person.DisplayName).FirstOrDefault(),
        };
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
