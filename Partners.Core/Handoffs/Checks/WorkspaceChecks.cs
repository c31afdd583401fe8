using Partners.Core.Values;
using Partners.Core.Workspaces;
using static Partners.Core.Handoffs.Checks.CheckWords;
using static Partners.Core.Handoffs.HandoffCheck;

namespace Partners.Core.Handoffs.Checks;

/// <summary>Whether the workspace, the partner and the data owner are fit for a handoff.</summary>
internal static class WorkspaceChecks
{
    /// <summary>A data owner last seen longer ago than this may not know that they are about to pay.</summary>
    public const int SeenWithinDays = 90;

    public static HandoffCheck Workspace(HandoffFacts facts) => facts.Workspace switch
    {
        { IsDeleted: true } => Stop("Workspace", "The workspace was deleted.", HandoffStep.Workspace),
        { UsageContext: UsageContext.Internal } =>
            Stop("Workspace", "The workspace is internal: it has no client to be handed to.", HandoffStep.Workspace),
        { OrganisationId: var owner } when owner != facts.Partner.Id => Stop(
            "Workspace",
            $"The workspace no longer belongs to {facts.Partner.Name}. It was handed off or moved.",
            HandoffStep.Workspace),
        _ => Pass("Workspace", $"An external-client workspace of {facts.Partner.Name}.", HandoffStep.Workspace),
    };

    /// <summary>The platform can hand off by itself; both at once would contradict each other.</summary>
    public static HandoffCheck PlatformsOwn(WorkspaceFact workspace)
    {
        const string Name = "The platform’s own handoff";
        return workspace.PlatformHandoff == PlatformHandoff.Pending
            ? Stop(
                Name,
                $"On the platform itself a handoff{(workspace.PlatformHandoffTarget is { } to ? $" to {to}" : null)} is pending. Cancel it "
                    + "there, then import again.",
                HandoffStep.Workspace)
            : Pass(Name, "None is pending on the platform.", HandoffStep.Workspace);
    }

    public static HandoffCheck Partner(HandoffFacts facts) => facts.Partner switch
    {
        { IsDeleted: true } => Stop("Partner", $"{facts.Partner.Name} was deleted.", HandoffStep.Workspace),
        { IsPartner: false } => Stop(
            "Partner",
            $"{facts.Partner.Name} is no longer a partner. Make it a partner again before its clients change hands.",
            HandoffStep.Workspace),
        _ => Pass("Partner", $"{facts.Partner.Name} is a partner.", HandoffStep.Workspace),
    };

    public static HandoffCheck DataOwner(HandoffFacts facts)
    {
        const string Name = "Data owner";
        return facts.People.FirstOrDefault(person => person.IsDataOwner) switch
        {
            null => Warn(
                Name,
                $"The data owner, {facts.Workspace.DataOwnerEmail}, has no access to the workspace yet.",
                HandoffStep.Workspace),
            { LastSignIn: null } owner => Warn(Name, $"{owner.Name} has never signed in on the platform.", HandoffStep.Workspace),
            { LastSignIn: { } seen } owner when seen.DayInAmsterdam() < facts.Today.AddDays(-SeenWithinDays) =>
                Warn(Name, $"{owner.Name} last signed in on {Day(seen.DayInAmsterdam())}.", HandoffStep.Workspace),
            { } owner => Pass(Name, $"{owner.Name} has access and signed in recently.", HandoffStep.Workspace),
        };
    }
}
