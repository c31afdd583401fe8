namespace Partners.Core.Workspaces;

/// <summary>Everything that a workspace's overview shows, but for its billing account and its logo.</summary>
/// <param name="DataOwner">Null in an internal workspace.</param>
/// <param name="PlatformLogoUrl">Where the platform has a logo.</param>
/// <param name="People">Who has access: owners first, outside collaborators last.</param>
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

/// <param name="AcceptedBy">Who ticked the partner agreement; null where it was accepted on the platform.</param>
/// <param name="Health">Null where no address is named.</param>
public sealed record DataOwner(string? Name, string? Email, DateTimeOffset? AcceptedAt, string? AcceptedBy, DataOwnerHealth? Health);

/// <param name="Version">Goes back with a command, so that a change made meanwhile is noticed.</param>
/// <param name="BelongsToOrganisation">Has a membership in the organisation that owns the workspace.</param>
/// <param name="LastSignIn">Null where no sign-in is on record.</param>
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

public sealed record InviteIntoWorkspace(Guid Id, string Email, WorkspaceRole Role, bool IsDataOwner, DateTimeOffset InvitedAt, DateTimeOffset? ExpiresAt, bool IsOpen);

/// <param name="CreatedBy">Null where whoever created it is unknown here.</param>
public sealed record ProjectRow(Guid Id, string Name, string? CreatedBy, DateTimeOffset CreatedAt, int Conversations);

/// <param name="Page">The page that is shown: the last one, where a later one was asked for.</param>
/// <param name="Notice">A sentence where the list is not quite what was asked for; null where it is.</param>
public sealed record ProjectListing(IReadOnlyList<ProjectRow> Rows, int Total, int Page, string? Notice)
{
    public const int PageSize = 25;
}
