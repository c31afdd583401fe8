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
    DateOnly Today)
{
    /// <summary>The live webhooks of the workspace's live projects.</summary>
    public IReadOnlyList<FlowFact> Flows { get; init; } = [];

    /// <summary>Memberships of the partner's people that ran out, and that nobody has ended.</summary>
    public IReadOnlyList<LapsedFact> LapsedPeople { get; init; } = [];

    /// <summary>Invites of the partner's addresses that ran out, and that nobody has revoked.</summary>
    public IReadOnlyList<LapsedInviteFact> LapsedInvites { get; init; } = [];

    /// <summary>What the participants of its live projects are told, one for each host and notice.</summary>
    public IReadOnlyList<NoticeFact> Notices { get; init; } = [];
}

public sealed record WorkspaceFact(
    Guid Id,
    string Name,
    Guid OrganisationId,
    UsageContext UsageContext,
    string? DataOwnerName,
    string? DataOwnerEmail,
    bool IsDeleted,
    int Projects,
    int Conversations)
{
    public WorkspaceVisibility Visibility { get; init; }

    /// <summary>It is white-labelled.</summary>
    public bool HasLogo { get; init; }

    /// <summary>How far the platform's own handoff is, which would run against this one.</summary>
    public PlatformHandoff PlatformHandoff { get; init; }

    /// <summary>The organisation that the platform's own handoff is to; null if none is named.</summary>
    public string? PlatformHandoffTarget { get; init; }
}

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
    bool HasAccount)
{
    /// <summary>Who gets into the workspace by its visibility once the organisation owns it, by name.</summary>
    public IReadOnlyList<string> LetIn { get; init; } = [];
}

public sealed record PersonFact(Guid Id, string Name, string Email, bool IsOfPartner)
{
    /// <summary>Why they are on the side they are on; null if nobody asked.</summary>
    public Standing? Standing { get; init; }

    public Side Side => Standing?.Side ?? (IsOfPartner ? Side.Partner : Side.Client);
}

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
    DateTimeOffset? LastSignIn)
{
    /// <summary>Why they are on the side they are on; null if nobody asked.</summary>
    public Standing? Standing { get; init; }

    public Side Side => Standing?.Side ?? (IsOfPartner ? Side.Partner : Side.Client);

    /// <summary>The instant at which the access ends; null if it has no end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>dembrane's own access for a day.</summary>
    public bool IsSupport { get; init; }
}

/// <summary>Access that ran out. Somebody could renew it, so the transfer ends it for good (docs/product.md H31).</summary>
public sealed record LapsedFact(Guid MembershipId, string Name, string Email, WorkspaceRole Role, DateTimeOffset EndedAt);

/// <summary>An invite that ran out. Somebody could send it again, so the transfer revokes it (docs/product.md H31).</summary>
public sealed record LapsedInviteFact(Guid InviteId, string Email, WorkspaceRole Role, DateTimeOffset EndedAt);

public sealed record InviteFact(
    Guid InviteId,
    string Email,
    WorkspaceRole Role,
    bool IsOfPartner,
    bool IsDataOwner,
    DateTimeOffset? OpenUntil)
{
    /// <summary>Why the address is on the side it is on; null if nobody asked.</summary>
    public Standing? Standing { get; init; }

    public Side Side => Standing?.Side ?? (IsOfPartner ? Side.Partner : Side.Client);
}

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
    BillingPlan Bill)
{
    /// <summary>Who pays the account automatically; null if nobody does.</summary>
    public PayerFact? Payer { get; init; }

    public BillingPeriod Period { get; init; }

    /// <summary>Paid seats now, invited ones included.</summary>
    public int Seats { get; init; }

    /// <summary>The platform's name for the kind of discount; null if it is none of its own.</summary>
    public string? DiscountKind { get; init; }

    /// <summary>The end of a trial; null if it has none.</summary>
    public DateTimeOffset? TierExpiresAt { get; init; }
}

/// <summary>The customer at the payment provider who goes on paying unless something is done.</summary>
/// <param name="Customer">The provider's id; null if only a subscription is known.</param>
/// <param name="Subscription">The provider's id of a live subscription; null if there is none.</param>
/// <param name="PaidThrough">The last day that the latest payment covers; null if there is no payment.</param>
/// <param name="Credit">What of the latest payment that did not go back covers days after today, net of VAT.</param>
public sealed record PayerFact(string? Customer, string? Subscription, DateOnly? PaidThrough, Money Credit);

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
    Month? ClosedThrough)
{
    /// <summary>What the deal promises the client.</summary>
    public Percentage Discount { get; init; }
}
