using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Core.Workspaces;

public sealed record RevokeInvite(Guid RequestId, Guid InviteId, string? Reason);

public sealed record NoSuchInvite() : Refusal("There is no such invite.");

public sealed record InviteNotOpen(string Address, string Became)
    : Refusal($"The invite to {Address} was already {Became}.");

public sealed partial class WorkspacePeople
{
    /// <summary>Revokes an open invite. Refused if it was accepted or revoked meanwhile.</summary>
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
}
