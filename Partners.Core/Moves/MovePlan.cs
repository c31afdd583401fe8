using Partners.Core.Access;

namespace Partners.Core.Moves;

/// <summary>What was chosen of one workspace.</summary>
/// <param name="WorkspaceId">Where the projects were seen; one that is elsewhere by now is not moved.</param>
/// <param name="ProjectIds">Null for all that are there.</param>
public sealed record MoveSource(Guid WorkspaceId, IReadOnlyList<Guid>? ProjectIds);

/// <summary>One way of a move: from one workspace to one other.</summary>
/// <param name="ProjectIds">Null for all of the workspace, and where an earlier move says which.</param>
internal sealed record MoveLeg(MovePlace From, MovePlace To, int Projects, IReadOnlyList<Guid>? ProjectIds)
{
    public bool ChangesDataOwner => !MoveRules.IsOneDataOwner(From, To);

    public bool ChangesPayer => !MoveRules.IsOnePayer(From, To);
}

/// <summary>A move that is possible, before it is made.</summary>
/// <param name="MovesBack">The move that it undoes; null for any other.</param>
internal sealed record MovePlan(IReadOnlyList<MoveLeg> Legs, Guid? MovesBack)
{
    public Permission Needs => Legs.Any(leg => MoveRules.Needs(leg.From, leg.To) == Permission.Transfer) ? Permission.Transfer : Permission.MoveProjects;
}
