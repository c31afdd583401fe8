using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>A person's membership in one workspace.</summary>
public sealed class WorkspaceMembership : Aggregate, IFollowsPlatform
{
    /// <summary>The platform's name for access given to the person in this workspace.</summary>
    public const string Direct = "direct";

    /// <summary>Access that came from a membership in the organisation.</summary>
    public const string Inherited = "inherited";

    /// <summary>dembrane's own access for a day: it takes no seat, is no evidence and never a side (docs/product.md W24).</summary>
    public const string StaffSupport = "staff_support";

    private WorkspaceMembership()
    {
    }

    public WorkspaceMembership(
        Guid id,
        Guid workspaceId,
        Guid personId,
        WorkspaceRole role,
        string source,
        DateTimeOffset createdAt,
        DateTimeOffset? deletedAt,
        DateTimeOffset? expiresAt = null)
    {
        Id = id;
        CopyFromPlatform(workspaceId, personId, role, source, createdAt, deletedAt, expiresAt);
    }

    public Guid WorkspaceId { get; private set; }

    public Guid PersonId { get; private set; }

    public WorkspaceRole Role { get; private set; }

    /// <summary>How the membership came about, in the platform's terms, such as <c>direct</c>.</summary>
    public string Source { get; private set; } = string.Empty;

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? PlatformUpdatedAt { get; private set; }

    void IFollowsPlatform.KnowOf(DateTimeOffset updatedAt) => PlatformUpdatedAt = updatedAt;

    /// <summary>The instant from which it gives nothing any more; null if it has no end.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    public bool IsSupport => Source == StaffSupport;

    /// <summary>True if it gives access now (docs/product.md W23).</summary>
    public bool HasAccess(DateTimeOffset now) => DeletedAt is null && (ExpiresAt is not { } end || end > now);

    /// <summary>Sets the end of the person's access; null for none.</summary>
    internal void Limit(DateTimeOffset? until)
    {
        RequirePresence();
        ExpiresAt = until;
    }

    internal void ChangeRole(WorkspaceRole role)
    {
        RequirePresence();
        Role = role;
    }

    /// <summary>Ends the person's access; the membership stays readable.</summary>
    internal void End(DateTimeOffset at)
    {
        RequirePresence();
        DeletedAt = at;
    }

    private void RequirePresence()
    {
        if (DeletedAt is not null)
        {
            throw new InvalidOperationException("The person has left the workspace.");
        }
    }

    internal void CopyFromPlatform(
        Guid workspaceId,
        Guid personId,
        WorkspaceRole role,
        string source,
        DateTimeOffset createdAt,
        DateTimeOffset? deletedAt,
        DateTimeOffset? expiresAt = null)
    {
        WorkspaceId = workspaceId;
        PersonId = personId;
        Role = role;
        Source = source;
        CreatedAt = createdAt;
        DeletedAt = deletedAt;
        ExpiresAt = expiresAt;
    }
}

public static class WorkspaceMemberships
{
    /// <summary>Those that give access: neither ended nor past their end (docs/product.md W23).</summary>
    public static IQueryable<WorkspaceMembership> WithAccess(this IQueryable<WorkspaceMembership> memberships, DateTimeOffset now) =>
        memberships.Where(membership => membership.DeletedAt == null && (membership.ExpiresAt == null || membership.ExpiresAt > now));

    /// <summary>Those that count as somebody's: dembrane's own support access does not.</summary>
    public static IQueryable<WorkspaceMembership> WithoutSupport(this IQueryable<WorkspaceMembership> memberships) =>
        memberships.Where(membership => membership.Source != WorkspaceMembership.StaffSupport);
}
