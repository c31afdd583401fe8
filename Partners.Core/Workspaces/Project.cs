using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>A project of a workspace; it collects conversations.</summary>
public sealed class Project : Aggregate
{
    private Project()
    {
    }

    public Project(
        Guid id,
        Guid workspaceId,
        string name,
        Guid? createdByUserId,
        DateTimeOffset createdAt,
        DateTimeOffset? deletedAt,
        string? moveHistory)
    {
        Id = id;
        CopyFromPlatform(workspaceId, name, createdByUserId, createdAt, deletedAt, moveHistory);
    }

    public Guid WorkspaceId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>The creator's <see cref="Organisations.Person.DirectusUserId"/>.</summary>
    public Guid? CreatedByUserId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>The platform's JSON of earlier moves, kept unchanged.</summary>
    public string? MoveHistory { get; private set; }

    internal void CopyFromPlatform(
        Guid workspaceId,
        string name,
        Guid? createdByUserId,
        DateTimeOffset createdAt,
        DateTimeOffset? deletedAt,
        string? moveHistory)
    {
        WorkspaceId = workspaceId;
        Name = name;
        CreatedByUserId = createdByUserId;
        CreatedAt = createdAt;
        DeletedAt = deletedAt;
        MoveHistory = moveHistory;
    }
}
