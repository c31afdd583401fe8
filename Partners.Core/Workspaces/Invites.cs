using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>Creates and revokes invites within a change, alone or with a new workspace or data owner.</summary>
internal static class Invites
{
    public const int OpenForDays = 7;

    /// <summary>The data owner gets longer: the invite is often their first word from dembrane.</summary>
    public const int OpenForDaysToDataOwner = 30;

    /// <summary>How long an invite of this address stays open (docs/product.md W16).</summary>
    public static int DaysOpen(Workspace workspace, string address) =>
        workspace.DataOwnerEmail is { } owner && EmailAddress.Key(owner) == EmailAddress.Key(address)
            ? OpenForDaysToDataOwner
            : OpenForDays;

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
            .WithAccess(change.At)
            .WithoutSupport()
            .Where(membership =>
                membership.WorkspaceId == workspaceId
                && change.Db.People.Any(person => person.Id == membership.PersonId && person.EmailKey == key))
            .FirstOrDefaultAsync(cancel);
    }

    /// <param name="host">Who invites where whoever makes the change has no account on the platform.</param>
    public static async Task<WorkspaceInvite> InviteAsync(
        this Change change,
        Workspace workspace,
        string address,
        WorkspaceRole role,
        string why,
        CancellationToken cancel,
        Guid? host = null)
    {
        // The platform shows who invited: whoever of us has an account there, or else the workspace's host.
        var inviter = await change.PersonThereAsync(cancel) ?? host;
        var invite = new WorkspaceInvite(
            Guid.CreateVersion7(change.At),
            new(
                workspace.Id,
                address,
                role,
                inviter,
                change.At,
                change.At.AddDays(DaysOpen(workspace, address)),
                AcceptedAt: null,
                DeletedAt: null));
        change.Db.WorkspaceInvites.Add(invite);
        change.Record(AuditActions.PersonInvited, invite.Subject(workspace), before: null, State(invite), why);
        await change.CarryNewAsync(
            invite.Item(workspace),
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [PlatformFields.Id] = invite.Id,
                [PlatformFields.WorkspaceId] = invite.WorkspaceId,
                [PlatformFields.Email] = invite.Email,
                [PlatformFields.Role] = PlatformWords.Of(PlatformWorkspaceWords.Roles, invite.Role),
                [PlatformFields.InvitedBy] = invite.InvitedById,
                [PlatformFields.CreatedAt] = PlatformWords.Of(invite.CreatedAt),
                [PlatformFields.ExpiresAt] = PlatformWords.Of(invite.ExpiresAt),
            },
            why,
            cancel);
        return invite;
    }

    /// <summary>Opens the invite for its whole time again, from now on.</summary>
    public static async Task SendAgainAsync(this Change change, WorkspaceInvite invite, Workspace workspace, CancellationToken cancel)
    {
        const string Why = "Sent again";
        var (before, until) = (State(invite), invite.ExpiresAt);
        invite.SendAgain(change.At.AddDays(DaysOpen(workspace, invite.Email)));
        change.Record(AuditActions.InviteSentAgain, invite.Subject(workspace), before, State(invite), Why);
        await change.CarryToPlatformAsync(
            invite.Item(workspace),
            PlatformFields.ExpiresAt,
            PlatformWords.Of(until),
            PlatformWords.Of(invite.ExpiresAt),
            Why,
            cancel);
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
            before: null,
            PlatformWords.Of(invite.DeletedAt),
            why,
            cancel);
    }

    private static object State(WorkspaceInvite invite) =>
        new { invite.Email, invite.Role, invite.ExpiresAt, RevokedAt = invite.DeletedAt };
}
