using Partners.Core.Audit;
using Partners.Core.Workspaces;

namespace Partners.Core.Moves;

/// <summary>How moves stand in the audit trail: with each workspace that projects left or came into.</summary>
internal static class MoveSubjects
{
    /// <summary>Without a version: the workspace itself is not changed.</summary>
    public static AuditSubject Subject(this MovePlace place) =>
        new(WorkspaceSubjects.Workspace, place.WorkspaceId.ToString(), place.Name, place.OrganisationId, Version: null, place.WorkspaceId);

    extension(MoveSide side)
    {
        public string Action => side.Left > 0 ? AuditActions.ProjectsMovedAway : AuditActions.ProjectsMovedHere;

        /// <param name="before">The workspace's projects before the move.</param>
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
