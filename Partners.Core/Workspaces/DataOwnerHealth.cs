namespace Partners.Core.Workspaces;

/// <summary>Whether the data owner was invited, has access or has left (docs/product.md W7).</summary>
public enum DataOwnerState
{
    NotInvited,
    InvitePending,
    InviteExpired,

    /// <summary>Has access.</summary>
    Present,

    /// <summary>Had access, and no longer has it.</summary>
    Left,
}

/// <param name="InviteUntil">When the invite expires or expired; null if there is none, or it has no end.</param>
/// <param name="Role">The role, if present.</param>
/// <param name="LastSignIn">Null if no sign-in is on record.</param>
public sealed record DataOwnerHealth(DataOwnerState State, DateTimeOffset? InviteUntil, WorkspaceRole? Role, DateTimeOffset? LastSignIn)
{
    /// <summary>Has access and has signed in.</summary>
    public bool IsWell => State == DataOwnerState.Present && LastSignIn is not null;

    /// <param name="memberships">Memberships of the data owner's address in this workspace.</param>
    /// <param name="invites">Invites of the data owner's address to this workspace.</param>
    internal static DataOwnerHealth Of(
        IReadOnlyCollection<WorkspaceMembership> memberships,
        IReadOnlyCollection<WorkspaceInvite> invites,
        DateTimeOffset? lastSignIn,
        DateTimeOffset now)
    {
        if (memberships.FirstOrDefault(membership => membership.HasAccess(now)) is { } present)
        {
            return new(DataOwnerState.Present, null, present.Role, lastSignIn);
        }

        if (invites.FirstOrDefault(invite => invite.IsPending(now)) is { } open)
        {
            return new(DataOwnerState.InvitePending, open.ExpiresAt, null, lastSignIn);
        }

        if (memberships.Count > 0 || invites.Any(invite => invite.AcceptedAt is not null))
        {
            return new(DataOwnerState.Left, null, null, lastSignIn);
        }

        return invites.Where(invite => invite.DeletedAt is null).MaxBy(invite => invite.CreatedAt) is { } expired
            ? new(DataOwnerState.InviteExpired, expired.ExpiresAt, null, lastSignIn)
            : new(DataOwnerState.NotInvited, null, null, lastSignIn);
    }
}
