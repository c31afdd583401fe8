using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Persistence;

namespace Partners.Core.ExternalLed;

/// <summary>
/// Collects the external clients that a change may affect, however the change reaches them; the next refresh of the same day reads only
/// those. It may collect too many, which costs one needless read each.
/// </summary>
internal sealed class StaleClients
{
    private readonly HashSet<Guid> _workspaces = [];
    private readonly HashSet<Guid> _projects = [];
    private readonly HashSet<Guid> _partners = [];
    private readonly HashSet<Guid> _seated = [];
    private readonly HashSet<Guid> _seatedUsers = [];
    private readonly Dictionary<Guid, string> _addresses = [];
    private readonly HashSet<Guid> _hosts = [];
    private readonly HashSet<Guid> _dataOwners = [];
    private readonly HashSet<string> _dataOwnerKeys = new(StringComparer.Ordinal);

    /// <summary>Marks the clients that a command changed, except where the pipeline itself did.</summary>
    public static Task MarkAsync(PartnersDb db, IReadOnlyList<Changed> changed, CancellationToken cancel)
    {
        var stale = new StaleClients();
        foreach (var change in changed.Where(change => change.Kind is not (CandidateSubjects.Candidate or CandidateSubjects.Refresh)))
        {
            if (change.WorkspaceId is { } workspace)
            {
                stale.Workspace(workspace);
            }
        }

        return stale.SaveAsync(db, cancel);
    }

    public void Workspace(Guid id) => _workspaces.Add(id);

    /// <summary>The client whose workspace holds the project.</summary>
    public void Project(Guid id) => _projects.Add(id);

    /// <summary>All clients of an organisation.</summary>
    public void ClientsOf(Guid organisationId) => _partners.Add(organisationId);

    /// <summary>Clients in whose workspaces the person has a membership.</summary>
    public void WithSeatOf(Guid personId) => _seated.Add(personId);

    /// <summary>All clients of the partners whose owner or admin this person is: their address decides whose side others are on.</summary>
    /// <param name="emailKey">Normalised address that the person has now or had until now: only a change of it matters.</param>
    public void HostedBy(Guid personId, string emailKey)
    {
        if (!_addresses.TryAdd(personId, emailKey) && _addresses[personId] != emailKey)
        {
            _hosts.Add(personId);
        }
    }

    /// <param name="userId">The id that projects and activity use for the person.</param>
    public void WithSeatOfUser(Guid userId) => _seatedUsers.Add(userId);

    /// <summary>Clients whose data owner has this person's address.</summary>
    public void OwnedBy(Guid personId) => _dataOwners.Add(personId);

    /// <param name="emailKey">Normalised address that the person has now or had until now.</param>
    public void OwnedBy(string emailKey) => _dataOwnerKeys.Add(emailKey);

    /// <summary>
    /// Marks the collected clients, in the open transaction and after the changes. A client already marked gets a new stamp.
    /// </summary>
    public async Task SaveAsync(PartnersDb db, CancellationToken cancel)
    {
        var found = await FindAsync(db, cancel);
        if (found.Count == 0)
        {
            return;
        }

        await db.SignalTouches.Where(touch => found.Contains(touch.WorkspaceId)).ExecuteDeleteAsync(cancel);
        var stamp = Guid.CreateVersion7();
        db.InsertAll<SignalTouch>([.. found.Select(workspace => new SignalTouch(workspace, stamp))]);
    }

    private async Task<HashSet<Guid>> FindAsync(PartnersDb db, CancellationToken cancel)
    {
        var clients = db.Workspaces.AsNoTracking().LiveClients();
        var seats = db.WorkspaceMemberships.Where(seat => seat.DeletedAt == null);
        var found = new HashSet<Guid>();
        await AddAsync(_workspaces, clients.Where(client => _workspaces.Contains(client.Id)).Select(client => client.Id));
        await AddAsync(
            _projects,
            db.Projects
                .Where(project => _projects.Contains(project.Id))
                .Join(clients, project => project.WorkspaceId, client => client.Id, (_, client) => client.Id));
        await AddAsync(_partners, clients.Where(client => _partners.Contains(client.OrganisationId)).Select(client => client.Id));
        await AddAsync(
            _seated,
            seats.Where(seat => _seated.Contains(seat.PersonId))
                .Join(clients, seat => seat.WorkspaceId, client => client.Id, (_, client) => client.Id));
        await AddAsync(
            _hosts,
            db.OrganisationMemberships
                .Where(member =>
                    _hosts.Contains(member.PersonId)
                    && (member.Role == OrganisationRole.Owner || member.Role == OrganisationRole.Admin))
                .Join(clients, member => member.OrganisationId, client => client.OrganisationId, (_, client) => client.Id));
        await AddAsync(
            _seatedUsers,
            from person in db.People
            where _seatedUsers.Contains(person.DirectusUserId)
            join seat in seats on person.Id equals seat.PersonId
            join client in clients on seat.WorkspaceId equals client.Id
            select client.Id);
        if (_dataOwners.Count > 0)
        {
            _dataOwnerKeys.UnionWith(
                await db.People.Where(person => _dataOwners.Contains(person.Id)).Select(person => person.EmailKey).ToListAsync(cancel));
        }

        await AddAsync(_dataOwnerKeys, clients.OwnedBy(_dataOwnerKeys).Select(client => client.Id));
        return found;

        async Task AddAsync<T>(HashSet<T> by, IQueryable<Guid> query)
        {
            if (by.Count > 0)
            {
                found.UnionWith(await query.Distinct().ToListAsync(cancel));
            }
        }
    }
}
