using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Outbox;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>The transfer's step that revokes each open invite, or changes the role that it invites to.</summary>
internal static class SettleInvites
{
    public static async Task SettleInvitesAsync(this Transfer transfer, CancellationToken cancel)
    {
        var (change, workspace, why) = (transfer.Change, transfer.Workspace, transfer.Why);
        var plans = transfer.Plan.Invites.ToDictionary(invite => invite.InviteId);
        foreach (var fact in transfer.Facts.Invites)
        {
            var invite = await change.Db.WorkspaceInvites.SingleAsync(found => found.Id == fact.InviteId, cancel);
            if (plans[fact.InviteId].Role is not { } role)
            {
                await change.RevokeAsync(invite, workspace, why, cancel);
            }
            else if (role != invite.Role)
            {
                change.Record(AuditActions.InviteChanged, invite.Subject(workspace), new { invite.Role }, new { Role = role }, why);
                var earlier = invite.Role;
                invite.ChangeRole(role);
                await change.CarryToPlatformAsync(
                    invite.Item(workspace),
                    PlatformFields.Role,
                    PlatformWords.Of(PlatformWorkspaceWords.Roles, earlier),
                    PlatformWords.Of(PlatformWorkspaceWords.Roles, invite.Role),
                    why,
                    cancel);
            }
        }
    }
}
