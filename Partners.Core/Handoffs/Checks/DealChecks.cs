using Partners.Core.Values;
using static Partners.Core.Handoffs.Checks.CheckWords;
using static Partners.Core.Handoffs.HandoffCheck;

namespace Partners.Core.Handoffs.Checks;

/// <summary>What happens to each open deal.</summary>
internal static class DealChecks
{
    public static HandoffCheck Deals(HandoffPlan plan, HandoffFacts facts)
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
}
