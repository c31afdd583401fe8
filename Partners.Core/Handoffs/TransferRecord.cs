using Partners.Core.Values;

namespace Partners.Core.Handoffs;

/// <summary>Writes down what a transfer did, with the names of that day.</summary>
internal static class TransferRecord
{
    public static HandoffRecord Of(Transfer transfer, IReadOnlyList<RecordedDeal> deals, AccessProof proof)
    {
        var (facts, plan) = (transfer.Facts, transfer.Plan);
        var payer = facts.Account!.Payer;
        return new(
            facts.Workspace.Name,
            facts.Partner.Id,
            facts.Partner.Name,
            transfer.Client.Id,
            transfer.Client.Name,
            ClientIsNew: facts.Client is null,
            transfer.Change.Today,
            facts.Workspace.Projects,
            facts.Workspace.Conversations,
            facts.Account.Label,
            plan.Billing,
            plan.Timing,
            [.. People(facts, plan)],
            [.. Invites(facts, plan)],
            deals,
            proof,
            facts.Account.Bill)
        {
            Lapsed = [.. Lapsed(facts)],
            Flows = [.. Flows(facts, plan)],
            Notices = facts.Notices,
            LeftCustomer = payer?.Customer,
            LeftSubscription = payer?.Subscription,
            PaidThrough = payer?.PaidThrough,
            Credit = payer?.Credit ?? Money.Zero,
        };
    }

    private static IEnumerable<RecordedPerson> People(HandoffFacts facts, HandoffPlan plan)
    {
        var decided = plan.People.ToDictionary(person => person.MembershipId);
        return facts.People.Select(person => new RecordedPerson(
            person.Name,
            person.Email,
            person.IsOfPartner,
            person.Role,
            decided[person.MembershipId].Role,
            person.IsOfPartner ? decided[person.MembershipId].Purpose?.Trim() : null)
        {
            Until = person.IsOfPartner ? decided[person.MembershipId].Until : null,
            Because = person.Standing?.Because,
        });
    }

    private static IEnumerable<RecordedInvite> Invites(HandoffFacts facts, HandoffPlan plan)
    {
        var decided = plan.Invites.ToDictionary(invite => invite.InviteId);
        return facts.Invites.Select(invite => new RecordedInvite(invite.Email, invite.Role, decided[invite.InviteId].Role));
    }

    private static IEnumerable<RecordedLapse> Lapsed(HandoffFacts facts) =>
        facts.LapsedPeople
            .Select(person => new RecordedLapse(person.Name, person.Email, person.Role, person.EndedAt, IsInvite: false))
            .Concat(facts.LapsedInvites.Select(invite =>
                new RecordedLapse(invite.Email, invite.Email, invite.Role, invite.EndedAt, IsInvite: true)));

    private static IEnumerable<RecordedFlow> Flows(HandoffFacts facts, HandoffPlan plan) => facts.Flows.Join(
        plan.Flows,
        flow => flow.WebhookId,
        planned => planned.WebhookId,
        (flow, planned) => new RecordedFlow(
            flow.WebhookId,
            flow.Project,
            flow.Name,
            flow.Host,
            flow.AddressHash,
            flow.Events,
            planned.Fate,
            planned.Fate == FlowFate.Keep ? planned.AcceptedBy?.Trim() : null,
            planned.Fate == FlowFate.Keep ? planned.AcceptedOn : null));
}
