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

    public static string Of(HandoffStep step) => step == HandoffStep.BillingAndDeals ? "Billing and deals" : step.ToString();

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
