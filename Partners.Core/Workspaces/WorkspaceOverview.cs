using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>One workspace with its people and its projects.</summary>
public sealed class WorkspaceOverview(IDbContextFactory<PartnersDb> contexts, SideSettings settings, TimeProvider time)
{
    /// <summary>Null if there is no such live workspace.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<WorkspaceDetails?> FindAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var found = await db.Workspaces.AsNoTracking()
            .Where(candidate => candidate.Id == id && candidate.DeletedAt == null)
            .Join(db.Organisations, candidate => candidate.OrganisationId, organisation => organisation.Id, (candidate, organisation) => new
            {
                Workspace = candidate,
                Organisation = organisation.Name,
                Projects = db.Projects.Count(project => project.WorkspaceId == candidate.Id && project.DeletedAt == null),
            })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }

        var workspace = found.Workspace;
        var now = time.GetUtcNow();
        var ownerKey = workspace.DataOwnerEmail is { } email ? EmailAddress.Key(email) : null;
        var members = await MembersAsync(db, workspace, cancel);
        var invites = await InvitesAsync(db, id, cancel);
        var sides = await Sides.OfWorkspaceAsync(db, id, workspace.OrganisationId, settings, cancel);
        var people = members.Where(member => member.Membership.HasAccess(now))
            .Select(member => new PersonInWorkspace(
                member.Membership.Id,
                member.Membership.Version,
                member.Name,
                member.Email,
                member.Membership.Role,
                member.Belongs,
                member.EmailKey == ownerKey,
                member.Membership.CreatedAt,
                member.LastSignIn)
            {
                Standing = sides.Of(member.Membership.PersonId, member.EmailKey, member.Membership.IsSupport),
                Until = member.Membership.ExpiresAt,
                IsSupport = member.Membership.IsSupport,
                IsInherited = member.Membership.Source == WorkspaceMembership.Inherited,
            })
            .OrderBy(person => person.Role)
            .ThenBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)
            .ToList();
        return new(
            workspace.Id,
            workspace.Name,
            workspace.Version,
            workspace.OrganisationId,
            found.Organisation,
            workspace.UsageContext,
            workspace.Visibility,
            workspace.CreatedAt,
            workspace.UsageContext == UsageContext.Internal ? null : new(
                workspace.DataOwnerName,
                workspace.DataOwnerEmail,
                workspace.PartnerAgreementAcceptedAt,
                workspace.PartnerAgreementAcceptedByName,
                ownerKey is null ? null : await HealthAsync(db, ownerKey, members, invites, now, cancel)),
            workspace.LogoUrl,
            [
                .. people.Where(person => !person.IsSupport),
            ],
            [
                .. invites.Where(invite => invite.AcceptedAt is null && invite.DeletedAt is null)
                    .Select(invite => new InviteIntoWorkspace(
                        invite.Id,
                        invite.Email,
                        invite.Role,
                        invite.EmailKey == ownerKey,
                        invite.CreatedAt,
                        invite.ExpiresAt,
                        invite.IsPending(now))
                    {
                        Standing = sides.Of(personId: null, invite.EmailKey),
                    }),
            ],
            found.Projects)
        {
            Support = people.FindAll(person => person.IsSupport),
            Flows = await DataFlows.OfWorkspaceAsync(db, id, cancel),
            LetIn = await LetInAsync(db, workspace, cancel),
            PlatformHandoff = workspace.PlatformHandoff,
            PlatformHandoffTarget = await NameOfAsync(db, workspace.PlatformHandoffTargetId, cancel),
        };
    }

    private static async Task<string?> NameOfAsync(PartnersDb db, Guid? organisationId, CancellationToken cancel) =>
        organisationId is null
            ? null
            : await db.Organisations.Where(found => found.Id == organisationId).Select(found => found.Name).SingleOrDefaultAsync(cancel);

    /// <summary>Who of the organisation gets in by the workspace's visibility alone.</summary>
    private static async Task<IReadOnlyList<LetInByVisibility>> LetInAsync(PartnersDb db, Workspace workspace, CancellationToken cancel) =>
        [
            .. (await db.OrganisationMemberships.AsNoTracking().Hosts(workspace.OrganisationId)
                .Join(
                    db.People,
                    membership => membership.PersonId,
                    person => person.Id,
                    (membership, person) => new LetInByVisibility(person.Id, person.DisplayName, person.Email, membership.Role))
                .ToListAsync(cancel))
                .Where(host => workspace.LetsIn(host.Role, host.PersonId))
                .OrderBy(host => host.Role)
                .ThenBy(host => host.Name, StringComparer.CurrentCultureIgnoreCase),
        ];

    /// <summary>One page of live projects, newest first.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<ProjectListing> ProjectsAsync(Staff who, Guid id, int page, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.ListProjectsAsync(id, string.Empty, page, cancel);
    }

    private static async Task<DataOwnerHealth> HealthAsync(
        PartnersDb db,
        string ownerKey,
        List<FoundMember> members,
        List<WorkspaceInvite> invites,
        DateTimeOffset now,
        CancellationToken cancel) =>
        DataOwnerHealth.Of(
            [.. members.Where(found => found.EmailKey == ownerKey).Select(found => found.Membership)],
            [.. invites.Where(invite => invite.EmailKey == ownerKey)],
            await LastSignInAsync(db, ownerKey, cancel),
            now);

    /// <summary>Everyone who has or had access.</summary>
    private static Task<List<FoundMember>> MembersAsync(PartnersDb db, Workspace workspace, CancellationToken cancel)
    {
        var belongings = db.OrganisationMemberships.Where(belonging =>
            belonging.OrganisationId == workspace.OrganisationId && belonging.DeletedAt == null);
        var signIns = db.Activities.Where(activity => activity.Action == Activity.SignIn);
        return db.WorkspaceMemberships.AsNoTracking()
            .Where(membership => membership.WorkspaceId == workspace.Id)
            .Join(db.People, membership => membership.PersonId, person => person.Id, (membership, person) => new FoundMember(
                membership,
                person.DisplayName,
                person.Email,
                person.EmailKey,
                belongings.Any(belonging => belonging.PersonId == person.Id),
                signIns.Where(activity => activity.DirectusUserId == person.DirectusUserId).Max(activity => (DateTimeOffset?)activity.At)))
            .ToListAsync(cancel);
    }

    /// <summary>All invites, open or not.</summary>
    private static Task<List<WorkspaceInvite>> InvitesAsync(PartnersDb db, Guid id, CancellationToken cancel) =>
        db.WorkspaceInvites.AsNoTracking()
            .Where(invite => invite.WorkspaceId == id)
            .OrderByDescending(invite => invite.CreatedAt)
            .ThenBy(invite => invite.EmailKey)
            .ToListAsync(cancel);

    private static Task<DateTimeOffset?> LastSignInAsync(PartnersDb db, string emailKey, CancellationToken cancel) =>
        db.People
            .Where(person => person.EmailKey == emailKey)
            .Join(
                db.Activities.Where(activity => activity.Action == Activity.SignIn),
                person => (Guid?)person.DirectusUserId,
                activity => activity.DirectusUserId,
                (person, activity) => activity)
            .MaxAsync(activity => (DateTimeOffset?)activity.At, cancel);

    private sealed record FoundMember(
        WorkspaceMembership Membership,
        string Name,
        string Email,
        string EmailKey,
        bool Belongs,
        DateTimeOffset? LastSignIn);
}
