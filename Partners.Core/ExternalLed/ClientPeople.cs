using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.ExternalLed;

/// <summary>The people of several workspaces, by either of their ids, each as of the moment of an act.</summary>
internal sealed class ClientPeople
{
    private readonly Sides _sides;
    private readonly Dictionary<(Guid Workspace, Guid Person), (KnownPerson Known, ClientPerson Person)> _byId = [];
    private readonly Dictionary<(Guid Workspace, Guid User), (KnownPerson Known, ClientPerson Person)> _byUser = [];
    private readonly ILookup<Guid, ClientPerson> _ofWorkspace;
    private readonly ILookup<Guid, (KnownPerson Known, ClientPerson Person)> _everywhere;

    private ClientPeople(IEnumerable<KnownPerson> found, Sides sides, DateTimeOffset ends)
    {
        _sides = sides;
        var all = found
            .Select(known => (Known: known, Person: new ClientPerson(
                known.Person.Id,
                known.Person.DirectusUserId,
                known.Person.DisplayName,
                known.Person.Email,
                known.JoinedAt)))
            .OrderBy(each => each.Person.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(each => each.Person.Id)
            .ToList();
        foreach (var each in all)
        {
            _byId[(each.Known.WorkspaceId, each.Person.Id)] = each;
            _byUser[(each.Known.WorkspaceId, each.Person.UserId)] = each;
        }

        _ofWorkspace = all.Where(each => AsClient(each, ends) is not null)
            .ToLookup(each => each.Known.WorkspaceId, each => each.Person);
        _everywhere = all.ToLookup(each => each.Person.Id);
    }

    /// <summary>
    /// Everyone with access at the end of the window and the data owner. Whose side each was on is asked of each act (docs/product.md P6).
    /// </summary>
    public static async Task<ClientPeople> LoadAsync(
        PartnersDb db,
        IQueryable<Workspace> clients,
        DateTimeOffset ends,
        SideSettings settings,
        CancellationToken cancel)
    {
        var withAccess = await (
            from workspace in clients
            join membership in Seats(db, ends) on workspace.Id equals membership.WorkspaceId
            join person in db.People on membership.PersonId equals person.Id
            select new KnownPerson
            {
                WorkspaceId = workspace.Id,
                PartnerId = workspace.OrganisationId,
                Person = person,
                JoinedAt = membership.CreatedAt,
            })
            .ToListAsync(cancel);
        var dataOwners = await DataOwners(db, clients)
            .Select(found => new KnownPerson
            {
                WorkspaceId = found.Workspace.Id,
                PartnerId = found.Workspace.OrganisationId,
                Person = found.Person,
                JoinedAt = found.Workspace.CreatedAt,
            })
            .ToListAsync(cancel);

        // Someone with several memberships joined with the first; a data owner with access counts as one person.
        var known = withAccess.Concat(dataOwners)
            .GroupBy(one => (one.WorkspaceId, one.Person.Id))
            .Select(found => found.MinBy(one => one.JoinedAt)!)
            .ToList();
        return new(known, await Sides.OfClientsAsync(db, clients, settings, cancel), ends);
    }

    /// <summary>Memberships that give access when the window ends. dembrane's own support access is no evidence.</summary>
    public static IQueryable<WorkspaceMembership> Seats(PartnersDb db, DateTimeOffset ends) =>
        db.WorkspaceMemberships.AsNoTracking().WithAccess(ends).WithoutSupport();

    public static IQueryable<DataOwnerPerson> DataOwners(PartnersDb db, IQueryable<Workspace> clients) =>
        from workspace in clients
        where workspace.DataOwnerEmail != null
#pragma warning disable CA1304, CA1311, MA0011 // Translated to SQL, which has no culture.
        join person in db.People on workspace.DataOwnerEmail!.ToLower() equals person.EmailKey
#pragma warning restore CA1304, CA1311, MA0011
        select new DataOwnerPerson { Workspace = workspace, Person = person };

    /// <summary>Those on the client's side as the window ends.</summary>
    public IEnumerable<ClientPerson> Of(Guid workspace) => _ofWorkspace[workspace];

    public IEnumerable<(Guid WorkspaceId, ClientPerson Person)> Everywhere(Guid person, DateTimeOffset at) =>
        _everywhere[person].Where(each => AsClient(each, at) is not null).Select(each => (each.Known.WorkspaceId, each.Person));

    public ClientPerson? ById(Guid workspace, Guid? person, DateTimeOffset at) =>
        person is { } id && _byId.TryGetValue((workspace, id), out var found) ? AsClient(found, at) : null;

    public ClientPerson? ByUser(Guid workspace, Guid? user, DateTimeOffset at) =>
        user is { } id && _byUser.TryGetValue((workspace, id), out var found) ? AsClient(found, at) : null;

    private ClientPerson? AsClient((KnownPerson Known, ClientPerson Person) found, DateTimeOffset at)
    {
        var (known, person) = found;
        return _sides.Of(known.WorkspaceId, known.PartnerId, person.Id, known.Person.EmailKey, isSupport: false, at).Side == Side.Client
            ? person
            : null;
    }
}

/// <summary>Somebody with access to a workspace, or its data owner. It has no constructor because EF cannot translate one.</summary>
internal sealed class KnownPerson
{
    public required Guid WorkspaceId { get; init; }

    public required Guid PartnerId { get; init; }

    public required Person Person { get; init; }

    public required DateTimeOffset JoinedAt { get; init; }
}

/// <summary>It has no constructor because EF cannot translate one.</summary>
internal sealed class DataOwnerPerson
{
    public required Workspace Workspace { get; init; }

    public required Person Person { get; init; }
}
