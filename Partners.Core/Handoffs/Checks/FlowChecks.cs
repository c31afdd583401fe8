using static Partners.Core.Handoffs.Checks.CheckWords;
using static Partners.Core.Handoffs.HandoffCheck;

namespace Partners.Core.Handoffs.Checks;

/// <summary>Where conversations leave to.</summary>
internal static class FlowChecks
{
    /// <summary>None is left undecided: a webhook goes on posting whole transcripts whoever owns the workspace.</summary>
    public static HandoffCheck DataFlows(HandoffPlan plan, HandoffFacts facts)
    {
        const string Name = "Data flows";
        var planned = plan.Flows.ToDictionary(flow => flow.WebhookId);
        var open = facts.Flows.Where(flow => !planned.ContainsKey(flow.WebhookId)).Select(AccessProof.InWords).ToList();
        var kept = facts.Flows.Where(flow => planned.GetValueOrDefault(flow.WebhookId)?.Fate == FlowFate.Keep).ToList();
        var unaccepted = kept
            .Where(flow => planned[flow.WebhookId] is var plan && (string.IsNullOrWhiteSpace(plan.AcceptedBy) || plan.AcceptedOn is null))
            .Select(AccessProof.InWords)
            .ToList();
        var early = kept.Where(flow => planned[flow.WebhookId].AcceptedOn > facts.Today).Select(AccessProof.InWords).ToList();
        return (facts.Flows.Count, open.Count, unaccepted.Count, early.Count) switch
        {
            (0, _, _, _) => Pass(Name, "No project has a webhook.", HandoffStep.DataFlows),
            (_, > 0, _, _) => Stop(
                Name,
                $"Decide on {(open.Count == 1 ? "the webhook" : $"{open.Count} webhooks, among them")} {open[0]}.",
                HandoffStep.DataFlows),
            (_, _, > 0, _) =>
                Stop(Name, $"Enter who at the client accepted {unaccepted[0]}, and when.", HandoffStep.DataFlows),
            (_, _, _, > 0) => Stop(Name, $"The day on which {early[0]} was accepted is still to come.", HandoffStep.DataFlows),
            _ when kept.Count > 0 => Warn(
                Name,
                $"{kept.Count} of {facts.Flows.Count} {(kept.Count == 1 ? "keeps" : "keep")} running: conversations go to "
                    + $"{Listed([.. kept.Select(flow => flow.Host).Distinct(StringComparer.OrdinalIgnoreCase)])}.",
                HandoffStep.DataFlows),
            _ => Pass(Name, $"All {facts.Flows.Count} are removed.", HandoffStep.DataFlows),
        };
    }
}
