using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Handoffs;

public enum HandoffStatus
{
    Draft,

    /// <summary>Confirmed, and waits for the agreed day.</summary>
    Scheduled,
    Completed,
    Cancelled,
}

/// <summary>
/// A transfer of an external-client workspace to its client: prepared step by step, by one operator after the other, then done once and
/// for good. While one is pending, the partner's status stands.
/// </summary>
public sealed class Handoff : Aggregate
{
    private Handoff()
    {
    }

    public Handoff(Guid workspaceId, Guid partnerId, HandoffPlan plan, Staff preparedBy, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        WorkspaceId = workspaceId;
        PartnerId = partnerId;
        Plan = plan;
        PreparedBySubject = preparedBy.Subject;
        PreparedByName = preparedBy.Name;
        PreparedAt = at;
    }

    public Guid WorkspaceId { get; private set; }

    /// <summary>The organisation that hands the workspace off.</summary>
    public Guid PartnerId { get; private set; }

    public HandoffStatus Status { get; private set; }

    public HandoffPlan Plan { get; private set; } = new();

    /// <summary>The day that both sides agreed to; a copy of the plan's, to be found by.</summary>
    public DateOnly? AgreedOn { get; private set; }

    /// <summary>The organisation that gets the workspace; null while none was chosen, and of a new one until it is made.</summary>
    public Guid? ClientId { get; private set; }

    /// <summary>What the new one is to be called.</summary>
    public string? NewClientName { get; private set; }

    /// <summary>Who began it. They cannot approve it where a second operator has to.</summary>
    public string PreparedBySubject { get; private set; } = string.Empty;

    public string PreparedByName { get; private set; } = string.Empty;

    public DateTimeOffset PreparedAt { get; private set; }

    /// <summary>Who changed the plan last; null where nobody did since it was begun.</summary>
    public string? ChangedBySubject { get; private set; }

    public string? ChangedByName { get; private set; }

    /// <summary>The second operator; taken back by every change of the plan.</summary>
    public string? ApprovedBySubject { get; private set; }

    public string? ApprovedByName { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>Who confirmed, and so answers for it.</summary>
    public string? ConfirmedBySubject { get; private set; }

    public string? ConfirmedByName { get; private set; }

    /// <summary>When it was completed or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedByName { get; private set; }

    public string? CancelledBecause { get; private set; }

    /// <summary>Why a scheduled one did not run on its day; null where nothing stood against it.</summary>
    public string? BlockedBecause { get; private set; }

    public DateTimeOffset? BlockedAt { get; private set; }

    /// <summary>What moved, and the proof; only of a completed one.</summary>
    public HandoffRecord? Record { get; private set; }

    public bool IsPending => Status is HandoffStatus.Draft or HandoffStatus.Scheduled;

    /// <summary>Whoever had a hand in the plan.</summary>
    public bool WasPreparedBy(string subject) => subject == PreparedBySubject || subject == ChangedBySubject;

    /// <summary>A scheduled one is a draft again: it has to be confirmed anew.</summary>
    internal void Decide(HandoffPlan plan, Staff by)
    {
        RequirePending();
        (Plan, AgreedOn, Status) = (plan, plan.Timing.AgreedOn, HandoffStatus.Draft);
        (ClientId, NewClientName) = (plan.Client.OrganisationId, plan.Client.NewName?.Trim());
        (ChangedBySubject, ChangedByName) = (by.Subject, by.Name);
        (ApprovedBySubject, ApprovedByName, ApprovedAt) = (null, null, null);
        (ConfirmedBySubject, ConfirmedByName) = (null, null);
        (BlockedBecause, BlockedAt) = (null, null);
    }

    internal void Approve(Staff by, DateTimeOffset at)
    {
        RequirePending();
        (ApprovedBySubject, ApprovedByName, ApprovedAt) = (by.Subject, by.Name, at);
    }

    /// <summary>Confirmed; it runs on the agreed day.</summary>
    internal void Schedule(Staff by)
    {
        RequirePending();
        (Status, ConfirmedBySubject, ConfirmedByName) = (HandoffStatus.Scheduled, by.Subject, by.Name);
        (BlockedBecause, BlockedAt) = (null, null);
    }

    /// <summary>Its day came, and its checks do not pass any more.</summary>
    internal void Block(string because, DateTimeOffset at)
    {
        RequirePending();
        (BlockedBecause, BlockedAt) = (because, at);
    }

    internal void Cancel(string because, Staff by, DateTimeOffset at)
    {
        RequirePending();
        (Status, CancelledBecause, EndedByName, EndedAt) = (HandoffStatus.Cancelled, because, by.Name, at);
        (BlockedBecause, BlockedAt) = (null, null);
    }

    internal void Complete(HandoffRecord record, Staff by, DateTimeOffset at)
    {
        RequirePending();
        if (Status == HandoffStatus.Draft)
        {
            (ConfirmedBySubject, ConfirmedByName) = (by.Subject, by.Name);
        }

        (Status, Record, ClientId, EndedByName, EndedAt) = (HandoffStatus.Completed, record, record.ClientId, by.Name, at);
        (BlockedBecause, BlockedAt) = (null, null);
    }

    private void RequirePending()
    {
        if (!IsPending)
        {
            throw new InvalidOperationException("The handoff is over.");
        }
    }
}
