using Partners.Core.Audit;
using Partners.Core.Consent;

namespace Partners.Console.Audit;

/// <summary>Links for people outside, and what they answered: see <see cref="AuditSentences"/>.</summary>
internal static class ConsentSentences
{
    public static string Of(string action, string name, EntryFacts after) => action switch
    {
        AuditActions.ConsentAsked => $"made a link for {after.Text("person") ?? "somebody"} about {What(name, after.Text("purpose"))}",
        AuditActions.ConsentWithdrawn =>
            $"withdrew the link for {after.Text("person") ?? "somebody"} about {What(name, after.Text("purpose"))}",
        AuditActions.ContactAsked => $"made a link for {after.Text("person") ?? "somebody"} to ask whether {name} may be contacted",
        AuditActions.ContactWithdrawn => $"withdrew the link for {after.Text("person") ?? "somebody"} about contacting {name}",
        AuditActions.ContactAnswered => after.Text("link", "otherDay") is { } day ? $"agreed to contacting {name} from {day}"
            : after.Text("link", "reason") is not null ? $"objected to contacting {name}"
            : $"agreed to contacting {name}",
        _ => Answered(What(name, after.Text("link", "purpose")), after),
    };

    private static string Answered(string what, EntryFacts after) =>
        after.Text("link", "otherDay") is { } day ? $"proposed {day} for {what}"
        : after.Text("link", "reason") is not null ? $"said no to {what}"
        : $"confirmed {what}";

    private static string What(string name, string? purpose) => purpose?.Replace(" ", string.Empty, StringComparison.Ordinal) switch
    {
        { } copies when copies.Equals(nameof(ConsentPurpose.Certificate), StringComparison.OrdinalIgnoreCase) =>
            $"the certificate of {name}",
        { } flow when flow.Equals(nameof(ConsentPurpose.DataFlow), StringComparison.OrdinalIgnoreCase) => $"a data flow of {name}",
        _ => $"the handoff of {name}",
    };
}
