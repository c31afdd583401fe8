using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Persistence;

namespace Partners.Core.Workspaces;

public sealed record PersonInvited(Guid InviteId, string Email, WorkspaceRole Role, DateTimeOffset OpenUntil);

public sealed record RoleChanged(Guid MembershipId, string Name, WorkspaceRole Before, WorkspaceRole After);

public sealed record PersonRemoved(Guid MembershipId, string Name);

public sealed record InviteRevoked(Guid InviteId, string Email);

/// <summary>
/// Who has access to a workspace, and in which role (docs/product.md W16, W17). The rules are in <see cref="RoleRules"/>.
/// </summary>
public sealed partial class WorkspacePeople(ChangeRunner changes)
{
    private Task<Outcome<T>> OfPersonAsync<T>(
        Staff who,
        Guid requestId,
        string command,
        Guid membershipId,
        int versionSeen,
        string? reason,
        Func<Change, (
            WorkspaceMembership Membership,
            Workspace Workspace,
            string Name), string, CancellationToken, Task<Outcome<T>>> decide,
        CancellationToken cancel)
        where T : notnull =>
        changes.RunAsync<T>(who, Permission.ManageWorkspaces, requestId, command, async (change, token) =>
        {
            var membership = await change.Db.WorkspaceMemberships.SingleOrDefaultAsync(found => found.Id == membershipId, token);
            if (membership is null)
            {
                return new NoSuchPerson();
            }

            if (await FindAsync(change.Db, membership.WorkspaceId, token) is not { } workspace)
            {
                return new NoSuchWorkspace();
            }

            var name = await change.Db.People
                .Where(person => person.Id == membership.PersonId)
                .Select(person => person.DisplayName)
                .SingleAsync(token);
            if (!membership.HasAccess(change.At))
            {
                return new HasLeft(name);
            }

            if (await change.FindConflictAsync(membership, versionSeen, WorkspaceSubjects.Membership, token) is { } conflict)
            {
                return conflict;
            }

            return Reasons.Refuse(reason) is { } refused
                ? refused
                : await decide(change, (membership, workspace, name), reason!.Trim(), token);
        }, cancel);

    private static Task<Workspace?> FindAsync(PartnersDb db, Guid id, CancellationToken cancel) =>
        db.Workspaces.AsNoTracking().SingleOrDefaultAsync(workspace => workspace.Id == id && workspace.DeletedAt == null, cancel);

    private static Task<bool> BelongsAsync(
        PartnersDb db,
        Workspace workspace,
        Expression<Func<Person, bool>> who,
        CancellationToken cancel) =>
        db.People.Where(who).AnyAsync(
            person => db.OrganisationMemberships.Any(membership =>
                membership.OrganisationId == workspace.OrganisationId && membership.PersonId == person.Id && membership.DeletedAt == null),
            cancel);

    private static Task<int> OwnersAsync(Change change, Workspace workspace, CancellationToken cancel) =>
        change.Db.WorkspaceMemberships.WithAccess(change.At).WithoutSupport().CountAsync(
            membership => membership.WorkspaceId == workspace.Id && membership.Role == WorkspaceRole.Owner,
            cancel);
}
