using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Outbox;

namespace Partners.Core.Workspaces;

/// <summary>
/// On the platform the roles owner, admin, billing and member go with a membership in the workspace's organisation, and external and
/// observer with none (docs/product.md W40).
/// </summary>
internal static class InsideAndOutside
{
    public static bool IsInside(this WorkspaceRole role) => !role.IsOutsideCollaborator();

    /// <summary>Makes or ends the membership in the organisation where a change of role crosses between inside and outside.</summary>
    /// <returns>Whether the person is in the organisation from now on; null where that stays as it was.</returns>
    public static async Task<bool?> CrossAsync(
        this Change change,
        Workspace workspace,
        WorkspaceMembership membership,
        string name,
        WorkspaceRole before,
        string why,
        CancellationToken cancel)
    {
        if (before.IsInside() == membership.Role.IsInside())
        {
            return null;
        }

        return membership.Role.IsInside()
            ? await change.SeatInOrganisationAsync(workspace.OrganisationId, membership.PersonId, name, why, cancel) ? true : null
            : await UnseatAsync(change, workspace, membership, name, why, cancel) ? false : null;
    }

    /// <summary>Makes a person a member of an organisation, unless they belong to it.</summary>
    /// <returns>Whether they did not belong to it before.</returns>
    public static async Task<bool> SeatInOrganisationAsync(
        this Change change, Guid organisationId, Guid personId, string name, string why, CancellationToken cancel)
    {
        if (change.Db.OrganisationMemberships.Local.Any(
                found => found.OrganisationId == organisationId && found.PersonId == personId && found.DeletedAt == null)
            || await change.Db.OrganisationMemberships.AnyAsync(
                found => found.OrganisationId == organisationId && found.PersonId == personId && found.DeletedAt == null,
                cancel))
        {
            return false;
        }

        var membership = new OrganisationMembership(
            Guid.CreateVersion7(change.At),
            organisationId,
            personId,
            OrganisationRole.Member,
            change.At,
            deletedAt: null);
        change.Db.OrganisationMemberships.Add(membership);
        await change.CarryNewAsync(
            membership.Item(name),
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [PlatformFields.Id] = membership.Id,
                [PlatformFields.OrganisationId] = membership.OrganisationId,
                [PlatformFields.UserId] = membership.PersonId,
                [PlatformFields.Role] = PlatformWords.Of(PlatformOrganisationWords.Roles, membership.Role),
            },
            why,
            cancel);
        return true;
    }

    /// <summary>
    /// Only a plain member leaves with the role, and only where no other workspace of the organisation needs them inside.
    /// </summary>
    private static async Task<bool> UnseatAsync(
        Change change, Workspace workspace, WorkspaceMembership membership, string name, string why, CancellationToken cancel)
    {
        var inside = await change.Db.OrganisationMemberships.FirstOrDefaultAsync(
            found => found.OrganisationId == workspace.OrganisationId
                && found.PersonId == membership.PersonId
                && found.DeletedAt == null
                && found.Role == OrganisationRole.Member,
            cancel);
        if (inside is null
            || await change.Db.WorkspaceMemberships.WithAccess(change.At).AnyAsync(
                other => other.Id != membership.Id
                    && other.PersonId == membership.PersonId
                    && other.Role != WorkspaceRole.Observer
                    && other.Role != WorkspaceRole.External
                    && change.Db.Workspaces.Any(found =>
                        found.Id == other.WorkspaceId && found.OrganisationId == workspace.OrganisationId && found.DeletedAt == null),
                cancel))
        {
            return false;
        }

        inside.End(change.At);
        await change.CarryToPlatformAsync(
            inside.Item(name), PlatformFields.DeletedAt, before: null, PlatformWords.Of(inside.DeletedAt), why, cancel);
        return true;
    }

    private static PlatformItem Item(this OrganisationMembership membership, string name) =>
        new(PlatformFields.OrganisationMembership, membership.Id.ToString(), $"{name} in the organisation");
}
