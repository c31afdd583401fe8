using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

public sealed record SendInviteAgain(Guid RequestId, Guid InviteId);

public sealed partial class WorkspacePeople
{
    /// <summary>
    /// Opens an invite for its whole time again, lapsed or not. Refused if it was accepted or revoked, and if the address has access or
    /// another open invite by now.
    /// </summary>
    public Task<Outcome<PersonInvited>> SendInviteAgainAsync(Staff who, SendInviteAgain command, CancellationToken cancel) =>
        changes.RunAsync<PersonInvited>(
            who,
            Permission.ManageWorkspaces,
            command.RequestId,
            nameof(SendInviteAgain),
            async (change, token) =>
            {
                if (await change.Db.WorkspaceInvites.SingleOrDefaultAsync(found => found.Id == command.InviteId, token) is not { } invite)
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

                if (await change.PresenceAsync(workspace.Id, invite.Email, token) is { } presence)
                {
                    return new InWorkspaceAlready(invite.Email, presence.Role);
                }

                if (await change.OpenInviteAsync(workspace.Id, invite.Email, token) is { } open && open.Id != invite.Id)
                {
                    return new InvitedAlready(open.Email, open.Role, open.CreatedAt.DayInAmsterdam());
                }

                await change.SendAgainAsync(invite, workspace, token);
                return new PersonInvited(invite.Id, invite.Email, invite.Role, invite.ExpiresAt!.Value);
            },
            cancel);
}
