using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.ExternalLed;

/// <summary>
/// Loads the evidence of external-client workspaces: many for a refresh, one for its card. The number of queries does not grow with the
/// number of clients.
/// </summary>
internal static class EvidenceQuery
{
    /// <param name="clients">The workspaces to load; see <see cref="Between"/>.</param>
    public static async Task<IReadOnlyList<ClientEvidence>> LoadAsync(
        PartnersDb db,
        IQueryable<Workspace> clients,
        SignalWindow window,
        CancellationToken cancel)
    {
        var (begins, ends) = (window.Begins, window.Ends);
        var workspaces = await clients
            .OrderBy(workspace => workspace.Id)
            .Select(workspace => new { workspace.Id, workspace.OrganisationId })
            .ToListAsync(cancel);
        var people = await PeopleAsync(db, clients, cancel);
        var invites = await InvitesAsync(db, clients, begins, ends, people, cancel);
        var projects = await ProjectsAsync(db, clients, begins, ends, people, cancel);
        var acts = await ActsAsync(db, clients, begins, ends, people, cancel);
        var organisations = await OrganisationsAsync(db, clients, begins, ends, people, cancel);
        return
        [
            .. workspaces.Select(workspace => new ClientEvidence(
                workspace.Id,
                workspace.OrganisationId,
                [.. people.Of(workspace.Id)],
                [.. projects[workspace.Id]],
                [.. invites[workspace.Id]],
                [.. acts[workspace.Id]
                    .Concat(Created(projects[workspace.Id], begins, ends))
                    .OrderBy(act => act.At)
                    .ThenBy(act => act.Record, StringComparer.Ordinal)],
                [.. organisations[workspace.Id]])),
        ];
    }

    /// <summary>The client-side people of one workspace.</summary>
    public static async Task<IReadOnlyList<ClientPerson>> PeopleAsync(PartnersDb db, Guid workspaceId, CancellationToken cancel) =>
        [.. (await PeopleAsync(db, Between(db, workspaceId, workspaceId), cancel)).Of(workspaceId)];

    /// <summary>The clients in a range of ids.</summary>
    /// <param name="first">The lowest, included.</param>
    /// <param name="last">The highest, included.</param>
    public static IQueryable<Workspace> Between(PartnersDb db, Guid first, Guid last) =>
        db.Workspaces.AsNoTracking().LiveClients().Where(workspace =>
            workspace.Id.CompareTo(first) >= 0 && workspace.Id.CompareTo(last) <= 0);

    /// <summary>External-client workspaces that are not deleted.</summary>
    public static IQueryable<Workspace> LiveClients(this IQueryable<Workspace> workspaces) =>
        workspaces.Where(workspace => workspace.UsageContext == UsageContext.External && workspace.DeletedAt == null);

    /// <summary>The clients whose data owner has one of these addresses.</summary>
    /// <param name="emailKeys">Normalised addresses.</param>
    public static IQueryable<Workspace> OwnedBy(this IQueryable<Workspace> clients, IReadOnlyCollection<string> emailKeys) =>
#pragma warning disable CA1304, CA1311, MA0011 // Translated to SQL, which has no culture.
        clients.Where(workspace => workspace.DataOwnerEmail != null && emailKeys.Contains(workspace.DataOwnerEmail.ToLower()));
#pragma warning restore CA1304, CA1311, MA0011

    /// <summary>The client's people (docs/product.md P6).</summary>
    private static async Task<ClientPeople> PeopleAsync(PartnersDb db, IQueryable<Workspace> clients, CancellationToken cancel)
    {
        var withAccess = await (
            from workspace in clients
            join membership in db.WorkspaceMemberships on workspace.Id equals membership.WorkspaceId
            where membership.DeletedAt == null
            join person in db.People on membership.PersonId equals person.Id
            where !db.OrganisationMemberships.Any(partner =>
                partner.OrganisationId == workspace.OrganisationId && partner.PersonId == person.Id && partner.DeletedAt == null)
            select new
            {
                workspace.Id,
                PersonId = person.Id,
                person.DirectusUserId,
                person.DisplayName,
                person.Email,
                membership.CreatedAt,
            })
            .ToListAsync(cancel);
        var dataOwners = await DataOwners(db, clients)
            .Where(found => !db.OrganisationMemberships.Any(partner =>
                partner.OrganisationId == found.Workspace.OrganisationId
                && partner.PersonId == found.Person.Id
                && partner.DeletedAt == null))
            .Select(found => new
            {
                found.Workspace.Id,
                PersonId = found.Person.Id,
                found.Person.DirectusUserId,
                found.Person.DisplayName,
                found.Person.Email,
                found.Workspace.CreatedAt,
            })
            .ToListAsync(cancel);

        // Someone with several memberships joined with the first; a data owner with access counts as one person.
        return new(withAccess.Concat(dataOwners)
            .GroupBy(person => (person.Id, person.PersonId))
            .Select(found => (found.Key.Id, new ClientPerson(
                found.Key.PersonId,
                found.First().DirectusUserId,
                found.First().DisplayName,
                found.First().Email,
                found.Min(person => person.CreatedAt)))));
    }

    private static IQueryable<DataOwnerPerson> DataOwners(PartnersDb db, IQueryable<Workspace> clients) =>
        from workspace in clients
        where workspace.DataOwnerEmail != null
#pragma warning disable CA1304, CA1311, MA0011 // Translated to SQL, which has no culture.
        join person in db.People on workspace.DataOwnerEmail!.ToLower() equals person.EmailKey
#pragma warning restore CA1304, CA1311, MA0011
        select new DataOwnerPerson { Workspace = workspace, Person = person };

    private static async Task<ILookup<Guid, ProjectUse>> ProjectsAsync(
        PartnersDb db,
        IQueryable<Workspace> clients,
        DateTimeOffset begins,
        DateTimeOffset ends,
        ClientPeople people,
        CancellationToken cancel)
    {
        var rows = await (
            from workspace in clients
            join project in db.Projects on workspace.Id equals project.WorkspaceId
            where project.DeletedAt == null
            select new
            {
                project.Id,
                project.WorkspaceId,
                project.Name,
                project.CreatedByUserId,
                project.CreatedAt,
                Conversations = db.Conversations.Count(conversation =>
                    conversation.ProjectId == project.Id && conversation.CreatedAt >= begins && conversation.CreatedAt < ends),
                Latest = db.Conversations
                    .Where(conversation =>
                        conversation.ProjectId == project.Id && conversation.CreatedAt >= begins && conversation.CreatedAt < ends)
                    .Max(conversation => (DateTimeOffset?)conversation.CreatedAt),
            }).ToListAsync(cancel);
        return rows.OrderBy(project => project.CreatedAt).ThenBy(project => project.Id).ToLookup(
            project => project.WorkspaceId,
            project => new ProjectUse(
                project.Id,
                project.Name,
                people.ByUser(project.WorkspaceId, project.CreatedByUserId),
                project.CreatedAt,
                project.Conversations,
                project.Latest));
    }

    private static async Task<ILookup<Guid, InviteSent>> InvitesAsync(
        PartnersDb db,
        IQueryable<Workspace> clients,
        DateTimeOffset begins,
        DateTimeOffset ends,
        ClientPeople people,
        CancellationToken cancel)
    {
        var rows = await (
            from workspace in clients
            join invite in db.WorkspaceInvites on workspace.Id equals invite.WorkspaceId
            where invite.DeletedAt == null && invite.InvitedById != null && invite.CreatedAt >= begins && invite.CreatedAt < ends
            select new { invite.Id, invite.WorkspaceId, invite.Email, invite.EmailKey, invite.InvitedById, invite.CreatedAt })
            .ToListAsync(cancel);
        return rows
            .Select(invite => (
                invite.WorkspaceId,
                invite.EmailKey,
                Sent: people.ById(invite.WorkspaceId, invite.InvitedById) is { } by
                    ? new InviteSent(invite.Id, invite.Email, by, invite.CreatedAt)
                    : null))
            .Where(invite => invite.Sent is not null)
            .GroupBy(invite => (invite.WorkspaceId, invite.EmailKey))
            .Select(invites =>
                (invites.Key.WorkspaceId, Sent: invites.Select(invite => invite.Sent!).MinBy(invite => (invite.At, invite.Id))!))
            .OrderBy(invite => (invite.Sent.At, invite.Sent.Id))
            .ToLookup(invite => invite.WorkspaceId, invite => invite.Sent);
    }

    /// <summary>Changes to workspace settings and roles by the client's people. Identical acts at the same instant count once.</summary>
    private static async Task<ILookup<Guid, OwnerAct>> ActsAsync(
        PartnersDb db,
        IQueryable<Workspace> clients,
        DateTimeOffset begins,
        DateTimeOffset ends,
        ClientPeople people,
        CancellationToken cancel)
    {
        // This skips a data owner without access, who cannot change settings.
        var rows = await (
            from workspace in clients
            join membership in db.WorkspaceMemberships on workspace.Id equals membership.WorkspaceId
            where membership.DeletedAt == null
            join person in db.People on membership.PersonId equals person.Id
            join activity in db.Activities on (Guid?)person.DirectusUserId equals activity.DirectusUserId
            where activity.At >= begins
                && activity.At < ends
                && (activity.Collection == Activity.Workspace || activity.Collection == Activity.WorkspaceMembership)
            select new
            {
                workspace.Id,
                activity.DirectusUserId,
                activity.Collection,
                activity.Action,
                activity.Item,
                activity.At,
                Number = activity.Id,
            })
            .ToListAsync(cancel);
        var seats = rows.Any(row => row.Collection == Activity.WorkspaceMembership)
            ? (await (from workspace in clients
                      join membership in db.WorkspaceMemberships on workspace.Id equals membership.WorkspaceId
                      select new { workspace.Id, MembershipId = membership.Id })
                .ToListAsync(cancel))
                .Select(seat => (seat.Id, seat.MembershipId.ToString())).ToHashSet()
            : [];
        return rows
            .Select(row => (
                row.Id,
                row.At,
                row.Number,
                By: people.ByUser(row.Id, row.DirectusUserId),
                Kind: KindOf(row.Id, row.Collection, row.Action, row.Item),
                Item: row.Item.ToLowerInvariant()))
            .Where(row => row.By is not null && row.Kind is not null)
            .GroupBy(row => (row.Id, row.By!.Id, row.Kind, row.Item, row.At))
            .Select(same => same.MinBy(row => row.Number))
            .ToLookup(
                row => row.Id,
                row => new OwnerAct(row.Kind!.Value, row.Number.ToString(CultureInfo.InvariantCulture), row.By!, row.At));

        OwnerActKind? KindOf(Guid workspace, string collection, string action, string item) => collection switch
        {
            Activity.Workspace when action == Activity.Update
                && string.Equals(item, workspace.ToString(), StringComparison.OrdinalIgnoreCase) =>
                OwnerActKind.ChangedWorkspace,
            Activity.WorkspaceMembership when seats.Contains((workspace, item.ToLowerInvariant())) => OwnerActKind.ChangedRole,
            _ => null,
        };
    }

    private static async Task<ILookup<Guid, FoundedOrganisation>> OrganisationsAsync(
        PartnersDb db,
        IQueryable<Workspace> clients,
        DateTimeOffset begins,
        DateTimeOffset ends,
        ClientPeople people,
        CancellationToken cancel)
    {
        var joined =
            from workspace in clients
            join membership in db.WorkspaceMemberships on workspace.Id equals membership.WorkspaceId
            where membership.DeletedAt == null
            select (Guid?)membership.PersonId;
        var founders = await (
            from person in joined.Union(DataOwners(db, clients).Select(found => (Guid?)found.Person.Id))
            join organisation in db.Organisations on person equals organisation.CreatedById
            where organisation.DeletedAt == null && organisation.CreatedAt >= begins && organisation.CreatedAt < ends
            select new { organisation.Id, organisation.Name, organisation.CreatedById, organisation.CreatedAt }).ToListAsync(cancel);
        return founders
            .SelectMany(organisation => people
                .Everywhere(organisation.CreatedById!.Value)
                .Where(found => found.Person.JoinedAt < organisation.CreatedAt)
                .Select(found => (
                    found.WorkspaceId,
                    Founded: new FoundedOrganisation(organisation.Id, organisation.Name, found.Person, organisation.CreatedAt))))
            .OrderBy(found => (found.Founded.At, found.Founded.Id))
            .ToLookup(found => found.WorkspaceId, found => found.Founded);
    }

    private static IEnumerable<OwnerAct> Created(IEnumerable<ProjectUse> projects, DateTimeOffset begins, DateTimeOffset ends) =>
        projects.Where(project => project.Creator is not null && project.CreatedAt >= begins && project.CreatedAt < ends)
            .Select(project => new OwnerAct(OwnerActKind.CreatedProject, project.Id.ToString(), project.Creator!, project.CreatedAt));

    private sealed class DataOwnerPerson
    {
        public required Workspace Workspace { get; init; }

        public required Person Person { get; init; }
    }

    /// <summary>The client's people of several workspaces, by either of their ids.</summary>
    private sealed class ClientPeople
    {
        private readonly Dictionary<(Guid Workspace, Guid Person), ClientPerson> _byId = [];
        private readonly Dictionary<(Guid Workspace, Guid User), ClientPerson> _byUser = [];
        private readonly ILookup<Guid, ClientPerson> _ofWorkspace;
        private readonly ILookup<Guid, (Guid WorkspaceId, ClientPerson Person)> _everywhere;

        public ClientPeople(IEnumerable<(Guid WorkspaceId, ClientPerson Person)> found)
        {
            var all = found.OrderBy(each => each.Person.Name, StringComparer.OrdinalIgnoreCase).ThenBy(each => each.Person.Id).ToList();
            foreach (var (workspace, person) in all)
            {
                _byId[(workspace, person.Id)] = person;
                _byUser[(workspace, person.UserId)] = person;
            }

            _ofWorkspace = all.ToLookup(each => each.WorkspaceId, each => each.Person);
            _everywhere = all.ToLookup(each => each.Person.Id);
        }

        public IEnumerable<ClientPerson> Of(Guid workspace) => _ofWorkspace[workspace];

        public IEnumerable<(Guid WorkspaceId, ClientPerson Person)> Everywhere(Guid person) => _everywhere[person];

        public ClientPerson? ById(Guid workspace, Guid? person) => person is { } id ? _byId.GetValueOrDefault((workspace, id)) : null;

        public ClientPerson? ByUser(Guid workspace, Guid? user) => user is { } id ? _byUser.GetValueOrDefault((workspace, id)) : null;
    }
}
