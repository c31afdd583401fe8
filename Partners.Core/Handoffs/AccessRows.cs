using Microsoft.EntityFrameworkCore;
using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>Everything that a proof looks at, from here or from the platform.</summary>
/// <param name="Roles">Those that give access, by the person's name.</param>
/// <param name="Members">Of the organisation that owns the workspace, by the person's name.</param>
/// <param name="Invites">Those that can still be accepted.</param>
/// <param name="Projects">Null if they were not asked for.</param>
internal sealed record AccessRows(
    Workspace Workspace,
    BillingAccount? Account,
    IReadOnlyList<(WorkspaceMembership Membership, Person Person)> Roles,
    IReadOnlyList<(OrganisationMembership Membership, Person Person)> Members,
    IReadOnlyList<WorkspaceInvite> Invites,
    IReadOnlyList<FlowFact> Flows,
    HandedOverProjects? Projects)
{
    public static async Task<AccessRows> LoadAsync(
        PartnersDb db, Guid workspaceId, Guid partnerId, DateTimeOffset at, CancellationToken cancel)
    {
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(found => found.Id == workspaceId, cancel);
        var roles = await db.WorkspaceMemberships.AsNoTracking()
            .WithAccess(at)
            .Where(membership => membership.WorkspaceId == workspaceId)
            .Join(db.People, membership => membership.PersonId, person => person.Id, (membership, person) => new { membership, person })
            .OrderBy(found => found.person.DisplayName)
            .ThenBy(found => found.membership.Id)
            .ToListAsync(cancel);
        var members = await db.OrganisationMemberships.AsNoTracking()
            .Where(membership => membership.OrganisationId == workspace.OrganisationId && membership.DeletedAt == null)
            .Join(db.People, membership => membership.PersonId, person => person.Id, (membership, person) => new { membership, person })
            .OrderBy(found => found.person.DisplayName)
            .ThenBy(found => found.membership.Id)
            .ToListAsync(cancel);
        var invites = (await db.WorkspaceInvites.AsNoTracking()
            .Where(invite => invite.WorkspaceId == workspaceId && invite.AcceptedAt == null && invite.DeletedAt == null)
            .OrderBy(invite => invite.EmailKey)
            .ToListAsync(cancel)).FindAll(invite => invite.IsPending(at));
        return new(
            workspace,
            await db.BillingAccounts.AsNoTracking().SingleOrDefaultAsync(found => found.Id == workspace.BillingAccountId, cancel),
            roles.ConvertAll(found => (found.membership, found.person)),
            members.ConvertAll(found => (found.membership, found.person)),
            invites,
            await DataFlows.OfWorkspaceAsync(db, workspaceId, cancel),
            await HandedOverProjects.LoadAsync(db, workspaceId, partnerId, cancel));
    }
}
