using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>What a completed handoff did, in the names of that moment: for the printed record and both sides' messages.</summary>
/// <param name="HandedOffOn">The day in Amsterdam on which it was done.</param>
/// <param name="ClientIsNew">The organisation was made with the handoff.</param>
/// <param name="Account">The billing account that the client pays by.</param>
/// <param name="BillBefore">Whom its bills were made out to until then, as far as the platform knew; null in records of before this was kept.</param>
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

/// <param name="After">Null where they lost access.</param>
/// <param name="Purpose">Why somebody of the partner was kept.</param>
public sealed record RecordedPerson(string Name, string Email, bool IsOfPartner, WorkspaceRole Before, WorkspaceRole? After, string? Purpose);

/// <param name="After">Null where it was revoked.</param>
public sealed record RecordedInvite(string Email, WorkspaceRole Before, WorkspaceRole? After);

/// <param name="Name">Partner and client, as the ledger calls it.</param>
/// <param name="Owed">To the partner, as the handoff left it.</param>
/// <param name="LastDay">Null where the deal has no end.</param>
public sealed record RecordedDeal(Guid DealId, string Name, DealFate Fate, Money Owed, DateOnly? LastDay, string? Reason);
