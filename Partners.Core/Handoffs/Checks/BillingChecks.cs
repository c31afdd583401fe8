using Partners.Core.Billing;
using static Partners.Core.Handoffs.Checks.CheckWords;
using static Partners.Core.Handoffs.HandoffCheck;

namespace Partners.Core.Handoffs.Checks;

/// <summary>Who pays from then on, by which account, and to whom the bill is made out.</summary>
internal static class BillingChecks
{
    /// <summary>The workspace takes its own account along. If another account pays, the handoff is blocked.</summary>
    public static HandoffCheck Account(HandoffPlan plan, HandoffFacts facts)
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
            _ when !Pools(plan, facts) => Warn(
                Name,
                $"{facts.Account.Label} stays this workspace’s own, so that {Continuing(plan, facts).First().Name} earns from its "
                    + "seats alone.",
                HandoffStep.BillingAndDeals),
            _ => Pass(Name, $"{facts.Account.Label} becomes the client's.", HandoffStep.BillingAndDeals),
        };
    }

    /// <summary>Until it is said how the client pays, who paid until now would go on paying.</summary>
    public static HandoffCheck WhoPays(BillingPlan plan, HandoffFacts facts)
    {
        const string Name = "Who keeps paying";
        if (facts.Account?.Payer is not { } payer)
        {
            return Pass(Name, "Nothing is paid automatically.", HandoffStep.BillingAndDeals);
        }

        var what = payer.Subscription is null ? $"the customer {payer.Customer}" : $"the subscription {payer.Subscription}";
        var through = payer.PaidThrough is { } day ? $", paid through {Day(day)}" : null;
        return plan.PaymentMode switch
        {
            PaymentMode.None => Stop(
                Name,
                $"The account is paid by {what}{through}. Say how the client pays from then on.",
                HandoffStep.BillingAndDeals),
            PaymentMode.Mollie => Pass(
                Name,
                $"The client sets up its own mandate at its first checkout; {what} leaves the account.",
                HandoffStep.BillingAndDeals),
            _ => Pass(Name, $"The client pays by invoice; {what} leaves the account.", HandoffStep.BillingAndDeals),
        };
    }

    public static HandoffCheck BillingDetails(BillingPlan plan)
    {
        var wrong = BillingDetailsRules.Problems(plan);
        return wrong.Count > 0
            ? Stop("Billing details", string.Join(" ", wrong.Select(problem => problem.Sentence)), HandoffStep.BillingAndDeals)
            : Pass("Billing details", $"{plan.LegalName!.Trim()}, {plan.City!.Trim()}.", HandoffStep.BillingAndDeals);
    }

    /// <summary>
    /// Whether the workspace's account becomes the client's pooled one. It does not while a deal goes on: a pooled account's payments would
    /// be for other workspaces too, and could not be told apart.
    /// </summary>
    public static bool Pools(HandoffPlan plan, HandoffFacts facts) =>
        facts.Client is not { HasAccount: true } && !Continuing(plan, facts).Any();

    private static IEnumerable<DealFact> Continuing(HandoffPlan plan, HandoffFacts facts) =>
        facts.Deals.Where(deal => plan.Deals.Any(planned => planned.DealId == deal.Id && planned.Fate == DealFate.Continue));
}
