using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Core.Workspaces;

/// <summary>Someone who may get a role.</summary>
/// <param name="BelongsToOrganisation">Has a membership in the organisation that owns the workspace.</param>
public sealed record RoleCandidate(string Name, bool BelongsToOrganisation);

/// <summary>Who can have which role where (docs/product.md W11, W12, W13, W14, W15).</summary>
public static class RoleRules
{
    /// <summary>Observers are free; every other role is a paid seat (docs/product.md B1).</summary>
    public static bool TakesSeat(this WorkspaceRole role) => role != WorkspaceRole.Observer;

    /// <summary>Both show in grey, as outside collaborators (docs/product.md W15).</summary>
    public static bool IsOutsideCollaborator(this WorkspaceRole role) => role is WorkspaceRole.External or WorkspaceRole.Observer;

    /// <summary>
    /// The roles that a person here may give, highest first. Only those who may transfer give ownership, because a workspace's owner
    /// changes with a transfer.
    /// </summary>
    public static IReadOnlyList<WorkspaceRole> GrantableBy(Staff who) =>
        [.. Enum.GetValues<WorkspaceRole>().Where(role =>
            who.May(role == WorkspaceRole.Owner ? Permission.Transfer : Permission.ManageWorkspaces))];

    /// <summary>Why someone cannot have a role in a workspace; empty if they can.</summary>
    public static IReadOnlyList<Refusal> Refuse(WorkspaceRole role, UsageContext context, RoleCandidate candidate, Staff who)
    {
        Refusal?[] found =
        [
            GrantableBy(who).Contains(role) ? null : new RoleNotYoursToGive(role),
            role == WorkspaceRole.Observer && context == UsageContext.Internal ? new ObserverInInternalWorkspace() : null,
            role == WorkspaceRole.External && candidate.BelongsToOrganisation ? new ExternalOfTheOrganisation(candidate.Name) : null,
        ];
        return [.. found.OfType<Refusal>()];
    }

    /// <summary>The last owner cannot be removed or given another role (docs/product.md W14).</summary>
    /// <param name="next">The person's next role; null if they are to leave.</param>
    public static Refusal? RefuseWithoutOwner(string name, WorkspaceRole role, WorkspaceRole? next, int owners) =>
        role == WorkspaceRole.Owner && next != WorkspaceRole.Owner && owners <= 1 ? new LastOwner(name) : null;
}
