using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>A person's membership in one workspace.</summary>
public sealed class WorkspaceMembership : Aggregate
{
    /// <summary>The platform's name for access given to the person in this workspace.</summary>
    public const string Direct = "direct";

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
        DateTimeOffset? deletedAt)
    {
        Id = id;
        CopyFromPlatform(workspaceId, personId, role, source, createdAt, deletedAt);
    }

    public Guid WorkspaceId { get; private set; }

    public Guid PersonId { get; private set; }

    public WorkspaceRole Role { get; private set; }

    /// <summary>How the membership came about, in the platform's terms, such as <c>direct</c>.</summary>
    public string Source { get; private set; } = string.Empty;

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

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
        DateTimeOffset? deletedAt)
    {
        WorkspaceId = workspaceId;
        PersonId = personId;
        Role = role;
        Source = source;
        CreatedAt = createdAt;
        DeletedAt = deletedAt;
    }
}
