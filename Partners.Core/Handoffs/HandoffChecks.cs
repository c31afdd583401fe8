using Partners.Core.Organisations;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

public enum CheckVerdict
{
    Pass,

    /// <summary>Worth knowing; does not block the transfer.</summary>
    Warning,

    /// <summary>Blocks the transfer.</summary>
    Stop,
}

/// <summary>One condition that must hold before a workspace changes hands.</summary>
/// <param name="FixedAt">The step that fixes it; <see cref="HandoffStep.Workspace"/> if the workspace's own page does.</param>
public sealed record HandoffCheck(string Name, CheckVerdict Verdict, string Sentence, HandoffStep FixedAt);

/// <summary>
/// Whether a workspace may change hands (docs/product.md H13). Always runs every check. The page shows them, and the transfer repeats them
/// inside its transaction.
/// </summary>
public static class HandoffChecks
{
    /// <summary>A data owner last seen longer ago than this may not know that they are about to pay.</summary>
    public const int SeenWithinDays = 90;

    public static IReadOnlyList<HandoffCheck> Of(HandoffPlan plan, HandoffFacts facts) =>
    [
        Workspace(facts),
        Partner(facts),
        Client(plan.Client, facts),
        ClientOwner(plan.Client, facts),
        ClientIndependence(facts),
        OwnersPlace(plan, facts),
        Timing(plan.Timing, facts),
        Confirmations(plan.Timing),
        PeoplePlanned(plan, facts),
        Owner(plan, facts),
        NoObservers(plan, facts),
        PartnerPeople(plan, facts),
        Outsiders(plan, facts),
        Invites(plan, facts),
        DataOwner(facts),
        Account(facts),
        BillingDetails(plan.Billing),
        Deals(plan, facts),
    ];

    private static HandoffCheck Workspace(HandoffFacts facts) => facts.Workspace switch
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

    private static HandoffCheck Partner(HandoffFacts facts) => facts.Partner switch
    {
        { IsDeleted: true } => Stop("Partner", $"{facts.Partner.Name} was deleted.", HandoffStep.Workspace),
        { IsPartner: false } => Stop(
            "Partner",
            $"{facts.Partner.Name} is no longer a partner. Make it a partner again before its clients change hands.",
            HandoffStep.Workspace),
        _ => Pass("Partner", $"{facts.Partner.Name} is a partner.", HandoffStep.Workspace),
    };

    private static HandoffCheck Client(ClientPlan plan, HandoffFacts facts)
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

    private static HandoffCheck ClientOwner(ClientPlan plan, HandoffFacts facts)
    {
        const string Name = "Owner of the organisation";
        if (plan.OrganisationId is null)
        {
            return facts.NewOwner switch
            {
                null => Stop(Name, "Choose who owns the new organisation.", HandoffStep.Client),
                { IsOfPartner: true } owner => Stop(Name, $"{owner.Name} belongs to {facts.Partner.Name}.", HandoffStep.Client),
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
    private static HandoffCheck ClientIndependence(HandoffFacts facts) => facts.Client is { OfPartner: { Count: > 0 } both } client
        ? Stop(
            "Independence",
            $"{Listed(both)} of {facts.Partner.Name} {(both.Count == 1 ? "belongs" : "belong")} to {client.Name} too, and "
                + "would keep a way in.",
            HandoffStep.Client)
        : Pass("Independence", $"Nobody of {facts.Partner.Name} belongs to the client.", HandoffStep.Client);

    /// <summary>
    /// The new organisation's owner must keep access to its workspace, or the plan contradicts itself. Observers and externals have their
    /// own checks.
    /// </summary>
    private static HandoffCheck OwnersPlace(HandoffPlan plan, HandoffFacts facts)
    {
        const string Name = "Place of the new owner";
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

    private static HandoffCheck Timing(TimingPlan plan, HandoffFacts facts) => plan.AgreedOn switch
    {
        null => Stop("Agreed date", "Enter the day the workspace changes hands.", HandoffStep.Timing),
        { } day when day < facts.Today =>
            Warn("Agreed date", $"The agreed day, {Day(day)}, has passed: the workspace changes hands today.", HandoffStep.Timing),
        { } day when day > facts.Today =>
            Pass("Agreed date", $"{Day(day)}. Confirmed before that, it runs on that day.", HandoffStep.Timing),
        _ => Pass("Agreed date", "Today.", HandoffStep.Timing),
    };

    private static HandoffCheck Confirmations(TimingPlan plan)
    {
        const string Name = "Confirmations";
        if (Missing("The partner's", plan.Partner) is { } partner)
        {
            return Stop(Name, partner, HandoffStep.Timing);
        }

        if (Missing("The client's", plan.Client) is { } client)
        {
            return Stop(Name, client, HandoffStep.Timing);
        }

        return (plan.Partner!.For, plan.Client!.For) switch
        {
            var (first, second) when first != second => Stop(
                Name,
                $"They agreed to different days: the partner to {Day(first!.Value)}, the client to {Day(second!.Value)}.",
                HandoffStep.Timing),
            var (both, _) when both != plan.AgreedOn =>
                Stop(Name, $"Both agreed to {Day(both!.Value)}, which is not the agreed date.", HandoffStep.Timing),
            _ => Pass(Name, $"{plan.Partner.By!.Trim()} for the partner, {plan.Client.By!.Trim()} for the client.", HandoffStep.Timing),
        };

        static string? Missing(string whose, Confirmation? said) => said switch
        {
            null => $"{whose} confirmation is missing.",
            _ when string.IsNullOrWhiteSpace(said.By) => $"{whose} confirmation does not say who gave it.",
            { On: null } => $"{whose} confirmation does not say when it was given.",
            _ when string.IsNullOrWhiteSpace(said.How) => $"{whose} confirmation does not say how it was given.",
            { For: null } => $"{whose} confirmation does not say for which day.",
            _ => null,
        };
    }

    /// <summary>People may have joined or left since the plan listed them.</summary>
    private static HandoffCheck PeoplePlanned(HandoffPlan plan, HandoffFacts facts)
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

    private static HandoffCheck Owner(HandoffPlan plan, HandoffFacts facts)
    {
        var owners = Staying(plan, facts)
            .Where(person => person.Plan.Role == WorkspaceRole.Owner && !person.Fact.IsOfPartner)
            .Select(person => person.Fact.Name)
            .ToList();
        return owners.Count == 0
            ? Stop("Owner of the workspace", "Nobody of the client with accepted access becomes owner.", HandoffStep.People)
            : Pass("Owner of the workspace", $"{Listed(owners)}.", HandoffStep.People);
    }

    /// <summary>Observers exist only in external-client workspaces (docs/product.md W11), and this one becomes the client's own.</summary>
    private static HandoffCheck NoObservers(HandoffPlan plan, HandoffFacts facts)
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

    private static HandoffCheck PartnerPeople(HandoffPlan plan, HandoffFacts facts)
    {
        const string Name = "People of the partner";
        var kept = Staying(plan, facts).Where(person => person.Fact.IsOfPartner).ToList();
        var wrong = kept.Where(person => person.Plan.Role != WorkspaceRole.External).Select(person => person.Fact.Name).ToList();
        var unexplained = kept.Where(person => string.IsNullOrWhiteSpace(person.Plan.Purpose)).Select(person => person.Fact.Name).ToList();
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
            (_, _, { Count: > 0 }) => Warn(
                Name,
                $"{Listed([.. kept.Select(person => person.Fact.Name)])} of {facts.Partner.Name} {(kept.Count == 1 ? "keeps" : "keep")} "
                    + "access on purpose.",
                HandoffStep.People),
            _ => Pass(Name, $"Everybody of {facts.Partner.Name} loses access.", HandoffStep.People),
        };
    }

    /// <summary>An external never belongs to the organisation that owns the workspace (docs/product.md W12).</summary>
    private static HandoffCheck Outsiders(HandoffPlan plan, HandoffFacts facts)
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

    private static HandoffCheck Invites(HandoffPlan plan, HandoffFacts facts)
    {
        const string Name = "Open invites";
        var planned = plan.Invites.ToDictionary(invite => invite.InviteId);
        var undecided = facts.Invites.Where(invite => !planned.ContainsKey(invite.InviteId)).Select(invite => invite.Email).ToList();
        var staying = facts.Invites.Where(invite => planned.GetValueOrDefault(invite.InviteId)?.Role is not null).ToList();
        var ofPartner = staying.Where(invite => invite.IsOfPartner).Select(invite => invite.Email).ToList();
        var observers = staying
            .Where(invite => planned[invite.InviteId].Role == WorkspaceRole.Observer)
            .Select(invite => invite.Email)
            .ToList();
        return (undecided, ofPartner, observers) switch
        {
            ({ Count: > 0 }, _, _) when plan.People.Count == 0 =>
                Stop(Name, $"Decide on the invite of {Listed(undecided)}.", HandoffStep.People),
            ({ Count: > 0 }, _, _) => Stop(
                Name,
                $"{Listed(undecided)} {(undecided.Count == 1 ? "was" : "were")} invited after you started. Decide on the invite.",
                HandoffStep.People),
            (_, { Count: > 0 }, _) =>
                Stop(Name, $"The invite of {Listed(ofPartner)} would let {facts.Partner.Name} in again. Revoke it.", HandoffStep.People),
            (_, _, { Count: > 0 }) =>
                Stop(Name, $"{Listed(observers)} cannot be invited as an observer of the client's own workspace.", HandoffStep.People),
            _ when facts.Invites.Count == 0 => Pass(Name, "There are none.", HandoffStep.People),
            _ => Pass(Name, $"{staying.Count} stay open, {facts.Invites.Count - staying.Count} are revoked.", HandoffStep.People),
        };
    }

    private static HandoffCheck DataOwner(HandoffFacts facts)
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

    /// <summary>The workspace takes its own account along. If another account pays, the handoff is blocked.</summary>
    private static HandoffCheck Account(HandoffFacts facts)
    {
        const string Name = "Billing account";
        return facts.Account switch
        {
            null => Stop(Name, "The workspace has no billing account for the client to pay from.", HandoffStep.Workspace),
            { WorkspaceId: var of } when of != facts.Workspace.Id => Stop(
                Name,
                $"{facts.Account.Label} pays for the workspace but belongs to another. The workspace needs its own account first.",
                HandoffStep.Workspace),
            _ when facts.Client is { HasAccount: true } client => Warn(
                Name,
                $"{client.Name} has a billing account already. The workspace keeps its own, {facts.Account.Label}, so that its price and "
                    + "its payments stay as they are.",
                HandoffStep.BillingAndDeals),
            _ => Pass(Name, $"{facts.Account.Label} becomes the client's.", HandoffStep.BillingAndDeals),
        };
    }

    private static HandoffCheck BillingDetails(BillingPlan plan)
    {
        var wrong = BillingDetailsRules.Problems(plan);
        return wrong.Count > 0
            ? Stop("Billing details", string.Join(" ", wrong.Select(problem => problem.Sentence)), HandoffStep.BillingAndDeals)
            : Pass("Billing details", $"{plan.LegalName!.Trim()}, {plan.City!.Trim()}.", HandoffStep.BillingAndDeals);
    }

    private static HandoffCheck Deals(HandoffPlan plan, HandoffFacts facts)
    {
        const string Name = "Deals";
        var decided = plan.Deals.ToDictionary(deal => deal.DealId);
        var open = facts.Deals.Where(deal => !decided.ContainsKey(deal.Id)).Select(deal => deal.Name).ToList();
        var unexplained = facts.Deals
            .Where(deal =>
                decided.GetValueOrDefault(deal.Id) is { Fate: DealFate.Waive } waived && string.IsNullOrWhiteSpace(waived.Reason))
            .Select(deal => deal.Name)
            .ToList();
        var closed = facts.Deals
            .Where(deal =>
                decided.GetValueOrDefault(deal.Id) is { Fate: not DealFate.Continue }
                && Month.Of(facts.Today.AddDays(1)) <= deal.ClosedThrough)
            .Select(deal => deal.Name)
            .ToList();
        return (open, unexplained, closed) switch
        {
            ({ Count: > 0 }, _, _) => Stop(Name, $"Decide what happens to {Listed(open)}.", HandoffStep.BillingAndDeals),
            (_, { Count: > 0 }, _) => Stop(Name, $"Enter why {Listed(unexplained)} is waived.", HandoffStep.BillingAndDeals),
            (_, _, { Count: > 0 }) =>
                Stop(Name, $"{Listed(closed)} cannot end in a closed month.", HandoffStep.BillingAndDeals),
            _ when facts.Deals.Count == 0 => Pass(Name, "There is no open deal.", HandoffStep.BillingAndDeals),
            _ => Pass(Name, $"{facts.Deals.Count} decided on.", HandoffStep.BillingAndDeals),
        };
    }

    private static IEnumerable<(AccessFact Fact, PersonPlan Plan)> Staying(HandoffPlan plan, HandoffFacts facts) =>
        facts.People.Join(
            plan.People.Where(person => person.Role is not null),
            fact => fact.MembershipId,
            person => person.MembershipId,
            (fact, person) => (fact, person));

    private static string Listed(IReadOnlyList<string> names) => names switch
    {
        [var one] => one,
        { Count: <= 4 } => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}",
        _ => $"{string.Join(", ", names.Take(3))} and {names.Count - 3} others",
    };

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private static HandoffCheck Pass(string name, string sentence, HandoffStep step) => new(name, CheckVerdict.Pass, sentence, step);

    private static HandoffCheck Warn(string name, string sentence, HandoffStep step) => new(name, CheckVerdict.Warning, sentence, step);

    private static HandoffCheck Stop(string name, string sentence, HandoffStep step) => new(name, CheckVerdict.Stop, sentence, step);
}
