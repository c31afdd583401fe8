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
    int Projects);

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
    DateTimeOffset? LastSignIn);

public sealed record InviteIntoWorkspace(
    Guid Id,
    string Email,
    WorkspaceRole Role,
    bool IsDataOwner,
    DateTimeOffset InvitedAt,
    DateTimeOffset? ExpiresAt,
    bool IsOpen);

/// <param name="CreatedBy">Null if the creator is unknown here.</param>
public sealed record ProjectRow(Guid Id, string Name, string? CreatedBy, DateTimeOffset CreatedAt, int Conversations);

/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record ProjectListing(IReadOnlyList<ProjectRow> Rows, int Total, int Page, string? Notice)
{
    public const int PageSize = 25;
}
