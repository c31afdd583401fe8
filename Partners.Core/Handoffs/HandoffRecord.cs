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
    BillingPlan? BillBefore = null);

/// <param name="After">Null if they lost access.</param>
/// <param name="Purpose">Why someone of the partner was kept.</param>
public sealed record RecordedPerson(
    string Name,
    string Email,
    bool IsOfPartner,
    WorkspaceRole Before,
    WorkspaceRole? After,
    string? Purpose);

/// <param name="After">Null if it was revoked.</param>
public sealed record RecordedInvite(string Email, WorkspaceRole Before, WorkspaceRole? After);

/// <param name="Name">Partner and client, as in the ledger.</param>
/// <param name="Owed">Owed to the partner after the handoff.</param>
/// <param name="LastDay">Null if the deal has no end.</param>
public sealed record RecordedDeal(Guid DealId, string Name, DealFate Fate, Money Owed, DateOnly? LastDay, string? Reason);
