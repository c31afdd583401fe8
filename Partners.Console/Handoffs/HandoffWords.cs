using Partners.Console.Shell;
using Partners.Core.Billing;
using Partners.Core.Handoffs;
using Partners.Core.Workspaces;
using Confirmation = Partners.Core.Handoffs.Confirmation;

namespace Partners.Console.Handoffs;

/// <summary>The handoffs' display text.</summary>
public static class HandoffWords
{
    public const string LosesAccess = "Loses access";
    public const string Revoked = "Revoked";

    public static string Of(HandoffStep step) => step switch
    {
        HandoffStep.BillingAndDeals => "Billing and deals",
        HandoffStep.DataFlows => "Data flows",
        _ => step.ToString(),
    };

    /// <summary>How the client pays from then on.</summary>
    public static string FromThenOn(PaymentMode mode) => mode switch
    {
        PaymentMode.Mollie => "By a new mandate, at the client’s first checkout",
        PaymentMode.Offline => "By invoice",
        _ => Of(mode),
    };

    /// <summary>Completes the sentence "the client pays …".</summary>
    public static string PaysBy(PaymentMode mode) => mode switch
    {
        PaymentMode.Mollie => "with a new payment method, set up at the first checkout",
        PaymentMode.Offline => "by invoice",
        _ => "as is still to be agreed",
    };

    /// <summary>A chip beside somebody who is not the client's; null for the client's.</summary>
    public static string? Of(Side side) => side switch
    {
        Side.Partner => "of the partner",
        Side.Dembrane => "of dembrane",
        _ => null,
    };

    public static string Of(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Pass => "Pass",
        CheckVerdict.Warning => "Warning",
        CheckVerdict.Stop => "Stop",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    public static ChipTone ToneOf(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Pass => ChipTone.Green,
        CheckVerdict.Warning => ChipTone.Pollen,
        _ => ChipTone.Candy,
    };

    public static string Of(HandoffStatus status) => status.ToString();

    public static ChipTone ToneOf(HandoffStatus status) => status switch
    {
        HandoffStatus.Draft or HandoffStatus.Cancelled => ChipTone.Grey,
        HandoffStatus.Scheduled => ChipTone.Blue,
        _ => ChipTone.Green,
    };

    public static string Of(DealFate fate) => fate switch
    {
        DealFate.SettleAndEnd => "Settle and end",
        DealFate.Continue => "Continue to its end",
        DealFate.Waive => "Waive",
        _ => throw new ArgumentOutOfRangeException(nameof(fate)),
    };

    public static string Of(CopiesFate fate) => fate switch
    {
        CopiesFate.Returned => "Returned to the client",
        CopiesFate.Deleted => "Deleted",
        _ => "Returned to the client and deleted",
    };

    public static string Of(FlowFate fate) => fate == FlowFate.Remove ? "Removed" : "Kept, accepted";

    /// <summary>"Kept: accepted by Carla Bos on 1 Dec 2026".</summary>
    public static string Of(FlowFate fate, string? acceptedBy, DateOnly? acceptedOn) => fate == FlowFate.Remove
        ? "Removed"
        : $"Kept: accepted by {Text(acceptedBy)} on {Day(acceptedOn)}";

    /// <summary>What ran out and the handoff ends for good, as a sentence; null if there is nothing.</summary>
    public static string? Lapsed(HandoffFacts facts)
    {
        List<string> ran =
        [
            .. facts.LapsedPeople.Select(person => $"{person.Name} ({person.Role}, until {AmsterdamTime.LastDay(person.EndedAt)})"),
            .. facts.LapsedInvites.Select(invite =>
                $"the invite of {invite.Email} ({invite.Role}, until {AmsterdamTime.LastDay(invite.EndedAt)})"),
        ];
        return ran.Count == 0
            ? null
            : $"Already expired, and ended for good by the handoff so that nobody can renew it: {string.Join("; ", ran)}.";
    }

    public static string Of(PaymentMode mode) => mode switch
    {
        PaymentMode.None => "Not decided",
        PaymentMode.Mollie => "Through Mollie",
        PaymentMode.Offline => "Outside Mollie",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    public static string Of(WorkspaceRole? role, string without = LosesAccess) => role?.ToString() ?? without;

    /// <summary>"Jansen on 2 Dec 2026, by mail, for 1 Jan 2027"; missing parts are a dash.</summary>
    public static string Of(Confirmation? said) => said is null
        ? "Not yet"
        : $"{Text(said.By)} on {Day(said.On)}, {Text(said.How)}, for {Day(said.For)}";

    /// <summary>"Gemeente Zwolle, Grote Kerkplein 15, 8011 PK Zwolle, NL"; a dash if nothing is known.</summary>
    public static string Of(BillingPlan? bill) => bill is null
        ? FactWords.Nothing
        : Text(
            string.Join(
                ", ",
                new[] { bill.LegalName, bill.AddressLine, $"{bill.PostalCode} {bill.City}", bill.Country }
                    .Select(part => part?.Trim())
                    .Where(part => !string.IsNullOrEmpty(part))));

    public static string Day(DateOnly? day) => day is { } known ? AmsterdamTime.Day(known) : FactWords.Nothing;

    public static string Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? FactWords.Nothing : typed.Trim();

    /// <summary>"4 problems, 1 warning"; passes are counted only if there is nothing else to say.</summary>
    public static string Count(IReadOnlyList<HandoffCheck> checks)
    {
        var (stops, warnings) = (
            checks.Count(check => check.Verdict == CheckVerdict.Stop),
            checks.Count(check => check.Verdict == CheckVerdict.Warning));
        return (stops, warnings) switch
        {
            (0, 0) => $"All {checks.Count} pass",
            (0, _) => Warnings(warnings),
            (_, 0) => Stops(stops),
            _ => $"{Stops(stops)}, {Warnings(warnings)}",
        };

        static string Stops(int count) => Words.Count(count, "problem");

        static string Warnings(int count) => Words.Count(count, "warning");
    }

    /// <summary>The worst verdict of the checks fixed at a step; null if there are none.</summary>
    public static CheckVerdict? At(HandoffStep step, IReadOnlyList<HandoffCheck> checks) =>
        step == HandoffStep.Checks && checks.Count > 0 ? checks.Max(check => check.Verdict)
        : checks.Where(check => check.FixedAt == step).Select(check => (CheckVerdict?)check.Verdict).DefaultIfEmpty(null).Max();
}
