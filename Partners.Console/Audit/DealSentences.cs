using Partners.Core.Audit;
using Partners.Core.Values;

namespace Partners.Console.Audit;

/// <summary>What somebody did to a deal, or paid out for one.</summary>
internal static class DealSentences
{
    private const string Expiry = "expiresOn";

    private static readonly string[] s_terms = ["kickback", "discount", "cap", Expiry];

    public static string Of(string action, string name, EntryFacts before, EntryFacts after) => action switch
    {
        AuditActions.DealAdded => after.Text("kickback") is { } kickback
            ? $"added the deal {name} at {kickback}{(after.Text("cap") is { } cap ? $", up to {cap}" : null)}"
            : $"added the deal {name}",
        AuditActions.DealEnded => after.Text("endedOn") is { } day ? $"ended the deal {name} on {day}" : $"ended the deal {name}",
        AuditActions.InvoiceRecorded => Invoice(name, after),
        AuditActions.DealVoided => $"voided the deal {name}",
        AuditActions.DealDiffers => $"found other terms of {name} on the platform",
        AuditActions.PlatformTermsTaken => after.Text("holdsFrom") is { } from
            ? $"took the platform’s terms for {name} from {from}"
            : $"took what the platform has for {name}",
        AuditActions.OurTermsKept => $"kept our terms of {name}",
        AuditActions.DealDeletedOnPlatform => after.Text("endedOn") is { } last
            ? $"found {name} deleted on the platform, which ends it on {last}"
            : $"found {name} deleted on the platform",
        AuditActions.DealBackOnPlatform => $"found {name} back on the platform",
        _ => Amended(name, before, after),
    };

    private static string Invoice(string name, EntryFacts after)
    {
        var net = after.Number("net") is { } cents ? $" of {new Money(cents)} net" : null;
        return (after.Text("number"), after.Text("creditOf")) switch
        {
            ({ } number, { } of) => $"recorded credit note {number}{net} on invoice {of} for {name}",
            ({ } number, null) => $"recorded paid invoice {number}{net} for {name}",
            _ => $"recorded a paid invoice for {name}",
        };
    }

    public static string Payout(string action, string name, EntryFacts after)
    {
        var amount = after.Number("amount") is { } cents ? $" of {new Money(Math.Abs(cents))}" : null;
        return action == AuditActions.PayoutRecorded ? $"recorded a payout{amount} for {name}" : $"reversed a payout{amount} for {name}";
    }

    /// <summary>Names the term if only one changed; otherwise the day from which the new terms hold.</summary>
    private static string Amended(string name, EntryFacts before, EntryFacts after)
    {
        if (s_terms.Where(term => before.Text(term) != after.Text(term)).ToArray() is not [var only])
        {
            return after.Text("holdsFrom") is { } day && day != before.Text("holdsFrom")
                ? $"amended {name} from {day}"
                : $"amended {name}";
        }

        var term = only == Expiry ? "expiry" : only;
        return (before.Text(only), after.Text(only)) switch
        {
            (null, var now) => $"set the {term} of {name} to {now}",
            (var was, null) => $"removed the {term} of {name}, which was {was}",
            var (was, now) when only == Expiry => $"moved the expiry of {name} from {was} to {now}",
            var (was, now) when before.Number(only) < after.Number(only) => $"raised the {term} of {name} from {was} to {now}",
            var (was, now) => $"lowered the {term} of {name} from {was} to {now}",
        };
    }
}
