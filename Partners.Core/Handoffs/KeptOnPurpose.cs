using Partners.Core.Billing;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>
/// What a handoff keeps on purpose, from its plan: the only thing that a proof trusts. It holds as long as what was kept is as it was kept.
/// </summary>
/// <param name="Plan">The plan that was carried out.</param>
/// <param name="Addresses">By webhook: the hash of the address that the client accepted.</param>
/// <param name="Customer">Who paid until the handoff; null if nobody did.</param>
/// <param name="Subscription">Their subscription; null if there was none.</param>
internal sealed record KeptOnPurpose(
    HandoffPlan Plan,
    IReadOnlyDictionary<Guid, string> Addresses,
    string? Customer,
    string? Subscription)
{
    private readonly Dictionary<Guid, PersonPlan> _people = Plan.People
        .Where(person => person.Role is not null)
        .ToDictionary(person => person.MembershipId);

    public static KeptOnPurpose Of(HandoffPlan plan, HandoffFacts facts) => new(
        plan,
        facts.Flows.ToDictionary(flow => flow.WebhookId, flow => flow.AddressHash),
        facts.Account?.Payer?.Customer,
        facts.Account?.Payer?.Subscription);

    public static KeptOnPurpose Of(Handoff completed) => new(
        completed.Plan,
        completed.Record!.Flows.ToDictionary(flow => flow.WebhookId, flow => flow.AddressHash),
        completed.Record.LeftCustomer,
        completed.Record.LeftSubscription);

    /// <summary>Someone of the partner stays only as an external, and no longer than was said; one of dembrane's as anything.</summary>
    public bool Keeps(WorkspaceMembership membership, Side side) =>
        _people.TryGetValue(membership.Id, out var person)
        && (side != Side.Partner
            || (membership.Role == WorkspaceRole.External
                && (person.Until is not { } until || membership.ExpiresAt <= EndOf(until))));

    /// <summary>An invite of dembrane's own people can be kept, one of the partner's never.</summary>
    public bool KeepsInvite(WorkspaceInvite invite, Side side) =>
        side == Side.Dembrane && Plan.Invites.Any(planned => planned.InviteId == invite.Id && planned.Role is not null);

    /// <summary>A webhook that was pointed to another address was not accepted.</summary>
    public bool Keeps(FlowFact flow) =>
        Plan.Flows.Any(planned => planned.WebhookId == flow.WebhookId && planned.Fate == FlowFate.Keep)
        && Addresses.GetValueOrDefault(flow.WebhookId) == flow.AddressHash;

    public bool StillPays(BillingAccount account) =>
        (Customer is not null && account.MollieCustomerId == Customer)
        || (Subscription is not null && account.MollieSubscriptionId == Subscription);

    /// <summary>Access ends as the day after the last one begins in Amsterdam.</summary>
    public static DateTimeOffset EndOf(DateOnly lastDay) => lastDay.Plus(1).StartInAmsterdam();
}
