
namespace Partners.Core.ExternalLed;

/// <summary>Somebody of the client: with access to the workspace, or the data owner, and no member of the partner organisation.</summary>
/// <param name="UserId">By which projects and activity name the person.</param>
/// <param name="JoinedAt">Since when they have access; of a data owner without access, since when the workspace stands.</param>
public sealed record ClientPerson(Guid Id, Guid UserId, string Name, string Email, DateTimeOffset JoinedAt);

/// <summary>A live project with the conversations that were recorded in it during the window.</summary>
/// <param name="Creator">Null where nobody of the client created it.</param>
/// <param name="Latest">Null where there were none.</param>
public sealed record ProjectUse(Guid Id, string Name, ClientPerson? Creator, DateTimeOffset CreatedAt, int Conversations, DateTimeOffset? Latest);

/// <summary>An invite that somebody of the client sent during the window. Several to one address are one: the first.</summary>
public sealed record InviteSent(Guid Id, string Email, ClientPerson By, DateTimeOffset At);

public enum OwnerActKind
{
    ChangedWorkspace,
    ChangedRole,
    CreatedProject,
}

/// <summary>Something that an owner does, done by somebody of the client during the window.</summary>
/// <param name="Record">The activity's number, or the project's id.</param>
public sealed record OwnerAct(OwnerActKind Kind, string Record, ClientPerson By, DateTimeOffset At);

/// <summary>An organisation that somebody of the client created during the window, after they had joined.</summary>
public sealed record FoundedOrganisation(Guid Id, string Name, ClientPerson By, DateTimeOffset At);

/// <summary>Everything that the signals of one external-client workspace are read from. What is counted is listed here, so that it can be counted again.</summary>
public sealed record ClientEvidence(
    Guid WorkspaceId,
    Guid PartnerId,
    IReadOnlyList<ClientPerson> People,
    IReadOnlyList<ProjectUse> Projects,
    IReadOnlyList<InviteSent> Invites,
    IReadOnlyList<OwnerAct> OwnerActs,
    IReadOnlyList<FoundedOrganisation> Organisations);
