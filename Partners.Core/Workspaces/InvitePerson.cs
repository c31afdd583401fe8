using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

public sealed record InvitePerson(Guid RequestId, Guid WorkspaceId, string? Email, WorkspaceRole Role);

public sealed record InWorkspaceAlready(string Address, WorkspaceRole Role)
    : Refusal(
        $"{Address} is in this workspace already, as {Role.ToString().ToLowerInvariant()}. Change the role instead.",
        nameof(InvitePerson.Email));

public sealed record InvitedAlready(string Address, WorkspaceRole Role, DateOnly On)
    : Refusal(
        $"{Address} was invited as {Role.ToString().ToLowerInvariant()} on {On:d MMM yyyy} already. Revoke that invite to "
            + "send another one.",
        nameof(InvitePerson.Email));

public sealed partial class WorkspacePeople
{
    /// <summary>
    /// Invites an address for <see cref="Invites.OpenForDays"/> days. Refused if the address has access or an open invite.
    /// </summary>
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

            // An address may have several accounts on the platform; none of them may belong to the organisation.
            var key = EmailAddress.Key(address);
            var candidate = new RoleCandidate(address, await BelongsAsync(change.Db, workspace, person => person.EmailKey == key, token));
            if (RoleRules.Refuse(command.Role, workspace.UsageContext, candidate, who) is { Count: > 0 } refusals)
            {
                return Outcome<PersonInvited>.Refused(refusals);
            }

            var invite = await change.InviteAsync(
                workspace,
                address,
                command.Role,
                $"Invited as {command.Role.ToString().ToLowerInvariant()}",
                token);
            return new PersonInvited(invite.Id, invite.Email, invite.Role, invite.ExpiresAt!.Value);
        }, cancel);
}
