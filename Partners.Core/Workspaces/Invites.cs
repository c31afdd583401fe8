using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>Creates and revokes invites within a change, alone or with a new workspace or data owner.</summary>
internal static class Invites
{
    /// <summary>The same as the platform's own invites.</summary>
    public const int OpenForDays = 30;

    /// <summary>The open invite of an address, if any.</summary>
    public static async Task<WorkspaceInvite?> OpenInviteAsync(
        this Change change,
        Guid workspaceId,
        string address,
        CancellationToken cancel)
    {
        var key = EmailAddress.Key(address);
        var invites = await change.Db.WorkspaceInvites
            .Where(invite =>
                invite.WorkspaceId == workspaceId && invite.EmailKey == key && invite.AcceptedAt == null && invite.DeletedAt == null)
            .ToListAsync(cancel);
        return invites.Find(invite => invite.IsPending(change.At));
    }

    /// <summary>The membership behind an address, if any.</summary>
    public static Task<WorkspaceMembership?> PresenceAsync(this Change change, Guid workspaceId, string address, CancellationToken cancel)
    {
        var key = EmailAddress.Key(address);
        return change.Db.WorkspaceMemberships
            .Where(membership =>
                membership.WorkspaceId == workspaceId
                && membership.DeletedAt == null
                && change.Db.People.Any(person => person.Id == membership.PersonId && person.EmailKey == key))
            .FirstOrDefaultAsync(cancel);
    }

    public static async Task<WorkspaceInvite> InviteAsync(
        this Change change,
        Workspace workspace,
        string address,
        WorkspaceRole role,
        string why,
        CancellationToken cancel)
    {
        var invite = new WorkspaceInvite(
            Guid.CreateVersion7(change.At),
            new(
                workspace.Id,
                address,
                role,
                InvitedById: null,
                change.At,
                change.At.AddDays(OpenForDays),
                AcceptedAt: null,
                DeletedAt: null));
        change.Db.WorkspaceInvites.Add(invite);
        change.Record(AuditActions.PersonInvited, invite.Subject(workspace), before: null, State(invite), why);
        await change.CarryToPlatformAsync(
            invite.Item(workspace),
            PlatformFields.NewRecord,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [PlatformFields.Id] = invite.Id,
                [PlatformFields.WorkspaceId] = invite.WorkspaceId,
                [PlatformFields.Email] = invite.Email,
                [PlatformFields.Role] = PlatformWords.Of(PlatformWorkspaceWords.Roles, invite.Role),
                [PlatformFields.CreatedAt] = PlatformWords.Of(invite.CreatedAt),
                [PlatformFields.ExpiresAt] = PlatformWords.Of(invite.ExpiresAt),
            },
            why,
            cancel);
        return invite;
    }

    public static async Task RevokeAsync(
        this Change change,
        WorkspaceInvite invite,
        Workspace workspace,
        string why,
        CancellationToken cancel)
    {
        var before = State(invite);
        invite.Revoke(change.At);
        change.Record(AuditActions.InviteRevoked, invite.Subject(workspace), before, State(invite), why);
        await change.CarryToPlatformAsync(
            invite.Item(workspace),
            PlatformFields.DeletedAt,
            PlatformWords.Of(invite.DeletedAt),
            why,
            cancel);
    }

    private static object State(WorkspaceInvite invite) =>
        new { invite.Email, invite.Role, invite.ExpiresAt, RevokedAt = invite.DeletedAt };
}
