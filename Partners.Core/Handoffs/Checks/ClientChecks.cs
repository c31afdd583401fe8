using Partners.Core.Organisations;
using Partners.Core.Workspaces;
using static Partners.Core.Handoffs.Checks.CheckWords;
using static Partners.Core.Handoffs.HandoffCheck;

namespace Partners.Core.Handoffs.Checks;

/// <summary>Who gets the workspace, and that it is independent of the partner.</summary>
internal static class ClientChecks
{
    public static HandoffCheck Client(ClientPlan plan, HandoffFacts facts)
    {
        const string Name = "Client organisation";
        return (plan.OrganisationId, facts.Client) switch
        {
            (null, _) when string.IsNullOrWhiteSpace(plan.NewName) =>
                Stop(Name, "Choose the organisation that gets the workspace, or name a new one.", HandoffStep.Client),
            (null, _) when plan.NewName.Trim().Length > Organisation.LongestName =>
                Stop(Name, $"A name can have at most {Organisation.LongestName} characters.", HandoffStep.Client),
            (null, _) when facts.NamesakeOfNew is { } namesake => Warn(
                Name,
                $"There is an organisation called {namesake} already. Choose that one, unless this is another.",
                HandoffStep.Client),
            (null, _) => Pass(Name, $"{plan.NewName.Trim()}, a new organisation.", HandoffStep.Client),
            ({ } id, _) when id == facts.Partner.Id =>
                Stop(Name, $"{facts.Partner.Name} cannot hand the workspace to itself.", HandoffStep.Client),
            (_, null or { IsDeleted: true }) => Stop(Name, "The organisation you chose no longer exists.", HandoffStep.Client),
            (_, { IsPartner: true } client) => Warn(Name, $"{client.Name} is a partner itself.", HandoffStep.Client),
            (_, { } client) => Pass(Name, $"{client.Name}.", HandoffStep.Client),
        };
    }

    public static HandoffCheck ClientOwner(ClientPlan plan, HandoffFacts facts)
    {
        const string Name = "Owner of the organisation";
        if (plan.OrganisationId is null)
        {
            return facts.NewOwner switch
            {
                null => Stop(Name, "Choose who owns the new organisation.", HandoffStep.Client),
                { Side: Side.Partner } owner =>
                    Stop(Name, $"{owner.Name} belongs to {facts.Partner.Name}. {owner.Standing?.Because}".TrimEnd(), HandoffStep.Client),
                { Side: Side.Dembrane } owner =>
                    Stop(Name, $"{owner.Name} is one of dembrane’s own people. {owner.Standing?.Because}".TrimEnd(), HandoffStep.Client),
                var owner => Pass(Name, $"{owner.Name}, {owner.Email}.", HandoffStep.Client),
            };
        }

        return facts.Client switch
        {
            null => Stop(Name, "Choose the client organisation first.", HandoffStep.Client),
            { Owners.Count: 0 } client =>
                Stop(Name, $"{client.Name} has no owner who does not belong to {facts.Partner.Name}.", HandoffStep.Client),
            var client => Pass(Name, $"{Listed(client.Owners)}.", HandoffStep.Client),
        };
    }

    /// <summary>Everyone in the owning organisation has a way in.</summary>
    public static HandoffCheck ClientIndependence(HandoffFacts facts) => facts.Client is { OfPartner: { Count: > 0 } both } client
        ? Stop(
            "Independence",
            $"{Listed(both)} of {facts.Partner.Name} {(both.Count == 1 ? "belongs" : "belong")} to {client.Name} too, and "
                + "would keep a way in.",
            HandoffStep.Client)
        : Pass("Independence", $"Nobody from {facts.Partner.Name} belongs to the client.", HandoffStep.Client);

    /// <summary>
    /// The new organisation's owner must keep access to its workspace, or the plan contradicts itself. Observers and externals have their
    /// own checks.
    /// </summary>
    public static HandoffCheck OwnersPlace(HandoffPlan plan, HandoffFacts facts)
    {
        const string Name = "Role of the new owner";
        if (facts.NewOwner is not { } owner)
        {
            return Pass(Name, "No new organisation is made.", HandoffStep.People);
        }

        var seat = facts.People.FirstOrDefault(person => person.PersonId == owner.Id);
        return (seat, plan.People.FirstOrDefault(person => person.MembershipId == seat?.MembershipId)) switch
        {
            (null, _) => Stop(
                Name,
                $"{owner.Name} is meant to own the new organisation but no longer has access to the workspace. Choose somebody who has.",
                HandoffStep.Client),
            (_, null) => Pass(Name, $"{owner.Name} has access. Their role is not decided yet.", HandoffStep.People),
            (_, { Role: null }) =>
                Stop(
                    Name,
                    $"{owner.Name} is meant to own the new organisation, so they cannot lose access to its workspace.",
                    HandoffStep.People),
            (_, { Role: not WorkspaceRole.Owner and { } role }) => Warn(
                Name,
                $"{owner.Name} owns the new organisation, and is {role.ToString().ToLowerInvariant()} of its workspace.",
                HandoffStep.People),
            _ => Pass(Name, $"{owner.Name} owns the workspace as well.", HandoffStep.People),
        };
    }
}
