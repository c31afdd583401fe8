using Partners.Core.Values;
using static Partners.Core.Handoffs.Checks.CheckWords;
using static Partners.Core.Handoffs.HandoffCheck;

namespace Partners.Core.Handoffs.Checks;

/// <summary>The day, and that both sides agreed to it.</summary>
internal static class TimingChecks
{
    public static HandoffCheck Timing(TimingPlan plan, HandoffFacts facts) => plan.AgreedOn switch
    {
        null => Stop("Agreed date", "Enter the day the workspace changes hands.", HandoffStep.Timing),
        { } day when !day.IsRecordable() => Stop("Agreed date", $"Enter a day from {RecordableDays.Words}.", HandoffStep.Timing),
        { } day when day < facts.Today =>
            Warn("Agreed date", $"The agreed day, {Day(day)}, has passed: the workspace changes hands today.", HandoffStep.Timing),
        { } day when day > facts.Today =>
            Pass("Agreed date", $"{Day(day)}. Confirmed before that, it runs on that day.", HandoffStep.Timing),
        _ => Pass("Agreed date", "Today.", HandoffStep.Timing),
    };

    public static HandoffCheck Confirmations(HandoffPlan whole)
    {
        const string Name = "Confirmations";
        var plan = whole.Timing;
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
            _ when ConfirmedAnother(whole) is { } who => Warn(
                Name,
                $"{who} confirmed by link, and the plan changed since. Ask again if it matters to them.",
                HandoffStep.Timing),
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

    /// <summary>Who confirmed a plan that is no longer this one; null if nobody did.</summary>
    private static string? ConfirmedAnother(HandoffPlan plan)
    {
        var print = PlanPrint.Of(plan);
        var said = new[] { plan.Timing.Partner, plan.Timing.Client }
            .Where(confirmed => confirmed?.PlanPrint is { } read && read != print)
            .Select(confirmed => confirmed!.By!.Trim())
            .ToList();
        return said.Count == 0 ? null : string.Join(" and ", said);
    }
}
