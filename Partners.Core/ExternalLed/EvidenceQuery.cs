using Microsoft.EntityFrameworkCore;
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
        SideSettings settings,
        CancellationToken cancel)
    {
        var (begins, ends) = (window.Begins, window.Ends);
        var workspaces = await clients
            .OrderBy(workspace => workspace.Id)
            .Select(workspace => new { workspace.Id, workspace.OrganisationId })
            .ToListAsync(cancel);
        var people = await ClientPeople.LoadAsync(db, clients, ends, settings, cancel);
        var invites = await InvitesAsync(db, clients, begins, ends, people, cancel);
        var projects = await ProjectsAsync(db, clients, begins, ends, people, cancel);
        var acts = await OwnerActsQuery.LoadAsync(db, clients, begins, ends, people, cancel);
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
                    .Concat(OwnerActsQuery.Created(projects[workspace.Id], begins, ends))
                    .OrderBy(act => act.At)
                    .ThenBy(act => act.Record, StringComparer.Ordinal)],
                [.. organisations[workspace.Id]])),
        ];
    }

    /// <summary>The projects of one workspace that people of the client created, each with its creator.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ClientPerson>> CreatorsAsync(
        PartnersDb db,
        Guid workspaceId,
        SignalWindow window,
        SideSettings settings,
        CancellationToken cancel)
    {
        var people = await ClientPeople.LoadAsync(db, Between(db, workspaceId, workspaceId), window.Ends, settings, cancel);
        var projects = await db.Projects.AsNoTracking()
            .Where(project => project.WorkspaceId == workspaceId && project.DeletedAt == null && project.CreatedByUserId != null)
            .Select(project => new { project.Id, project.CreatedByUserId, project.CreatedAt })
            .ToListAsync(cancel);
        return projects
            .Select(project => (project.Id, By: people.ByUser(workspaceId, project.CreatedByUserId, project.CreatedAt)))
            .Where(project => project.By is not null)
            .ToDictionary(project => project.Id, project => project.By!);
    }

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
                people.ByUser(project.WorkspaceId, project.CreatedByUserId, project.CreatedAt),
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
                Sent: people.ById(invite.WorkspaceId, invite.InvitedById, invite.CreatedAt) is { } by
                    ? new InviteSent(invite.Id, invite.Email, by, invite.CreatedAt)
                    : null))
            .Where(invite => invite.Sent is not null)
            .GroupBy(invite => (invite.WorkspaceId, invite.EmailKey))
            .Select(invites =>
                (invites.Key.WorkspaceId, Sent: invites.Select(invite => invite.Sent!).MinBy(invite => (invite.At, invite.Id))!))
            .OrderBy(invite => (invite.Sent.At, invite.Sent.Id))
            .ToLookup(invite => invite.WorkspaceId, invite => invite.Sent);
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
            join membership in ClientPeople.Seats(db, ends) on workspace.Id equals membership.WorkspaceId
            select (Guid?)membership.PersonId;
        var founders = await (
            from person in joined.Union(ClientPeople.DataOwners(db, clients).Select(found => (Guid?)found.Person.Id))
            join organisation in db.Organisations on person equals organisation.CreatedById
            where organisation.DeletedAt == null && organisation.CreatedAt >= begins && organisation.CreatedAt < ends
            select new { organisation.Id, organisation.Name, organisation.CreatedById, organisation.CreatedAt }).ToListAsync(cancel);
        return founders
            .SelectMany(organisation => people
                .Everywhere(organisation.CreatedById!.Value, organisation.CreatedAt)
                .Where(found => found.Person.JoinedAt < organisation.CreatedAt)
                .Select(found => (
                    found.WorkspaceId,
                    Founded: new FoundedOrganisation(organisation.Id, organisation.Name, found.Person, organisation.CreatedAt))))
            .OrderBy(found => (found.Founded.At, found.Founded.Id))
            .ToLookup(found => found.WorkspaceId, found => found.Founded);
    }
}
