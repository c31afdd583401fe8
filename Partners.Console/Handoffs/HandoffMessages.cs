using System.Globalization;
using Partners.Console.Shell;
using Partners.Core.Handoffs;
using Partners.Core.Workspaces;
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
                ? $"Nobody of {record.Partner} has access to it any more."
                : $"Nobody of {record.Partner} administers it any more. On purpose, a paid place as an external is kept for "
                    + $"{string.Join(", ", kept.Select(person => person.Name))}.",
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
            $"The workspace {record.Workspace} is yours since {AmsterdamTime.Day(record.HandedOffOn)}, as agreed with "
                + $"{record.Partner}{By(record.Timing.Client)}.",
            $"{Moved(record)} are there as they were. {(owners.Count == 1 ? "Its owner is" : "Its owners are")} "
                + $"{string.Join(", ", owners)}.",
            $"Bills are made out to {record.Billing.LegalName?.Trim()}, {record.Billing.AddressLine?.Trim()}, "
                + $"{record.Billing.PostalCode?.Trim()} {record.Billing.City?.Trim()}, and sent to {record.Billing.InvoiceEmail?.Trim()}.",
            kept.Count == 0
                ? $"Nobody of {record.Partner} has access any more."
                : $"Of {record.Partner}, access as an external is kept for "
                    + $"{string.Join(", ", kept.Select(person => $"{person.Name} ({HandoffWords.Text(person.Purpose)})"))}. You can end "
                    + "that whenever you want.",
            "Write to us with any question.",
        ]);
    }

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
