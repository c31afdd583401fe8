using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>What a completed handoff did, with the names of that day: for the printed record and the messages to both sides.</summary>
/// <param name="HandedOffOn">The day in Amsterdam.</param>
/// <param name="ClientIsNew">The handoff made the organisation.</param>
/// <param name="Account">The client's billing account.</param>
/// <param name="BillBefore">The invoice details until then, as far as the platform knew them; null in records from before this was
/// kept.</param>
public sealed record HandoffRecord(
    string Workspace,
    Guid PartnerId,
    string Partner,
    Guid ClientId,
    string Client,
    bool ClientIsNew,
    DateOnly HandedOffOn,
    int Projects,
    int Conversations,
    string Account,
    BillingPlan Billing,
    TimingPlan Timing,
    IReadOnlyList<RecordedPerson> People,
    IReadOnlyList<RecordedInvite> Invites,
    IReadOnlyList<RecordedDeal> Deals,
    AccessProof Proof,
    BillingPlan? BillBefore = null)
{
    /// <summary>The webhooks there were, and what became of them.</summary>
    public IReadOnlyList<RecordedFlow> Flows { get; init; } = [];

    /// <summary>What the partner's people had until a day that had passed, and that the handoff ended for good.</summary>
    public IReadOnlyList<RecordedLapse> Lapsed { get; init; } = [];

    /// <summary>What participants were told on that day; empty in records from before this was kept.</summary>
    public IReadOnlyList<NoticeFact> Notices { get; init; } = [];

    /// <summary>Who paid until the handoff, at the payment provider; null if nobody did.</summary>
    public string? LeftCustomer { get; init; }

    public string? LeftSubscription { get; init; }

    /// <summary>The last day that was paid by them; null if none is known.</summary>
    public DateOnly? PaidThrough { get; init; }

    /// <summary>What of their latest payment covers days after the handoff, net of VAT.</summary>
    public Money Credit { get; init; }
}

/// <param name="AcceptedBy">Who at the client accepted that it goes on; null if it was removed.</param>
public sealed record RecordedFlow(
    Guid WebhookId,
    string Project,
    string Name,
    string Host,
    string AddressHash,
    string Events,
    FlowFate Fate,
    string? AcceptedBy,
    DateOnly? AcceptedOn);

/// <param name="After">Null if they lost access.</param>
/// <param name="Purpose">Why someone of the partner was kept.</param>
public sealed record RecordedPerson(
    string Name,
    string Email,
    bool IsOfPartner,
    WorkspaceRole Before,
    WorkspaceRole? After,
    string? Purpose)
{
    /// <summary>The last day of someone of the partner who was kept; null for everyone else.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Why they are on the side they are on; null in records from before this was kept.</summary>
    public string? Because { get; init; }
}

/// <param name="After">Null if it was revoked.</param>
public sealed record RecordedInvite(string Email, WorkspaceRole Before, WorkspaceRole? After);

/// <param name="Name">The person's; of an invite its address.</param>
/// <param name="EndedAt">When the access or the invite had run out.</param>
public sealed record RecordedLapse(string Name, string Email, WorkspaceRole Role, DateTimeOffset EndedAt, bool IsInvite);

/// <param name="Name">Partner and client, as in the ledger.</param>
/// <param name="Owed">Owed to the partner after the handoff.</param>
/// <param name="LastDay">Null if the deal has no end.</param>
public sealed record RecordedDeal(Guid DealId, string Name, DealFate Fate, Money Owed, DateOnly? LastDay, string? Reason);
