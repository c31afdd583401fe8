using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.ExternalLed;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>One workspace with its people and its projects.</summary>
public sealed class WorkspaceOverview(IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    // Translated once: to look up what was translated before takes longer than these take to answer.
    private static readonly Func<PartnersDb, Guid, CancellationToken, Task<Found?>> s_workspace = EF.CompileAsyncQuery((PartnersDb db, Guid id, CancellationToken _) =>
        db.Workspaces.AsNoTracking()
            .Where(workspace => workspace.Id == id && workspace.DeletedAt == null)
            .Join(db.Organisations, workspace => workspace.OrganisationId, organisation => organisation.Id, (workspace, organisation) => new Found(
                workspace,
                organisation.Name,
                db.Projects.Count(project => project.WorkspaceId == workspace.Id && project.DeletedAt == null)))
            .SingleOrDefault());

    /// <summary>Everybody who has access or had it.</summary>
    private static readonly Func<PartnersDb, Guid, Guid, IAsyncEnumerable<FoundMember>> s_members = EF.CompileAsyncQuery((PartnersDb db, Guid id, Guid organisationId) =>
        db.WorkspaceMemberships.AsNoTracking()
            .Where(membership => membership.WorkspaceId == id)
            .Join(db.People, membership => membership.PersonId, person => person.Id, (membership, person) => new FoundMember(
                membership,
                person.DisplayName,
                person.Email,
                person.EmailKey,
                db.OrganisationMemberships.Any(belonging => belonging.OrganisationId == organisationId && belonging.PersonId == person.Id && belonging.DeletedAt == null),
                db.Activities.Where(activity => activity.DirectusUserId == person.DirectusUserId && activity.Action == Activity.SignIn).Max(activity => (DateTimeOffset?)activity.At))));

    /// <summary>Open ones, and what became of the others.</summary>
    private static readonly Func<PartnersDb, Guid, IAsyncEnumerable<WorkspaceInvite>> s_invites = EF.CompileAsyncQuery((PartnersDb db, Guid id) =>
        db.WorkspaceInvites.AsNoTracking()
            .Where(invite => invite.WorkspaceId == id)
            .OrderByDescending(invite => invite.CreatedAt)
            .ThenBy(invite => invite.EmailKey)
            .Select(invite => invite));

    private static readonly Func<PartnersDb, string, CancellationToken, Task<DateTimeOffset?>> s_lastSignIn = EF.CompileAsyncQuery((PartnersDb db, string emailKey, CancellationToken _) =>
        db.People
            .Where(person => person.EmailKey == emailKey)
            .Join(db.Activities.Where(activity => activity.Action == Activity.SignIn), person => (Guid?)person.DirectusUserId, activity => activity.DirectusUserId, (person, activity) => activity)
            .Max(activity => (DateTimeOffset?)activity.At));

    /// <summary>Null where there is no such live workspace.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<WorkspaceDetails?> FindAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        if (await s_workspace(db, id, cancel) is not var (workspace, organisation, projects))
        {
            return null;
        }

        var now = time.GetUtcNow();
        var ownerKey = workspace.DataOwnerEmail is { } email ? EmailAddress.Key(email) : null;
        var members = await s_members(db, id, workspace.OrganisationId).ToListAsync(cancel);
        var invites = await s_invites(db, id).ToListAsync(cancel);
        return new(
            workspace.Id,
            workspace.Name,
            workspace.Version,
            workspace.OrganisationId,
            organisation,
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
                .. members.Where(found => found.Membership.DeletedAt is null)
                    .Select(found => new PersonInWorkspace(
                        found.Membership.Id,
                        found.Membership.Version,
                        found.Name,
                        found.Email,
                        found.Membership.Role,
                        found.Belongs,
                        found.EmailKey == ownerKey,
                        found.Membership.CreatedAt,
                        found.LastSignIn))
                    .OrderBy(person => person.Role)
                    .ThenBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase),
            ],
            [
                .. invites.Where(invite => invite.AcceptedAt is null && invite.DeletedAt is null)
                    .Select(invite => new InviteIntoWorkspace(invite.Id, invite.Email, invite.Role, invite.EmailKey == ownerKey, invite.CreatedAt, invite.ExpiresAt, invite.IsPending(now))),
            ],
            projects);
    }

    /// <summary>One page of live projects, newest first.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<ProjectListing> ProjectsAsync(Staff who, Guid id, int page, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.ListProjectsAsync(id, string.Empty, page, cancel);
    }

    private static async Task<DataOwnerHealth> HealthAsync(PartnersDb db, string ownerKey, List<FoundMember> members, List<WorkspaceInvite> invites, DateTimeOffset now, CancellationToken cancel) =>
        DataOwnerHealth.Of(
            [.. members.Where(found => found.EmailKey == ownerKey).Select(found => found.Membership)],
            [.. invites.Where(invite => invite.EmailKey == ownerKey)],
            await s_lastSignIn(db, ownerKey, cancel),
            now);

    private sealed record Found(Workspace Workspace, string Organisation, int Projects);

    private sealed record FoundMember(WorkspaceMembership Membership, string Name, string Email, string EmailKey, bool Belongs, DateTimeOffset? LastSignIn);
}
