using Partners.Core.Audit;
using Partners.Core.Workspaces;

namespace Partners.Core.Moves;

/// <summary>The moves' audit subjects and facts: an entry for each workspace that projects left or entered.</summary>
internal static class MoveSubjects
{
    /// <summary>Has no version: a move does not change the workspace itself.</summary>
    public static AuditSubject Subject(this MovePlace place) =>
        new(WorkspaceSubjects.Workspace, place.WorkspaceId.ToString(), place.Name, place.OrganisationId, Version: null, place.WorkspaceId);

    extension(MoveSide side)
    {
        public string Action => side.Left > 0 ? AuditActions.ProjectsMovedAway : AuditActions.ProjectsMovedHere;

        /// <param name="before">How many projects the workspace had before the move.</param>
        public object Facts(Move move, int before) => new
        {
            Projects = before - side.Left + side.Arrived,
            MovedAway = side.Left,
            MovedHere = side.Arrived,
            move.From,
            move.To,
            Move = move.Id,
            MovesBack = move.MovedBackId,
        };
    }
}
