using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Referrals;

namespace Partners.Core.Search;

/// <summary>What is shown of a few records, by their ids; those that are gone are left out.</summary>
internal static class FoundRecords
{
    /// <summary>Of the places where a person is.</summary>
    private const int MostPlaces = 4;

    public static async Task<List<FoundOrganisation>> FoundOrganisationsAsync(this PartnersDb db, IReadOnlyList<Guid> ids, CancellationToken cancel) => ids.Count == 0 ? [] : await db.Organisations.AsNoTracking()
        .Where(organisation => ids.Contains(organisation.Id) && organisation.DeletedAt == null)
        .Select(organisation => new FoundOrganisation(organisation.Id, organisation.Name, organisation.IsPartner, organisation.ExternalWorkspaceCount))
        .ToListAsync(cancel);

    public static async Task<List<FoundWorkspace>> FoundWorkspacesAsync(this PartnersDb db, IReadOnlyList<Guid> ids, CancellationToken cancel) => ids.Count == 0 ? [] : await (
        from workspace in db.Workspaces.AsNoTracking()
        where ids.Contains(workspace.Id) && workspace.DeletedAt == null
        join organisation in db.Organisations on workspace.OrganisationId equals organisation.Id
        select new FoundWorkspace(workspace.Id, workspace.Name, workspace.DataOwnerName, organisation.Name, workspace.UsageContext)).ToListAsync(cancel);

    public static async Task<List<FoundDeal>> FoundDealsAsync(this PartnersDb db, IReadOnlyList<Guid> ids, DateOnly today, CancellationToken cancel) =>
        ids.Count == 0 ? [] : [.. (await LedgerDirectory.RowsAsync(db, ids, today, cancel)).Values.Select(row => new FoundDeal(row.Id, row.Partner, row.Client, row.Status))];

    public static async Task<List<FoundPerson>> FoundPeopleAsync(this PartnersDb db, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        return await db.People.AsNoTracking().Where(person => ids.Contains(person.Id)).Select(person => new FoundPerson(person.Id, person.DisplayName, person.Email, new List<FoundPlace>())).ToListAsync(cancel);
    }

    /// <summary>Where the people who are shown can be looked at.</summary>
    public static async Task<IReadOnlyList<Found>> WithPlacesAsync(this PartnersDb db, IReadOnlyList<Found> found, CancellationToken cancel)
    {
        var rows = new List<Found>();
        foreach (var row in found)
        {
            rows.Add(row is FoundPerson person ? person with { Places = await PlacesAsync(db, person.Id, cancel) } : row);
        }

        return rows;
    }

    public static async Task<List<FoundHandoff>> FoundHandoffsAsync(this PartnersDb db, IReadOnlyList<Guid> ids, CancellationToken cancel) => ids.Count == 0 ? [] : await (
        from handoff in db.Handoffs.AsNoTracking()
        where ids.Contains(handoff.Id)
        join workspace in db.Workspaces on handoff.WorkspaceId equals workspace.Id
        join partner in db.Organisations on handoff.PartnerId equals partner.Id
        join organisation in db.Organisations on handoff.ClientId equals (Guid?)organisation.Id into clients
        from client in clients.DefaultIfEmpty()
        select new FoundHandoff(handoff.Id, workspace.Name, workspace.DataOwnerName, partner.Name, client.Name ?? handoff.NewClientName, handoff.Status)).ToListAsync(cancel);

    private static async Task<IReadOnlyList<FoundPlace>> PlacesAsync(PartnersDb db, Guid person, CancellationToken cancel)
    {
        var organisations = await (
            from membership in db.OrganisationMemberships.AsNoTracking()
            where membership.PersonId == person && membership.DeletedAt == null
            join organisation in db.Organisations on membership.OrganisationId equals organisation.Id
            where organisation.DeletedAt == null
            orderby membership.CreatedAt, membership.Id
            select new FoundPlace(organisation.Id, organisation.Name, membership.Role, null)).Take(MostPlaces).ToListAsync(cancel);
        if (organisations.Count > 0)
        {
            return organisations;
        }

        // Guests of workspaces: observers and externals belong to no organisation.
        return await (
            from membership in db.WorkspaceMemberships.AsNoTracking()
            where membership.PersonId == person && membership.DeletedAt == null
            join workspace in db.Workspaces on membership.WorkspaceId equals workspace.Id
            where workspace.DeletedAt == null
            orderby membership.CreatedAt, membership.Id
            select new FoundPlace(workspace.Id, workspace.Name, null, membership.Role)).Take(MostPlaces).ToListAsync(cancel);
    }
}
