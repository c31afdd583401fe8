using Partners.Core.Access;

namespace Partners.Core.Moves;

/// <summary>The projects chosen from one workspace.</summary>
/// <param name="WorkspaceId">Where the person saw the projects; a project that has since left is not moved.</param>
/// <param name="ProjectIds">Null for all projects there.</param>
public sealed record MoveSource(Guid WorkspaceId, IReadOnlyList<Guid>? ProjectIds);

/// <summary>One leg of a move: from one workspace to another.</summary>
/// <param name="ProjectIds">Null for the whole workspace, and when an earlier move says which.</param>
internal sealed record MoveLeg(MovePlace From, MovePlace To, int Projects, IReadOnlyList<Guid>? ProjectIds)
{
    public bool ChangesDataOwner => !MoveRules.IsOneDataOwner(From, To);

    public bool ChangesPayer => !MoveRules.IsOnePayer(From, To);
}

/// <summary>A move that is possible, not made yet.</summary>
/// <param name="MovesBack">The move that it undoes; null for any other.</param>
internal sealed record MovePlan(IReadOnlyList<MoveLeg> Legs, Guid? MovesBack)
{
    public Permission Needs =>
        Legs.Any(leg => MoveRules.Needs(leg.From, leg.To) == Permission.Transfer) ? Permission.Transfer : Permission.MoveProjects;
}
