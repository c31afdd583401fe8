using Partners.Core.Billing;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>How things are, as far as a handoff depends on it.</summary>
/// <param name="Client">The organisation that was chosen; null where none was, or a new one is to be made.</param>
/// <param name="NewOwner">Who is to own the new one; null where nobody was chosen, or nobody of that id is known.</param>
/// <param name="NamesakeOfNew">A live organisation of the new one's name.</param>
/// <param name="Account">The one that pays for the workspace; null where none does.</param>
/// <param name="Deals">Deals on the workspace that are neither void nor over.</param>
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

public sealed record WorkspaceFact(Guid Id, string Name, Guid OrganisationId, UsageContext UsageContext, string? DataOwnerName, string? DataOwnerEmail, bool IsDeleted, int Projects, int Conversations);

public sealed record PartnerFact(Guid Id, string Name, bool IsPartner, bool IsDeleted);

/// <param name="Owners">Owners of the organisation who do not belong to the partner.</param>
/// <param name="OfPartner">People of the partner who belong to it.</param>
/// <param name="HasAccount">It has a pooled billing account of its own.</param>
public sealed record ClientFact(Guid Id, string Name, bool IsPartner, bool IsDeleted, IReadOnlyList<string> Owners, IReadOnlyList<string> OfPartner, bool HasAccount);

public sealed record PersonFact(Guid Id, string Name, string Email, bool IsOfPartner);

/// <summary>Somebody with access to the workspace.</summary>
/// <param name="IsOfClient">Belongs to the organisation that was chosen, or is to own the new one.</param>
/// <param name="LastSignIn">Null where none is on record.</param>
public sealed record AccessFact(Guid MembershipId, Guid PersonId, string Name, string Email, WorkspaceRole Role, bool IsOfPartner, bool IsOfClient, bool IsDataOwner, DateTimeOffset? LastSignIn);

public sealed record InviteFact(Guid InviteId, string Email, WorkspaceRole Role, bool IsOfPartner, bool IsDataOwner, DateTimeOffset? OpenUntil);

/// <param name="OrganisationId">Of a pooled one.</param>
/// <param name="WorkspaceId">Of one workspace's own.</param>
/// <param name="Bill">Whom its bills are made out to; the platform keeps no invoice address.</param>
public sealed record AccountFact(Guid Id, string Label, Guid? OrganisationId, Guid? WorkspaceId, Tier Tier, PaymentMode PaymentMode, Percentage? Discount, BillingPlan Bill);

/// <param name="LastDay">Null where it has no end.</param>
public sealed record DealFact(Guid Id, string Name, DealStatus Status, DateOnly StartsOn, DateOnly? LastDay, Money Earned, Money Owed, Money? CapLeft, Month? ClosedThrough);
