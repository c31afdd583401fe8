using Partners.Console.Shell;
using Partners.Core.Handoffs;

namespace Partners.Console.Handoffs;

/// <summary>How far a step of the wizard is.</summary>
public enum StepState
{
    /// <summary>Nobody has been there, so nothing about it is wrong yet.</summary>
    ToDo,
    Done,

    /// <summary>Somebody was there, and a check that is fixed there stops the handoff.</summary>
    Problem,
    Current,
}

/// <summary>How far a handoff is, step by step.</summary>
public static class StepStates
{
    /// <summary>The last step that somebody has been to, as far as what was decided shows it. Read-only steps leave no trace.</summary>
    public static HandoffStep Reached(HandoffDetails details)
    {
        var (plan, facts) = (details.Handoff.Plan, details.Facts);
        return !details.Stops || details.Handoff.Status == HandoffStatus.Scheduled ? HandoffStep.Confirm
            : plan.Deals.Count > 0 || plan.Billing.InvoiceEmail is not null ? HandoffStep.BillingAndDeals
            : plan.Flows.Count > 0 ? HandoffStep.DataFlows
            : AreReviewed(plan, facts) ? HandoffStep.People
            : plan.Timing != new TimingPlan() ? HandoffStep.Timing
            : plan.Client != new ClientPlan() ? HandoffStep.Client
            : HandoffStep.Workspace;
    }

    public static StepState Of(HandoffStep step, HandoffStep current, HandoffStep reached, IReadOnlyList<HandoffCheck> checks) =>
        step == current ? StepState.Current
        : step > reached ? StepState.ToDo
        : HandoffWords.At(step, checks) == CheckVerdict.Stop ? StepState.Problem
        : StepState.Done;

    /// <summary>"Agreed date" for one problem, "2 problems" for more; the sum at the checks. Null if there is nothing to say.</summary>
    public static string? Note(HandoffStep step, StepState state, IReadOnlyList<HandoffCheck> checks)
    {
        if (step == HandoffStep.Checks)
        {
            return state == StepState.ToDo ? null : HandoffWords.Count(checks);
        }

        var stops = checks.Where(check => check.FixedAt == step && check.Verdict == CheckVerdict.Stop).ToList();
        return state != StepState.Problem || stops.Count == 0 ? null
            : stops.Count == 1 ? stops[0].Name
            : Words.Count(stops.Count, "problem");
    }

    /// <summary>Somebody decided otherwise than the plan began with.</summary>
    private static bool AreReviewed(HandoffPlan plan, HandoffFacts facts)
    {
        var people = facts.People.ToDictionary(person => person.MembershipId);
        var invites = facts.Invites.ToDictionary(invite => invite.InviteId);
        return plan.People.Any(person => people.TryGetValue(person.MembershipId, out var fact) && person != HandoffPrefill.Of(fact))
            || plan.Invites.Any(invite => invites.TryGetValue(invite.InviteId, out var fact) && invite != HandoffPrefill.Of(fact));
    }
}
