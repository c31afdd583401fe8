using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Platform;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

public sealed record InvitePerson(Guid RequestId, Guid WorkspaceId, string? Email, WorkspaceRole Role);

public sealed record PersonInvited(Guid InviteId, string Email, WorkspaceRole Role, DateTimeOffset OpenUntil);

/// <param name="VersionSeen">The membership's version on the page that the person decided from.</param>
public sealed record ChangeRole(Guid RequestId, Guid MembershipId, int VersionSeen, WorkspaceRole Role, string? Reason);

public sealed record RoleChanged(Guid MembershipId, string Name, WorkspaceRole Before, WorkspaceRole After);

/// <param name="VersionSeen">The membership's version on the page that the person decided from.</param>
public sealed record RemovePerson(Guid RequestId, Guid MembershipId, int VersionSeen, string? Reason);

public sealed record PersonRemoved(Guid MembershipId, string Name);

public sealed record RevokeInvite(Guid RequestId, Guid InviteId, string? Reason);

public sealed record InviteRevoked(Guid InviteId, string Email);

/// <summary>Who has access to a workspace, and as what (PRODUCT.md, section 2). The rules are in <see cref="RoleRules"/>.</summary>
public sealed class WorkspacePeople(ChangeRunner changes)
{
    /// <summary>Invites an address for <see cref="Invites.OpenForDays"/> days. Refused where it has access, or an open invite.</summary>
    public Task<Outcome<PersonInvited>> InviteAsync(Staff who, InvitePerson command, CancellationToken cancel) =>
        changes.RunAsync<PersonInvited>(who, Permission.ManageWorkspaces, command.RequestId, nameof(InvitePerson), async (change, token) =>
        {
            var workspace = await FindAsync(change.Db, command.WorkspaceId, token);
            if (workspace is null)
            {
                return new NoSuchWorkspace();
            }

            if (EmailAddress.Problem(command.Email) is { } problem)
            {
                return new BadAddress(problem, nameof(command.Email));
            }

            var address = command.Email!.Trim();
            if (await change.PresenceAsync(workspace.Id, address, token) is { } presence)
            {
                return new InWorkspaceAlready(address, presence.Role);
            }

            if (await change.OpenInviteAsync(workspace.Id, address, token) is { } open)
            {
                return new InvitedAlready(address, open.Role, open.CreatedAt.DayInAmsterdam());
            }

            // An address may belong to several accounts on the platform; one of them in the organisation is one too many.
            var key = EmailAddress.Key(address);
            var candidate = new RoleCandidate(address, await BelongsAsync(change.Db, workspace, person => person.EmailKey == key, token));
            if (RoleRules.Refuse(command.Role, workspace.UsageContext, candidate, who) is { Count: > 0 } refusals)
            {
                return Outcome<PersonInvited>.Refused(refusals);
            }

            var invite = await change.InviteAsync(workspace, address, command.Role, $"Invited as {command.Role.ToString().ToLowerInvariant()}", token);
            return new PersonInvited(invite.Id, invite.Email, invite.Role, invite.ExpiresAt!.Value);
        }, cancel);

    /// <summary>Gives somebody another role. Refused where they have left, where the role cannot be theirs, and for the last owner.</summary>
    public Task<Outcome<RoleChanged>> ChangeRoleAsync(Staff who, ChangeRole command, CancellationToken cancel) =>
        OfPersonAsync<RoleChanged>(who, command.RequestId, nameof(ChangeRole), command.MembershipId, command.VersionSeen, command.Reason, async (change, found, reason, token) =>
        {
            var (membership, workspace, name) = found;
            if (membership.Role == command.Role)
            {
                return new HasRoleAlready(name, command.Role);
            }

            var candidate = new RoleCandidate(name, await BelongsAsync(change.Db, workspace, person => person.Id == membership.PersonId, token));
            Refusal?[] refused =
            [
                .. RoleRules.Refuse(command.Role, workspace.UsageContext, candidate, who),
                RoleRules.RefuseWithoutOwner(name, membership.Role, command.Role, await OwnersAsync(change.Db, workspace, token)),
            ];
            if (refused.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
            {
                return Outcome<RoleChanged>.Refused(refusals);
            }

            var before = membership.Role;
            change.Record(AuditActions.RoleChanged, membership.Subject(workspace, name), new { Role = before }, new { command.Role }, reason);
            membership.ChangeRole(command.Role);
            await change.CarryToPlatformAsync(membership.Item(workspace, name), PlatformFields.Role, PlatformWords.Of(PlatformWords.Roles, membership.Role), reason, token);
            return new RoleChanged(membership.Id, name, before, membership.Role);
        }, cancel);

    /// <summary>Ends somebody's access. Refused for the last owner.</summary>
    public Task<Outcome<PersonRemoved>> RemoveAsync(Staff who, RemovePerson command, CancellationToken cancel) =>
        OfPersonAsync<PersonRemoved>(who, command.RequestId, nameof(RemovePerson), command.MembershipId, command.VersionSeen, command.Reason, async (change, found, reason, token) =>
        {
            var (membership, workspace, name) = found;
            if (RoleRules.RefuseWithoutOwner(name, membership.Role, next: null, await OwnersAsync(change.Db, workspace, token)) is { } refused)
            {
                return refused;
            }

            change.Record(AuditActions.PersonRemoved, membership.Subject(workspace, name), new { membership.Role }, after: null, reason);
            membership.End(change.At);
            await change.CarryToPlatformAsync(membership.Item(workspace, name), PlatformFields.DeletedAt, PlatformWords.Of(membership.DeletedAt), reason, token);
            return new PersonRemoved(membership.Id, name);
        }, cancel);

    /// <summary>Takes an open invite back. Refused where it was accepted or revoked meanwhile.</summary>
    public Task<Outcome<InviteRevoked>> RevokeInviteAsync(Staff who, RevokeInvite command, CancellationToken cancel) =>
        changes.RunAsync<InviteRevoked>(who, Permission.ManageWorkspaces, command.RequestId, nameof(RevokeInvite), async (change, token) =>
        {
            var invite = await change.Db.WorkspaceInvites.SingleOrDefaultAsync(found => found.Id == command.InviteId, token);
            if (invite is null)
            {
                return new NoSuchInvite();
            }

            if (await FindAsync(change.Db, invite.WorkspaceId, token) is not { } workspace)
            {
                return new NoSuchWorkspace();
            }

            if (invite.AcceptedAt is not null || invite.DeletedAt is not null)
            {
                return new InviteNotOpen(invite.Email, invite.AcceptedAt is null ? "revoked" : "accepted");
            }

            if (Reasons.Refuse(command.Reason) is { } refused)
            {
                return refused;
            }

            await change.RevokeAsync(invite, workspace, command.Reason!.Trim(), token);
            return new InviteRevoked(invite.Id, invite.Email);
        }, cancel);

    private Task<Outcome<T>> OfPersonAsync<T>(
        Staff who,
        Guid requestId,
        string command,
        Guid membershipId,
        int versionSeen,
        string? reason,
        Func<Change, (WorkspaceMembership Membership, Workspace Workspace, string Name), string, CancellationToken, Task<Outcome<T>>> decide,
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

            var name = await change.Db.People.Where(person => person.Id == membership.PersonId).Select(person => person.DisplayName).SingleAsync(token);
            if (membership.DeletedAt is not null)
            {
                return new HasLeft(name);
            }

            if (await change.SinceAsync(membership, versionSeen, WorkspaceSubjects.Membership, token) is { } conflict)
            {
                return conflict;
            }

            return Reasons.Refuse(reason) is { } refused ? refused : await decide(change, (membership, workspace, name), reason!.Trim(), token);
        }, cancel);

    private static Task<Workspace?> FindAsync(PartnersDb db, Guid id, CancellationToken cancel) =>
        db.Workspaces.AsNoTracking().SingleOrDefaultAsync(workspace => workspace.Id == id && workspace.DeletedAt == null, cancel);

    private static Task<bool> BelongsAsync(PartnersDb db, Workspace workspace, Expression<Func<Person, bool>> who, CancellationToken cancel) =>
        db.People.Where(who).AnyAsync(
            person => db.OrganisationMemberships.Any(membership => membership.OrganisationId == workspace.OrganisationId && membership.PersonId == person.Id && membership.DeletedAt == null), cancel);

    private static Task<int> OwnersAsync(PartnersDb db, Workspace workspace, CancellationToken cancel) =>
        db.WorkspaceMemberships.CountAsync(membership => membership.WorkspaceId == workspace.Id && membership.Role == WorkspaceRole.Owner && membership.DeletedAt == null, cancel);
}
