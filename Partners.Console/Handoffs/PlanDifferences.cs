using Partners.Console.Shell;
using Partners.Console.Workspaces;
using Partners.Core.Handoffs;

namespace Partners.Console.Handoffs;

/// <summary>The differences between the plan as opened and as it is now.</summary>
public static class PlanDifferences
{
    private const string NotDecided = "Not decided";

    public static IReadOnlyList<FieldDifference> Of(HandoffPlan opened, HandoffPlan now, HandoffPlan mine, HandoffFacts facts)
    {
        var (before, after, typed) = (Lines(opened, facts), Lines(now, facts), Lines(mine, facts));
        return FieldDifference.OnlyChanged(before.Keys.Union(after.Keys, StringComparer.Ordinal)
            .Select(field => new FieldDifference(
                field,
                before.GetValueOrDefault(field, NotDecided),
                after.GetValueOrDefault(field, NotDecided),
                typed.GetValueOrDefault(field, NotDecided))));
    }

    private static Dictionary<string, string> Lines(HandoffPlan plan, HandoffFacts facts)
    {
        var (people, invites, deals) = (
            facts.People.ToDictionary(fact => fact.MembershipId),
            facts.Invites.ToDictionary(fact => fact.InviteId),
            facts.Deals.ToDictionary(fact => fact.Id));
        var lines = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Client organisation"] = plan.Client.OrganisationId is { } id
                ? (id == facts.Client?.Id ? facts.Client.Name : id.ToString())
                : HandoffWords.Text(plan.Client.NewName),
            ["Owner of the new organisation"] = plan.Client.NewOwnerId is { } owner
                ? facts.People.FirstOrDefault(person => person.PersonId == owner)?.Name ?? owner.ToString()
                : NotDecided,
            ["Agreed date"] = HandoffWords.Day(plan.Timing.AgreedOn),
            ["The partner’s confirmation"] = HandoffWords.Of(plan.Timing.Partner),
            ["The client’s confirmation"] = HandoffWords.Of(plan.Timing.Client),
            ["Legal name"] = HandoffWords.Text(plan.Billing.LegalName),
            ["Address"] = HandoffWords.Text(plan.Billing.AddressLine),
            ["Postal code"] = HandoffWords.Text(plan.Billing.PostalCode),
            ["City"] = HandoffWords.Text(plan.Billing.City),
            ["Country"] = HandoffWords.Text(plan.Billing.Country),
            ["VAT number"] = HandoffWords.Text(plan.Billing.VatNumber),
            ["Invoice address"] = HandoffWords.Text(plan.Billing.InvoiceEmail),
            ["Payment"] = HandoffWords.Of(plan.Billing.PaymentMode),
        };

        foreach (var (flow, planned) in facts.Flows.Join(
            plan.Flows,
            flow => flow.WebhookId,
            planned => planned.WebhookId,
            (flow, planned) => (flow, planned)))
        {
            lines[$"Webhook {FlowWords.Name(flow.Name)} of {flow.Project}, to {flow.Host}"] =
                HandoffWords.Of(planned.Fate, planned.AcceptedBy, planned.AcceptedOn);
        }

        // Two people may share a name, so the address tells them apart.
        foreach (var person in plan.People.Where(person => people.ContainsKey(person.MembershipId)))
        {
            var fact = people[person.MembershipId];
            lines[$"{fact.Name}, {fact.Email}"] =
                $"{HandoffWords.Of(person.Role)}{(person.Until is { } until ? $", until {AmsterdamTime.Day(until)}" : null)}"
                    + $"{(string.IsNullOrWhiteSpace(person.Purpose) ? null : $": {person.Purpose.Trim()}")}";
        }

        foreach (var invite in plan.Invites.Where(invite => invites.ContainsKey(invite.InviteId)))
        {
            lines[$"Invite of {invites[invite.InviteId].Email}"] = HandoffWords.Of(invite.Role, HandoffWords.Revoked);
        }

        foreach (var deal in plan.Deals.Where(deal => deals.ContainsKey(deal.DealId)))
        {
            lines[$"Deal {deals[deal.DealId].Name}, from {HandoffWords.Day(deals[deal.DealId].StartsOn)}"] =
                $"{HandoffWords.Of(deal.Fate)}{(string.IsNullOrWhiteSpace(deal.Reason) ? null : $": {deal.Reason.Trim()}")}";
        }

        return lines;
    }
}
