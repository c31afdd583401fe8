using System.Globalization;
using Partners.Console.Workspaces;
using Partners.Core.Handoffs;
using Partners.Core.Values;
using Partners.Core.Workspaces;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;
using Confirmation = Partners.Core.Handoffs.Confirmation;

namespace Partners.Console.Handoffs;

/// <summary>The messages to both sides afterwards, as text for a person to send.</summary>
public static class HandoffMessages
{
    public static string ToPartner(HandoffRecord record)
    {
        var kept = Kept(record);
        return Letter(
        [
            $"Dear {record.Partner},",
            $"{record.Workspace} was handed off to {record.Client} on {AmsterdamTime.Day(record.HandedOffOn)}, as you both "
                + $"agreed{By(record.Timing.Partner)}.",
            $"{record.Client} owns the workspace from now on and is billed directly. {Moved(record)} are there as they were.",
            kept.Count == 0
                ? $"Nobody from {record.Partner} has access to it any more."
                : $"Nobody from {record.Partner} administers it any more. A paid place as an external is kept for "
                    + $"{string.Join(", ", kept.Select(person => $"{person.Name}{Until(person)}"))}.",
            Flows(record),
            Payment(record, pays: $"{record.Client} pays"),
            .. record.Deals.Select(OfDeal),
            "Thank you for bringing them to us.",
        ]);
    }

    public static string ToClient(HandoffRecord record)
    {
        var kept = Kept(record);
        var owners = record.People.Where(person => person.After == WorkspaceRole.Owner).Select(person => person.Name).ToList();
        return Letter(
        [
            $"Dear {record.Client},",
            $"The workspace {record.Workspace} has been yours since {AmsterdamTime.Day(record.HandedOffOn)}, as agreed with "
                + $"{record.Partner}{By(record.Timing.Client)}.",
            $"{Moved(record)} are there as they were. {(owners.Count == 1 ? "Its owner is" : "Its owners are")} "
                + $"{string.Join(", ", owners)}.",
            Payment(record, pays: "you pay"),
            $"Bills are made out to {record.Billing.LegalName?.Trim()}, {record.Billing.AddressLine?.Trim()}, "
                + $"{record.Billing.PostalCode?.Trim()} {record.Billing.City?.Trim()}, and sent to {record.Billing.InvoiceEmail?.Trim()}.",
            kept.Count == 0
                ? $"Nobody from {record.Partner} has access any more."
                : $"At {record.Partner}, access as an external is kept for "
                    + $"{string.Join("; ", kept.Select(person => $"{person.Name}{Until(person)}: {HandoffWords.Text(person.Purpose)}"))}. "
                    + "You can end that whenever you want.",
            Flows(record),
            "Please write to us with any questions.",
        ]);
    }

    /// <summary>For the partner to sign: that nothing of the client's is left with it.</summary>
    public static string Certificate(HandoffRecord record) => Letter(
    [
        "Certificate of return and deletion",
        $"{record.Partner} ran the workspace {record.Workspace} on dembrane for {record.Client} until "
            + $"{AmsterdamTime.Day(record.HandedOffOn)}. {Moved(record)} stay with {record.Client}.",
        $"{record.Partner} declares that it has returned to {record.Client}, or deleted, every copy that it held of recordings, "
            + "transcripts, summaries, reports and data of participants, with those who worked for it and in its back-ups, and that it "
            + "keeps none.",
        .. record.Flows.All(flow => flow.Fate == FlowFate.Keep) ? Array.Empty<string>() :
        [
            "Copies that were sent by webhook were returned or deleted as well: "
                + $"{string.Join("; ", record.Flows.Where(flow => flow.Fate == FlowFate.Remove).Select(Short))}.",
        ],
        "Name:",
        "Function:",
        "Date and signature:",
    ]);

    /// <summary>Which webhooks were removed, and which go on because the client accepted them, with who did and when.</summary>
    private static string Flows(HandoffRecord record)
    {
        var removed = record.Flows.Where(flow => flow.Fate == FlowFate.Remove).Select(Named).ToList();
        var kept = record.Flows.Where(flow => flow.Fate == FlowFate.Keep)
            .Select(flow => $"{Named(flow)} (accepted by {HandoffWords.Text(flow.AcceptedBy)} on {HandoffWords.Day(flow.AcceptedOn)})")
            .ToList();
        return (removed.Count, kept.Count) switch
        {
            (0, 0) => "No conversation left the platform by a webhook.",
            (_, 0) => $"{Went(removed)} No conversation leaves the platform by a webhook any more.",
            (0, _) => Stays(kept),
            _ => $"{Went(removed)} {Stays(kept)}",
        };

        string Went(List<string> gone) =>
            $"{(gone.Count == 1 ? "This webhook was" : "These webhooks were")} removed on {AmsterdamTime.Day(record.HandedOffOn)}: "
                + $"{string.Join("; ", gone)}.";

        string Stays(List<string> on) =>
            $"{(on.Count == 1 ? "This webhook keeps" : "These webhooks keep")} running, because {record.Client} accepted "
                + $"{(on.Count == 1 ? "it" : "them")}: {string.Join("; ", on)}.";

        static string Named(RecordedFlow flow) => $"{FlowWords.Name(flow.Name)}, of {flow.Project}, to {flow.Host}";
    }

    /// <summary>Who paid until when, and how the client pays from then on.</summary>
    private static string Payment(HandoffRecord record, string pays)
    {
        var through = record.PaidThrough is { } last ? $", and it is paid through {AmsterdamTime.Day(last)}" : null;
        var credit = record.Credit > Money.Zero
            ? $" Of the latest payment, {record.Credit} net of VAT is for days after the handoff."
            : null;
        var until = record.LeftCustomer is null && record.LeftSubscription is null
            ? $"Until {AmsterdamTime.Day(record.HandedOffOn)} nothing was collected automatically for the workspace."
            : $"Until {AmsterdamTime.Day(record.HandedOffOn)} the workspace was paid automatically{through}; from the payment method used "
                + $"so far nothing more is collected for it.{credit}";
        return $"{until} From then on {pays} {HandoffWords.PaysBy(record.Billing.PaymentMode)}.";
    }

    private static string Short(RecordedFlow flow) => $"{FlowWords.Name(flow.Name)}, to {flow.Host}";

    private static string? Until(RecordedPerson person) =>
        person.Until is { } until ? $" (until {AmsterdamTime.Day(until)})" : null;

    private static string OfDeal(RecordedDeal deal) => deal.Fate switch
    {
        DealFate.SettleAndEnd =>
            $"Our deal on this client ends on {HandoffWords.Day(deal.LastDay)}. {deal.Owed} is owed to you and will be paid out.",
        DealFate.Continue =>
            $"Our deal on this client runs on {(deal.LastDay is { } last ? $"until {AmsterdamTime.Day(last)}" : "as agreed")}. {deal.Owed} "
            + "is owed to you so far.",
        _ =>
            $"Our deal on this client ends on {HandoffWords.Day(deal.LastDay)}, and what it would still have earned is waived, as agreed. "
            + $"{deal.Owed} is owed to you.",
    };

    private static string Letter(IEnumerable<string> paragraphs) => string.Join("\n\n", paragraphs.Append("dembrane"));

    private static List<RecordedPerson> Kept(HandoffRecord record) =>
        [.. record.People.Where(person => person is { IsOfPartner: true, After: not null })];

    private static string By(Confirmation? said) =>
        said is { By: { } who, On: { } day } ? $" (confirmed by {who.Trim()} on {AmsterdamTime.Day(day)})" : string.Empty;

    private static string Moved(HandoffRecord record) => string.Create(
        CultureInfo.InvariantCulture,
        $"Its {record.Projects:N0} {(record.Projects == 1 ? "project" : "projects")} and {record.Conversations:N0} "
            + $"{(record.Conversations == 1 ? "conversation" : "conversations")}");
}
