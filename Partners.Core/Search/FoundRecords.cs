using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;

namespace Partners.Core.Search;

/// <summary>Loads what is shown of a few records by id, leaving out those that are gone.</summary>
internal static class FoundRecords
{
    /// <summary>The most places shown for a person.</summary>
    private const int MostPlaces = 4;

    public static async Task<List<FoundOrganisation>> FoundOrganisationsAsync(
        this PartnersDb db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel) =>
        ids.Count == 0 ? [] : await db.Organisations.AsNoTracking()
            .Where(organisation => ids.Contains(organisation.Id) && organisation.DeletedAt == null)
            .Select(organisation => new FoundOrganisation(
                organisation.Id,
                organisation.Name,
                organisation.IsPartner,
                organisation.ExternalWorkspaceCount))
            .ToListAsync(cancel);

    public static async Task<List<FoundWorkspace>> FoundWorkspacesAsync(
        this PartnersDb db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel) =>
        ids.Count == 0 ? [] : await (
            from workspace in db.Workspaces.AsNoTracking()
            where ids.Contains(workspace.Id) && workspace.DeletedAt == null
            join organisation in db.Organisations on workspace.OrganisationId equals organisation.Id
            select new FoundWorkspace(workspace.Id, workspace.Name, workspace.DataOwnerName, organisation.Name, workspace.UsageContext))
            .ToListAsync(cancel);

    public static async Task<List<FoundDeal>> FoundDealsAsync(
        this PartnersDb db,
        IReadOnlyList<Guid> ids,
        DateOnly today,
        CancellationToken cancel) =>
        ids.Count == 0
            ? []
            : [.. (await LedgerDirectory.RowsAsync(db, ids, today, cancel)).Values
                .Select(row => new FoundDeal(row.Id, row.Partner, row.Client, row.Status))];

    public static async Task<List<FoundPerson>> FoundPeopleAsync(this PartnersDb db, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        return await db.People
            .AsNoTracking()
            .Where(person => ids.Contains(person.Id))
            .Select(person => new FoundPerson(person.Id, person.DisplayName, person.Email, new List<FoundPlace>()))
            .ToListAsync(cancel);
    }

    /// <summary>Adds the places of the people found.</summary>
    public static async Task<IReadOnlyList<Found>> WithPlacesAsync(
        this PartnersDb db,
        IReadOnlyList<Found> found,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var people = found.OfType<FoundPerson>().Select(person => person.Id).ToList();
        var organisations = await OrganisationsAsync(db, people, cancel);

        // Guests of workspaces: observers and externals belong to no organisation.
        var workspaces = await WorkspacesAsync(db, [.. people.Where(person => !organisations.Contains(person))], now, cancel);
        return [.. found.Select(row => row is FoundPerson person ? person with { Places = Places(person.Id) } : row)];

        List<FoundPlace> Places(Guid person) => [.. organisations[person].Concat(workspaces[person]).Take(MostPlaces)];
    }

    public static async Task<List<FoundHandoff>> FoundHandoffsAsync(
        this PartnersDb db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel) =>
        ids.Count == 0 ? [] : await (
            from handoff in db.Handoffs.AsNoTracking()
            where ids.Contains(handoff.Id)
            join workspace in db.Workspaces on handoff.WorkspaceId equals workspace.Id
            join partner in db.Organisations on handoff.PartnerId equals partner.Id
            join organisation in db.Organisations on handoff.ClientId equals (Guid?)organisation.Id into clients
            from client in clients.DefaultIfEmpty()
            select new FoundHandoff(
                handoff.Id,
                workspace.Name,
                workspace.DataOwnerName,
                partner.Name,
                client.Name ?? handoff.NewClientName,
                handoff.Status))
            .ToListAsync(cancel);

    /// <summary>By the whole id or number only.</summary>
    public static async Task<List<FoundPayment>> FoundPaymentsAsync(
        this PartnersDb db,
        string id,
        DateOnly today,
        CancellationToken cancel) =>
        [.. (await PaymentLookup.FindAsync(db, id, today, cancel)).Select(fate => new FoundPayment(
            fate.DealId ?? Guid.Empty,
            fate.Id,
            fate.Partner,
            fate.Client,
            fate.Says,
            fate.IsUnmatched))];

    private static async Task<ILookup<Guid, FoundPlace>> OrganisationsAsync(PartnersDb db, List<Guid> people, CancellationToken cancel) =>
        (people.Count == 0 ? [] : await (
            from membership in db.OrganisationMemberships.AsNoTracking()
            where people.Contains(membership.PersonId) && membership.DeletedAt == null
            join organisation in db.Organisations on membership.OrganisationId equals organisation.Id
            where organisation.DeletedAt == null
            orderby membership.CreatedAt, membership.Id
            select new { membership.PersonId, organisation.Id, organisation.Name, membership.Role }).ToListAsync(cancel))
        .ToLookup(place => place.PersonId, place => new FoundPlace(place.Id, place.Name, place.Role, null));

    private static async Task<ILookup<Guid, FoundPlace>> WorkspacesAsync(
        PartnersDb db,
        List<Guid> people,
        DateTimeOffset now,
        CancellationToken cancel) =>
        (people.Count == 0 ? [] : await (
            from membership in db.WorkspaceMemberships.AsNoTracking().WithAccess(now)
            where people.Contains(membership.PersonId)
            join workspace in db.Workspaces on membership.WorkspaceId equals workspace.Id
            where workspace.DeletedAt == null
            orderby membership.CreatedAt, membership.Id
            select new { membership.PersonId, workspace.Id, workspace.Name, membership.Role }).ToListAsync(cancel))
        .ToLookup(place => place.PersonId, place => new FoundPlace(place.Id, place.Name, null, place.Role));
}
