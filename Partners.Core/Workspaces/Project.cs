using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>A project of a workspace; it collects conversations.</summary>
public sealed class Project : Aggregate, IFollowsPlatform
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
        string? moveHistory,
        ParticipantNotice? notice = null)
    {
        Id = id;
        CopyFromPlatform(workspaceId, name, createdByUserId, createdAt, deletedAt, moveHistory, notice ?? ParticipantNotice.None);
    }

    public Guid WorkspaceId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>The creator's <see cref="Organisations.Person.DirectusUserId"/>.</summary>
    public Guid? CreatedByUserId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>The platform's JSON of earlier moves, kept unchanged.</summary>
    public string? MoveHistory { get; private set; }

    /// <summary>See <see cref="ParticipantNotice"/>; null if the project says nothing of its own.</summary>
    public string? LegalBasis { get; private set; }

    public string? PrivacyAddress { get; private set; }

    /// <summary>The workspace that it was in when that was last handed over to a client; null if it never was.</summary>
    public Guid? HandedOverInId { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? PlatformUpdatedAt { get; private set; }

    void IFollowsPlatform.KnowOf(DateTimeOffset updatedAt) => PlatformUpdatedAt = updatedAt;

    internal void CopyFromPlatform(
        Guid workspaceId,
        string name,
        Guid? createdByUserId,
        DateTimeOffset createdAt,
        DateTimeOffset? deletedAt,
        string? moveHistory,
        ParticipantNotice notice)
    {
        WorkspaceId = workspaceId;
        Name = name;
        CreatedByUserId = createdByUserId;
        CreatedAt = createdAt;
        DeletedAt = deletedAt;
        MoveHistory = moveHistory;
        (LegalBasis, PrivacyAddress) = (notice.LegalBasis, notice.PrivacyAddress);
    }
}
