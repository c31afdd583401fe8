using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>One workspace with its people and its projects.</summary>
public sealed class WorkspaceOverview(IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    /// <summary>Null where there is no such live workspace.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<WorkspaceDetails?> FindAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var found = await db.Workspaces.AsNoTracking()
            .Where(workspace => workspace.Id == id && workspace.DeletedAt == null)
            .Join(db.Organisations, workspace => workspace.OrganisationId, organisation => organisation.Id, (workspace, organisation) => new { Workspace = workspace, Organisation = organisation.Name })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }

        var workspace = found.Workspace;
        var now = time.GetUtcNow();
        var ownerKey = workspace.DataOwnerEmail is { } email ? EmailAddress.Key(email) : null;
        return new(
            workspace.Id,
            workspace.Name,
            workspace.Version,
            workspace.OrganisationId,
            found.Organisation,
            workspace.UsageContext,
            workspace.Visibility,
            workspace.CreatedAt,
            await DataOwnerAsync(db, workspace, now, cancel),
            workspace.LogoUrl,
            await PeopleAsync(db, workspace, ownerKey, cancel),
            await InvitesAsync(db, workspace, ownerKey, now, cancel),
            await db.Projects.CountAsync(project => project.WorkspaceId == id && project.DeletedAt == null, cancel));
    }

    /// <summary>One page of live projects, newest first.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<ProjectListing> ProjectsAsync(Staff who, Guid id, int page, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.ListProjectsAsync(id, string.Empty, page, cancel);
    }

    private static async Task<DataOwner?> DataOwnerAsync(PartnersDb db, Workspace workspace, DateTimeOffset now, CancellationToken cancel)
    {
        if (workspace.UsageContext == UsageContext.Internal)
        {
            return null;
        }

        var health = workspace.DataOwnerEmail is { } email ? await DataOwners.HealthAsync(db, [(workspace.Id, email)], now, cancel) : null;
        return new(
            workspace.DataOwnerName,
            workspace.DataOwnerEmail,
            workspace.PartnerAgreementAcceptedAt,
            workspace.PartnerAgreementAcceptedByName,
            health?[workspace.Id]);
    }

    private static async Task<IReadOnlyList<PersonInWorkspace>> PeopleAsync(PartnersDb db, Workspace workspace, string? ownerKey, CancellationToken cancel)
    {
        var people = await db.WorkspaceMemberships.AsNoTracking()
            .Where(membership => membership.WorkspaceId == workspace.Id && membership.DeletedAt == null)
            .Join(db.People, membership => membership.PersonId, person => person.Id, (membership, person) => new
            {
                Membership = membership,
                Person = person,
                Belongs = db.OrganisationMemberships.Any(belonging => belonging.OrganisationId == workspace.OrganisationId && belonging.PersonId == person.Id && belonging.DeletedAt == null),
            })
            .ToListAsync(cancel);
        var signIns = await DataOwners.SignInsAsync(db, people.ConvertAll(found => found.Person.DirectusUserId), cancel);
        return [.. people
            .Select(found => new PersonInWorkspace(
                found.Membership.Id,
                found.Membership.Version,
                found.Person.DisplayName,
                found.Person.Email,
                found.Membership.Role,
                found.Belongs,
                found.Person.EmailKey == ownerKey,
                found.Membership.CreatedAt,
                signIns.TryGetValue(found.Person.DirectusUserId, out var at) ? at : null))
            .OrderBy(person => person.Role)
            .ThenBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    private static async Task<IReadOnlyList<InviteIntoWorkspace>> InvitesAsync(PartnersDb db, Workspace workspace, string? ownerKey, DateTimeOffset now, CancellationToken cancel)
    {
        var invites = await db.WorkspaceInvites.AsNoTracking()
            .Where(invite => invite.WorkspaceId == workspace.Id && invite.AcceptedAt == null && invite.DeletedAt == null)
            .OrderByDescending(invite => invite.CreatedAt)
            .ThenBy(invite => invite.EmailKey)
            .ToListAsync(cancel);
        return [.. invites.Select(invite => new InviteIntoWorkspace(
            invite.Id, invite.Email, invite.Role, invite.EmailKey == ownerKey, invite.CreatedAt, invite.ExpiresAt, invite.IsPending(now)))];
    }
}
