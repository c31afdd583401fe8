using Partners.Core.Access;
using Partners.Core.Consent;
using Partners.Core.Values;

namespace Partners.Core.Handoffs;

public enum HandoffStatus
{
    Draft,

    /// <summary>Confirmed, and waiting for the agreed day.</summary>
    Scheduled,
    Completed,
    Cancelled,
}

/// <summary>
/// A transfer of an external-client workspace to its client: operators prepare it step by step, then it happens once and for good. While
/// one is pending, the partner flag cannot be turned off (docs/product.md T5).
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

    /// <summary>The organisation that gives the workspace up.</summary>
    public Guid PartnerId { get; private set; }

    public HandoffStatus Status { get; private set; }

    public HandoffPlan Plan { get; private set; } = new();

    /// <summary>The day both sides agreed to; copied from the plan for queries.</summary>
    public DateOnly? AgreedOn { get; private set; }

    /// <summary>The organisation that receives the workspace; null until one is chosen or, if it is new, made.</summary>
    public Guid? ClientId { get; private set; }

    /// <summary>The name of an organisation still to be made.</summary>
    public string? NewClientName { get; private set; }

    /// <summary>Who began it. They cannot approve it if a second operator must.</summary>
    public string PreparedBySubject { get; private set; } = string.Empty;

    public string PreparedByName { get; private set; } = string.Empty;

    public DateTimeOffset PreparedAt { get; private set; }

    /// <summary>Who last changed the plan; null if nobody has since it was begun.</summary>
    public string? ChangedBySubject { get; private set; }

    public string? ChangedByName { get; private set; }

    /// <summary>The second operator; cleared by every change to the plan.</summary>
    public string? ApprovedBySubject { get; private set; }

    public string? ApprovedByName { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>Who confirmed it, and so answers for it.</summary>
    public string? ConfirmedBySubject { get; private set; }

    public string? ConfirmedByName { get; private set; }

    /// <summary>When it was completed or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedByName { get; private set; }

    public string? CancelledBecause { get; private set; }

    /// <summary>Why a scheduled handoff did not run on its day; null if it is not blocked.</summary>
    public string? BlockedBecause { get; private set; }

    public DateTimeOffset? BlockedAt { get; private set; }

    /// <summary>What moved, and the proof; null until completed.</summary>
    public HandoffRecord? Record { get; private set; }

    /// <summary>When the proof was last taken again; null if it was not since the handoff.</summary>
    public DateTimeOffset? ProvenAt { get; private set; }

    /// <summary>The day in the partner's certificate that counts, for queries; null while none was recorded.</summary>
    public DateOnly? CertificateSignedOn { get; private set; }

    /// <summary>The same proof, taken on the platform's own rows once it had the handoff; null until then.</summary>
    public AccessProof? ProofThere { get; private set; }

    public bool IsPending => Status is HandoffStatus.Draft or HandoffStatus.Scheduled;

    /// <summary>True for whoever began the plan or changed it last.</summary>
    public bool WasPreparedBy(string subject) => subject == PreparedBySubject || subject == ChangedBySubject;

    /// <summary>Saves the plan. A scheduled handoff becomes a draft again and needs a new confirmation.</summary>
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

    /// <summary>
    /// Takes a side's own answer into the plan; null takes back what was recorded for it, and then nothing stays scheduled or approved. Who
    /// prepared the plan stays who they were: the answer is not theirs.
    /// </summary>
    internal void Hear(ConsentSide side, Confirmation? said)
    {
        RequirePending();
        Plan = Plan with
        {
            Timing = side == ConsentSide.Partner ? Plan.Timing with { Partner = said } : Plan.Timing with { Client = said },
        };
        if (said is null)
        {
            Unconfirm();
        }
    }

    /// <summary>Takes the client's own answer about a webhook into the plan; without acceptance nothing stays scheduled.</summary>
    internal void Hear(FlowPlan said)
    {
        RequirePending();
        Plan = Plan with { Flows = [.. Plan.Flows.Select(flow => flow.WebhookId == said.WebhookId ? said : flow)] };
        if (said.AcceptedBy is null)
        {
            Unconfirm();
        }
    }

    internal void Approve(Staff by, DateTimeOffset at)
    {
        RequirePending();
        (ApprovedBySubject, ApprovedByName, ApprovedAt) = (by.Subject, by.Name, at);
    }

    /// <summary>Confirms it; it runs on the agreed day.</summary>
    internal void Schedule(Staff by)
    {
        RequirePending();
        (Status, ConfirmedBySubject, ConfirmedByName) = (HandoffStatus.Scheduled, by.Subject, by.Name);
        (BlockedBecause, BlockedAt) = (null, null);
    }

    /// <summary>Records that its day came but its checks no longer pass.</summary>
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

    internal void Certify(DateOnly signedOn)
    {
        if (Status != HandoffStatus.Completed)
        {
            throw new InvalidOperationException("Nothing was handed off.");
        }

        CertificateSignedOn = signedOn;
    }

    private void Unconfirm()
    {
        Status = HandoffStatus.Draft;
        (ApprovedBySubject, ApprovedByName, ApprovedAt) = (null, null, null);
        (ConfirmedBySubject, ConfirmedByName) = (null, null);
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
