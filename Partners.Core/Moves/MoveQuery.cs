
namespace Partners.Core.Moves;

/// <summary>Filters for the history of moves. Pages begin at 1.</summary>
/// <param name="Search">Anywhere in the names of its workspaces, their organisations and clients.</param>
/// <param name="WorkspaceId">Only moves out of it or into it.</param>
/// <param name="ProjectId">Only moves of this project.</param>
public sealed record MoveQuery(string? Search = null, Guid? WorkspaceId = null, Guid? ProjectId = null, int Page = 1)
{
    public const int PageSize = 25;
}

/// <summary>One line of the history.</summary>
/// <param name="MovedBackId">The move that it undid; null for any other.</param>
/// <param name="IsUndone">Another move put its projects back.</param>
public sealed record MoveRow(
    Guid Id,
    DateTimeOffset MovedAt,
    string ByName,
    string From,
    string To,
    string Organisations,
    int Projects,
    int Conversations,
    bool CrossesDataOwner,
    bool CrossesPayer,
    string? Reason,
    Guid? MovedBackId,
    bool IsUndone);

/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record MoveListing(IReadOnlyList<MoveRow> Rows, int Total, int Page, string? Notice);

/// <summary>A workspace of a move, with its current name.</summary>
public sealed record MoveSideRow(Guid WorkspaceId, string Name, string OrganisationName, bool IsDeleted, int Left, int Arrived);

/// <param name="UndoneById">The move that put its projects back; null if none did.</param>
public sealed record MoveDetails(MoveRow Move, IReadOnlyList<MoveSideRow> Sides, Guid? UndoneById);

/// <param name="Name">The name at the time of the move.</param>
/// <param name="NowIn">The workspace it is in today.</param>
public sealed record MovedProjectRow(Guid ProjectId, string Name, string From, string To, Guid NowInId, string NowIn, bool IsDeleted);

/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record MovedProjectListing(IReadOnlyList<MovedProjectRow> Rows, int Total, int Page, string? Notice);

/// <summary>The names of what a list of moves is filtered by.</summary>
public sealed record MoveSubject(string? Workspace, string? Project);
