using System.Security.Cryptography;
using System.Text;
using Partners.Core.Audit;

namespace Partners.Core.Handoffs;

/// <summary>
/// A hash of what a plan decides, by which a later change to it is seen (docs/product.md H36). What the sides say to it is left out, so
/// that one side's answer does not end the other's link.
/// </summary>
public static class PlanPrint
{
    public static string Of(HandoffPlan plan) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Of(plan with
    {
        Timing = new(plan.Timing.AgreedOn),
        Flows = [.. plan.Flows.Select(flow => new FlowPlan(flow.WebhookId, flow.Fate))],
    }))));
}
