using Partners.Core.Billing;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>The defaults of a plan and of people who joined since. The operator reviews them.</summary>
public static class HandoffPrefill
{
    /// <summary>The partner's people lose access, the data owner becomes owner, and nobody stays an observer.</summary>
    public static PersonPlan Of(AccessFact person) => new(person.MembershipId, person switch
    {
        { Side: not Side.Client } => null,
        { IsDataOwner: true } => WorkspaceRole.Owner,
        { Role: WorkspaceRole.Observer } => WorkspaceRole.Member,
        { Role: WorkspaceRole.External, IsOfClient: true } => WorkspaceRole.Member,
        _ => person.Role,
    });

    public static InvitePlan Of(InviteFact invite) => new(invite.InviteId, invite switch
    {
        { Side: not Side.Client } => null,
        { IsDataOwner: true } => WorkspaceRole.Owner,
        { Role: WorkspaceRole.Observer } => WorkspaceRole.Member,
        _ => invite.Role,
    });

    public static BillingPlan Of(BillingAccount? account) => account is null ? new() : new(
        account.LegalName,
        account.AddressLine,
        account.PostalCode,
        account.City,
        account.Country,
        account.VatNumber,
        InvoiceEmail: null,
        account.PaymentMode);

    /// <summary>While somebody goes on paying, how the client pays from then on is for a person to say.</summary>
    public static BillingPlan AskingWhoPays(this BillingPlan plan, PayerFact? payer) =>
        payer is null ? plan : plan with { PaymentMode = PaymentMode.None };

    /// <summary>
    /// The plan with this client. A newly chosen owner of the new organisation becomes owner of its workspace if the plan would remove them
    /// or give them an outsider's role.
    /// </summary>
    public static HandoffPlan WithClient(this HandoffPlan plan, ClientPlan client, HandoffFacts facts)
    {
        var seat = client.NewOwnerId is { } owner && owner != plan.Client.NewOwnerId
            ? facts.People.FirstOrDefault(person => person.PersonId == owner && person.Side == Side.Client)
            : null;
        return plan with
        {
            Client = client,
            People = seat is null ? plan.People :
            [
                .. plan.People.Select(person => person.MembershipId == seat.MembershipId
                    && person.Role is null or WorkspaceRole.Observer or WorkspaceRole.External
                    ? person with { Role = WorkspaceRole.Owner }
                    : person),
            ],
        };
    }

    /// <summary>The plan with one line for each person and invite there is now: drops those who left, keeps what was decided.</summary>
    public static HandoffPlan WithPeopleOf(this HandoffPlan plan, HandoffFacts facts)
    {
        var people = plan.People.ToDictionary(person => person.MembershipId);
        var invites = plan.Invites.ToDictionary(invite => invite.InviteId);
        return plan with
        {
            People = [.. facts.People.Select(person => people.GetValueOrDefault(person.MembershipId) ?? Of(person))],
            Invites = [.. facts.Invites.Select(invite => invites.GetValueOrDefault(invite.InviteId) ?? Of(invite))],
        };
    }
}
