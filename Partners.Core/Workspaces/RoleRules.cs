using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Core.Workspaces;

/// <summary>Somebody who is to have a role.</summary>
/// <param name="BelongsToOrganisation">Has a membership in the organisation that owns the workspace.</param>
public sealed record RoleCandidate(string Name, bool BelongsToOrganisation);

/// <summary>Who can have which role where (docs/product.md W11, W12, W13, W14, W15).</summary>
public static class RoleRules
{
    /// <summary>"Observers are free; every other role is a paid seat."</summary>
    public static bool TakesSeat(this WorkspaceRole role) => role != WorkspaceRole.Observer;

    /// <summary>"Both show in grey to signal they're outside collaborators."</summary>
    public static bool IsOutsideCollaborator(this WorkspaceRole role) => role is WorkspaceRole.External or WorkspaceRole.Observer;

    /// <summary>The roles that a person here may give, highest first. Whoever owns a workspace changes with a transfer, so only those who may transfer give ownership.</summary>
    public static IReadOnlyList<WorkspaceRole> GrantableBy(Staff who) =>
        [.. Enum.GetValues<WorkspaceRole>().Where(role => who.May(role == WorkspaceRole.Owner ? Permission.Transfer : Permission.ManageWorkspaces))];

    /// <summary>Why somebody cannot have a role in a workspace; empty where they can.</summary>
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

    /// <summary>"The last owner cannot be removed", nor given another role.</summary>
    /// <param name="next">The role that the person is to have; null where they are to leave.</param>
    public static Refusal? RefuseWithoutOwner(string name, WorkspaceRole role, WorkspaceRole? next, int owners) =>
        role == WorkspaceRole.Owner && next != WorkspaceRole.Owner && owners <= 1 ? new LastOwner(name) : null;
}
