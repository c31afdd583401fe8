using Partners.Core.Organisations;

namespace Partners.Core.Workspaces;

/// <summary>Everything that a workspace's overview shows, except its billing account and logo.</summary>
/// <param name="DataOwner">Null in an internal workspace.</param>
/// <param name="PlatformLogoUrl">The logo's address on the platform.</param>
/// <param name="People">Everyone with access: owners first, outside collaborators last.</param>
/// <param name="Invites">Open and expired ones, newest first.</param>
public sealed record WorkspaceDetails(
    Guid Id,
    string Name,
    int Version,
    Guid OrganisationId,
    string OrganisationName,
    UsageContext UsageContext,
    WorkspaceVisibility Visibility,
    DateTimeOffset CreatedAt,
    DataOwner? DataOwner,
    string? PlatformLogoUrl,
    IReadOnlyList<PersonInWorkspace> People,
    IReadOnlyList<InviteIntoWorkspace> Invites,
    int Projects)
{
    /// <summary>dembrane's own people who are in for a day.</summary>
    public IReadOnlyList<PersonInWorkspace> Support { get; init; } = [];

    /// <summary>Who of the organisation gets in by visibility alone.</summary>
    public IReadOnlyList<LetInByVisibility> LetIn { get; init; } = [];

    /// <summary>The live webhooks of its live projects.</summary>
    public IReadOnlyList<FlowFact> Flows { get; init; } = [];

    public PlatformHandoff PlatformHandoff { get; init; }

    /// <summary>The organisation that the platform's own handoff is to, by name.</summary>
    public string? PlatformHandoffTarget { get; init; }
}

public sealed record LetInByVisibility(Guid PersonId, string Name, string Email, OrganisationRole Role);

/// <param name="AcceptedBy">Who ticked the partner agreement; null if it was accepted on the platform.</param>
/// <param name="Health">Null if no address is named.</param>
public sealed record DataOwner(string? Name, string? Email, DateTimeOffset? AcceptedAt, string? AcceptedBy, DataOwnerHealth? Health);

/// <param name="Version">A command sends it back, so that a change made meanwhile is noticed.</param>
/// <param name="BelongsToOrganisation">Has a membership in the organisation that owns the workspace.</param>
/// <param name="LastSignIn">Null if no sign-in is on record.</param>
public sealed record PersonInWorkspace(
    Guid MembershipId,
    int Version,
    string Name,
    string Email,
    WorkspaceRole Role,
    bool BelongsToOrganisation,
    bool IsDataOwner,
    DateTimeOffset Since,
    DateTimeOffset? LastSignIn)
{
    /// <summary>Null only where nothing was asked.</summary>
    public Standing? Standing { get; init; }

    /// <summary>The instant at which the access ends; null if it has no end.</summary>
    public DateTimeOffset? Until { get; init; }

    public bool IsSupport { get; init; }

    /// <summary>It came from a membership in the organisation.</summary>
    public bool IsInherited { get; init; }
}

public sealed record InviteIntoWorkspace(
    Guid Id,
    string Email,
    WorkspaceRole Role,
    bool IsDataOwner,
    DateTimeOffset InvitedAt,
    DateTimeOffset? ExpiresAt,
    bool IsOpen)
{
    public Standing? Standing { get; init; }
}

/// <param name="CreatedBy">Null if the creator is unknown here.</param>
public sealed record ProjectRow(Guid Id, string Name, string? CreatedBy, DateTimeOffset CreatedAt, int Conversations)
{
    /// <summary>What its participants are told.</summary>
    public ParticipantNotice Notice { get; init; } = ParticipantNotice.None;

    /// <summary>The notice is the workspace's, because the project has none of its own.</summary>
    public bool IsNoticeOfWorkspace { get; init; }
}

/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record ProjectListing(IReadOnlyList<ProjectRow> Rows, int Total, int Page, string? Notice)
{
    public const int PageSize = 25;
}
