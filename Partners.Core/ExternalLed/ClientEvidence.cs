
namespace Partners.Core.ExternalLed;

/// <summary>Someone on the client's side when they did what is counted: see <see cref="Workspaces.Side"/>.</summary>
/// <param name="UserId">The id that projects and activity use for the person.</param>
/// <param name="JoinedAt">When they got access; for a data owner without access, when the workspace was created.</param>
public sealed record ClientPerson(Guid Id, Guid UserId, string Name, string Email, DateTimeOffset JoinedAt);

/// <summary>A live project, with the conversations recorded in it during the window.</summary>
/// <param name="Creator">Null if nobody of the client created it.</param>
/// <param name="Latest">The newest conversation; null if there are none.</param>
public sealed record ProjectUse(
    Guid Id,
    string Name,
    ClientPerson? Creator,
    DateTimeOffset CreatedAt,
    int Conversations,
    DateTimeOffset? Latest);

/// <summary>An invite sent by someone of the client during the window. Of several to one address, only the first counts.</summary>
public sealed record InviteSent(Guid Id, string Email, ClientPerson By, DateTimeOffset At);

public enum OwnerActKind
{
    ChangedWorkspace,
    ChangedRole,
    CreatedProject,
}

/// <summary>An owner-like act by someone of the client during the window.</summary>
/// <param name="Record">The activity's number, or the project's id.</param>
public sealed record OwnerAct(OwnerActKind Kind, string Record, ClientPerson By, DateTimeOffset At);

/// <summary>An organisation that someone of the client created during the window, after joining.</summary>
public sealed record FoundedOrganisation(Guid Id, string Name, ClientPerson By, DateTimeOffset At);

/// <summary>
/// Everything that the signals of one external-client workspace are read from. It lists the counted records, so that a person can count
/// them again.
/// </summary>
public sealed record ClientEvidence(
    Guid WorkspaceId,
    Guid PartnerId,
    IReadOnlyList<ClientPerson> People,
    IReadOnlyList<ProjectUse> Projects,
    IReadOnlyList<InviteSent> Invites,
    IReadOnlyList<OwnerAct> OwnerActs,
    IReadOnlyList<FoundedOrganisation> Organisations);
