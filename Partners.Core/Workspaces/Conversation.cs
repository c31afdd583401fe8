using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>A recorded conversation: only when it took place and how long. What was said stays on the platform.</summary>
public sealed class Conversation : Entity, IFollowsPlatform
{
    private Conversation()
    {
    }

    public Conversation(Guid id, Guid projectId, DateTimeOffset createdAt, int durationSeconds)
    {
        Id = id;
        CopyFromPlatform(projectId, createdAt, durationSeconds);
    }

    public Guid ProjectId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public int DurationSeconds { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? PlatformUpdatedAt { get; private set; }

    void IFollowsPlatform.KnowOf(DateTimeOffset updatedAt) => PlatformUpdatedAt = updatedAt;

    internal void CopyFromPlatform(Guid projectId, DateTimeOffset createdAt, int durationSeconds)
    {
        ProjectId = projectId;
        CreatedAt = createdAt;
        DurationSeconds = durationSeconds;
    }
}
