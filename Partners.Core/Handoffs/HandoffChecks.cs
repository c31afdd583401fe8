using Partners.Core.Handoffs.Checks;

namespace Partners.Core.Handoffs;

/// <summary>
/// Whether a workspace may change hands (docs/product.md H13). Always runs every check. The page shows them, and the transfer repeats them
/// inside its transaction.
/// </summary>
public static class HandoffChecks
{
    public static IReadOnlyList<HandoffCheck> Of(HandoffPlan plan, HandoffFacts facts) =>
    [
        WorkspaceChecks.Workspace(facts),
        WorkspaceChecks.PlatformsOwn(facts.Workspace),
        WorkspaceChecks.Partner(facts),
        ClientChecks.Client(plan.Client, facts),
        ClientChecks.ClientOwner(plan.Client, facts),
        ClientChecks.ClientIndependence(facts),
        ClientChecks.OwnersPlace(plan, facts),
        TimingChecks.Timing(plan.Timing, facts),
        TimingChecks.Confirmations(plan),
        PeopleChecks.PeoplePlanned(plan, facts),
        PeopleChecks.Owner(plan, facts),
        PeopleChecks.NoObservers(plan, facts),
        PeopleChecks.PartnerPeople(plan, facts),
        PeopleChecks.DembranePeople(plan, facts),
        PeopleChecks.Outsiders(plan, facts),
        InviteChecks.Invites(plan, facts),
        WorkspaceChecks.DataOwner(facts),
        NoticeChecks.Participants(facts),
        FlowChecks.DataFlows(plan, facts),
        BillingChecks.Account(plan, facts),
        BillingChecks.WhoPays(plan.Billing, facts),
        BillingChecks.BillingDetails(plan.Billing),
        DealChecks.Deals(plan, facts),
    ];

    /// <inheritdoc cref="BillingChecks.Pools"/>
    public static bool Pools(HandoffPlan plan, HandoffFacts facts) => BillingChecks.Pools(plan, facts);
}
