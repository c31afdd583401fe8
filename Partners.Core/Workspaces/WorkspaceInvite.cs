using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>An invite to one workspace, by email address.</summary>
public sealed class WorkspaceInvite : Entity, IFollowsPlatform
{
    private WorkspaceInvite()
    {
    }

    public WorkspaceInvite(Guid id, InviteFacts facts)
    {
        Id = id;
        CopyFromPlatform(facts);
    }

    public Guid WorkspaceId { get; private set; }

    public string Email { get; private set; } = string.Empty;

    /// <summary>The normalised address, see <see cref="EmailAddress.Key"/>.</summary>
    public string EmailKey { get; private set; } = string.Empty;

    public WorkspaceRole Role { get; private set; }

    public Guid? InvitedById { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? ExpiresAt { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? PlatformUpdatedAt { get; private set; }

    void IFollowsPlatform.KnowOf(DateTimeOffset updatedAt) => PlatformUpdatedAt = updatedAt;

    /// <summary>True if it can still be accepted.</summary>
    public bool IsPending(DateTimeOffset now) => AcceptedAt is null && DeletedAt is null && (ExpiresAt is not { } end || end > now);

    internal void ChangeRole(WorkspaceRole role)
    {
        if (AcceptedAt is not null || DeletedAt is not null)
        {
            throw new InvalidOperationException("The invite is no longer open.");
        }

        Role = role;
    }

    internal void SendAgain(DateTimeOffset until)
    {
        if (AcceptedAt is not null || DeletedAt is not null)
        {
            throw new InvalidOperationException("The invite is no longer open.");
        }

        ExpiresAt = until;
    }

    internal void Revoke(DateTimeOffset at)
    {
        if (AcceptedAt is not null || DeletedAt is not null)
        {
            throw new InvalidOperationException("The invite is no longer open.");
        }

        DeletedAt = at;
    }

    internal void CopyFromPlatform(InviteFacts facts)
    {
        WorkspaceId = facts.WorkspaceId;
        Email = facts.Email;
        EmailKey = EmailAddress.Key(facts.Email);
        Role = facts.Role;
        InvitedById = facts.InvitedById;
        CreatedAt = facts.CreatedAt;
        ExpiresAt = facts.ExpiresAt;
        AcceptedAt = facts.AcceptedAt;
        DeletedAt = facts.DeletedAt;
    }
}

/// <summary>What the platform says about an invite.</summary>
public sealed record InviteFacts(
    Guid WorkspaceId,
    string Email,
    WorkspaceRole Role,
    Guid? InvitedById,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset? DeletedAt);
