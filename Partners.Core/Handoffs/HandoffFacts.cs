using Partners.Core.Billing;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>Everything that a handoff depends on, as it is now.</summary>
/// <param name="Client">The chosen organisation; null if none is chosen or a new one is to be made.</param>
/// <param name="NewOwner">The owner of the new organisation; null if none is chosen or the id is unknown.</param>
/// <param name="NamesakeOfNew">A live organisation with the new one's name.</param>
/// <param name="Account">The account that pays for the workspace; null if none does.</param>
/// <param name="Deals">The workspace's deals that are neither void nor over.</param>
public sealed record HandoffFacts(
    WorkspaceFact Workspace,
    PartnerFact Partner,
    ClientFact? Client,
    PersonFact? NewOwner,
    string? NamesakeOfNew,
    AccountFact? Account,
    IReadOnlyList<AccessFact> People,
    IReadOnlyList<InviteFact> Invites,
    IReadOnlyList<DealFact> Deals,
    DateOnly Today);

public sealed record WorkspaceFact(
    Guid Id,
    string Name,
    Guid OrganisationId,
    UsageContext UsageContext,
    string? DataOwnerName,
    string? DataOwnerEmail,
    bool IsDeleted,
    int Projects,
    int Conversations);

public sealed record PartnerFact(Guid Id, string Name, bool IsPartner, bool IsDeleted);

/// <param name="Owners">Owners of the organisation who do not belong to the partner.</param>
/// <param name="OfPartner">Its members who belong to the partner too.</param>
/// <param name="HasAccount">It has its own pooled billing account.</param>
public sealed record ClientFact(
    Guid Id,
    string Name,
    bool IsPartner,
    bool IsDeleted,
    IReadOnlyList<string> Owners,
    IReadOnlyList<string> OfPartner,
    bool HasAccount);

public sealed record PersonFact(Guid Id, string Name, string Email, bool IsOfPartner);

/// <summary>Someone with access to the workspace.</summary>
/// <param name="IsOfClient">Belongs to the chosen organisation, or will own the new one.</param>
/// <param name="LastSignIn">Null if none is on record.</param>
public sealed record AccessFact(
    Guid MembershipId,
    Guid PersonId,
    string Name,
    string Email,
    WorkspaceRole Role,
    bool IsOfPartner,
    bool IsOfClient,
    bool IsDataOwner,
    DateTimeOffset? LastSignIn);

public sealed record InviteFact(
    Guid InviteId,
    string Email,
    WorkspaceRole Role,
    bool IsOfPartner,
    bool IsDataOwner,
    DateTimeOffset? OpenUntil);

/// <param name="OrganisationId">Set if the account is pooled.</param>
/// <param name="WorkspaceId">Set if the account is one workspace's own.</param>
/// <param name="Bill">The invoice details; the platform keeps no invoice address.</param>
public sealed record AccountFact(
    Guid Id,
    string Label,
    Guid? OrganisationId,
    Guid? WorkspaceId,
    Tier Tier,
    PaymentMode PaymentMode,
    Percentage? Discount,
    BillingPlan Bill);

/// <param name="LastDay">Null if it has no end.</param>
public sealed record DealFact(
    Guid Id,
    string Name,
    DealStatus Status,
    DateOnly StartsOn,
    DateOnly? LastDay,
    Money Earned,
    Money Owed,
    Money? CapLeft,
    Month? ClosedThrough);
