using Partners.Core.Workspaces;
using static Partners.Core.Handoffs.Checks.CheckWords;
using static Partners.Core.Handoffs.HandoffCheck;

namespace Partners.Core.Handoffs.Checks;

/// <summary>Who keeps access, and as what.</summary>
internal static class PeopleChecks
{
    /// <summary>People may have joined or left since the plan listed them.</summary>
    public static HandoffCheck PeoplePlanned(HandoffPlan plan, HandoffFacts facts)
    {
        var planned = plan.People.Select(person => person.MembershipId).ToHashSet();
        var newcomers = facts.People.Where(person => !planned.Contains(person.MembershipId)).Select(person => person.Name).ToList();
        return planned.Count == 0 && newcomers.Count > 0
                ? Stop("Decisions about people", $"Decide who of the {newcomers.Count} people with access keeps it.", HandoffStep.People)
            : newcomers.Count > 0
            ? Stop(
                "Decisions about people",
                $"{Listed(newcomers)} joined after you started. Decide who keeps access.",
                HandoffStep.People)
            : Pass(
                "Decisions about people",
                $"{facts.People.Count} {(facts.People.Count == 1 ? "person has" : "people have")} access.",
                HandoffStep.People);
    }

    public static HandoffCheck Owner(HandoffPlan plan, HandoffFacts facts)
    {
        var owners = Staying(plan, facts)
            .Where(person => person.Plan.Role == WorkspaceRole.Owner && person.Fact.Side == Side.Client)
            .Select(person => person.Fact.Name)
            .ToList();
        return owners.Count == 0
            ? Stop("Owner of the workspace", "Nobody from the client with accepted access becomes owner.", HandoffStep.People)
            : Pass("Owner of the workspace", $"{Listed(owners)}.", HandoffStep.People);
    }

    /// <summary>Observers exist only in external-client workspaces (docs/product.md W11), and this one becomes the client's own.</summary>
    public static HandoffCheck NoObservers(HandoffPlan plan, HandoffFacts facts)
    {
        var left = Staying(plan, facts)
            .Where(person => person.Plan.Role == WorkspaceRole.Observer)
            .Select(person => person.Fact.Name)
            .ToList();
        return left.Count > 0
            ? Stop(
                "No observers",
                $"{Listed(left)} cannot stay {(left.Count == 1 ? "an observer" : "observers")} in the client's own workspace.",
                HandoffStep.People)
            : Pass("No observers", "Nobody stays an observer.", HandoffStep.People);
    }

    public static HandoffCheck PartnerPeople(HandoffPlan plan, HandoffFacts facts)
    {
        const string Name = "People of the partner";
        var kept = Staying(plan, facts).Where(person => person.Fact.IsOfPartner).ToList();
        var wrong = kept.Where(person => person.Plan.Role != WorkspaceRole.External).Select(person => person.Fact.Name).ToList();
        var unexplained = kept.Where(person => string.IsNullOrWhiteSpace(person.Plan.Purpose)).Select(person => person.Fact.Name).ToList();
        var endless = kept.Where(person => person.Plan.Until is null).Select(person => person.Fact.Name).ToList();
        var over = kept.Where(person => person.Plan.Until < facts.Today).Select(person => person.Fact.Name).ToList();
        var latest = facts.Today.AddYears(PersonPlan.MostYears);
        var tooLong = kept.Where(person => person.Plan.Until > latest).Select(person => person.Fact.Name).ToList();
        return (wrong, unexplained, kept) switch
        {
            ({ Count: > 0 }, _, _) => Stop(
                Name,
                $"{Listed(wrong)} of {facts.Partner.Name} can only stay as a paid external.",
                HandoffStep.People),
            (_, { Count: > 0 }, _) => Stop(
                Name,
                $"Enter why {Listed(unexplained)} of {facts.Partner.Name} {(unexplained.Count == 1 ? "keeps" : "keep")} access.",
                HandoffStep.People),
            _ when endless.Count > 0 => Stop(
                Name,
                $"Enter until when {Listed(endless)} of {facts.Partner.Name} {(endless.Count == 1 ? "keeps" : "keep")} access.",
                HandoffStep.People),
            _ when over.Count > 0 =>
                Stop(Name, $"The last day of access for {Listed(over)} has passed.", HandoffStep.People),
            _ when tooLong.Count > 0 => Stop(
                Name,
                $"{Listed(tooLong)} can keep access until {Day(latest)} at most, two years from now.",
                HandoffStep.People),
            (_, _, { Count: > 0 }) => Warn(
                Name,
                $"{Listed([.. kept.Select(person => person.Fact.Name)])} of {facts.Partner.Name} {(kept.Count == 1 ? "keeps" : "keep")} "
                    + $"access on purpose, until {Day(kept.Max(person => person.Plan.Until!.Value))} at the latest.",
                HandoffStep.People),
            _ => Pass(Name, $"Everybody from {facts.Partner.Name} loses access.", HandoffStep.People),
        };
    }

    /// <summary>dembrane's own people are on nobody's side; one who stays is worth knowing.</summary>
    public static HandoffCheck DembranePeople(HandoffPlan plan, HandoffFacts facts)
    {
        const string Name = "dembrane’s own people";
        var kept = Staying(plan, facts).Where(person => person.Fact.Side == Side.Dembrane).Select(person => person.Fact.Name).ToList();
        return kept.Count > 0
            ? Warn(Name, $"{Listed(kept)} of dembrane {(kept.Count == 1 ? "keeps" : "keep")} access.", HandoffStep.People)
            : Pass(Name, "Nobody from dembrane keeps access.", HandoffStep.People);
    }

    /// <summary>An external never belongs to the organisation that owns the workspace (docs/product.md W12).</summary>
    public static HandoffCheck Outsiders(HandoffPlan plan, HandoffFacts facts)
    {
        var inside = Staying(plan, facts)
            .Where(person => person.Plan.Role == WorkspaceRole.External && person.Fact.IsOfClient)
            .Select(person => person.Fact.Name)
            .ToList();
        return inside.Count > 0
            ? Stop(
                "Externals",
                $"{Listed(inside)} {(inside.Count == 1 ? "belongs" : "belong")} to the client, and cannot be external in "
                    + "its own workspace.",
                HandoffStep.People)
            : Pass("Externals", "No external belongs to the client.", HandoffStep.People);
    }

    private static IEnumerable<(AccessFact Fact, PersonPlan Plan)> Staying(HandoffPlan plan, HandoffFacts facts) =>
        facts.People.Join(
            plan.People.Where(person => person.Role is not null),
            fact => fact.MembershipId,
            person => person.MembershipId,
            (fact, person) => (fact, person));
}
