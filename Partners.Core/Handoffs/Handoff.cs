using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Handoffs;

public enum HandoffStatus
{
    Draft,
    Scheduled,
    Completed,
    Cancelled,
}

/// <summary>A transfer of an external-client workspace to its client. While one is pending, the partner's status stands.</summary>
public sealed class Handoff : Aggregate
{
    private Handoff()
    {
    }

    public Handoff(Guid workspaceId, Guid partnerId, Staff preparedBy, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        WorkspaceId = workspaceId;
        PartnerId = partnerId;
        PreparedBySubject = preparedBy.Subject;
        PreparedByName = preparedBy.Name;
        PreparedAt = at;
    }

    public Guid WorkspaceId { get; private set; }

    /// <summary>The organisation that hands the workspace off.</summary>
    public Guid PartnerId { get; private set; }

    public HandoffStatus Status { get; private set; }

    public string PreparedBySubject { get; private set; } = string.Empty;

    public string PreparedByName { get; private set; } = string.Empty;

    public DateTimeOffset PreparedAt { get; private set; }
}
