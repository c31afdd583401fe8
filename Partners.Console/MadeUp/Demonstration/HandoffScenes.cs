using Partners.Core.Audit;
using Partners.Core.Handoffs;
using Partners.Core.Persistence;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>
/// Lets the handoff operator prepare handoffs: one that is half decided, one that waits for its day, one that was given up.
/// </summary>
internal sealed class HandoffScenes(PartnersDb db, Scene scene)
{
    private const int HalfDecidedForDays = 18;
    private const int ScheduledForDays = 9;

    public async Task MakeAsync(CancellationToken cancel)
    {
        await HalfDecideAsync(cancel);
        await ScheduleAsync(cancel);
        await GiveUpAsync(cancel);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The client is chosen and the partner has agreed to a day; the client has not, and somebody was not looked at yet.</summary>
    private async Task HalfDecideAsync(CancellationToken cancel)
    {
        var (handoff, facts) = await BeginAsync(CastClients.HandingOff, daysAgo: 6, cancel);
        var day = scene.Today.AddDays(HalfDecidedForDays);
        Decide(handoff, facts, daysAgo: 4, handoff.Plan with
        {
            Client = new(scene.Teams[CastClients.HandingOff].Organisation.Id),
            Timing = new(day, Partner: new(scene.Teams[Cast.Weerklank].People[0].DisplayName, scene.Today.AddDays(-4), "in a call", day)),
            People = [.. handoff.Plan.People.SkipLast(1)],
        });
    }

    private async Task ScheduleAsync(CancellationToken cancel)
    {
        var (handoff, facts) = await BeginAsync(CastClients.HandedOffSoon, daysAgo: 11, cancel);
        var owner = facts.People.Single(person => person.IsDataOwner);
        var day = scene.Today.AddDays(ScheduledForDays);
        Decide(handoff, facts, daysAgo: 3, handoff.Plan with
        {
            Client = new(NewName: CastClients.HandedOffSoon, NewOwnerId: owner.PersonId),
            Timing = new(
                day,
                new(scene.Teams[Cast.Twaalf].People[0].DisplayName, scene.Today.AddDays(-8), "in a call", day),
                new(owner.Name, scene.Today.AddDays(-5), "by mail", day)),
            Billing = handoff.Plan.Billing with { InvoiceEmail = "facturen@gemeentehogebeek.example" },
            Deals = [.. facts.Deals.Select(deal => new DealPlan(deal.Id, DealFate.Continue))],
        });
        Take(handoff, facts, daysAgo: 2, AuditActions.HandoffScheduled, reason: null, _ => handoff.Schedule(CastPartners.Amina));
    }

    private async Task GiveUpAsync(CancellationToken cancel)
    {
        const string Reason = "The board waits for its new director; the museum stays with the partner until then.";
        var (handoff, facts) = await BeginAsync(CastClients.StaysAfterAll, daysAgo: 70, cancel);
        Take(handoff, facts, daysAgo: 61, AuditActions.HandoffCancelled, Reason, at => handoff.Cancel(Reason, CastPartners.Amina, at));
    }

    private async Task<(Handoff Handoff, HandoffFacts Facts)> BeginAsync(string client, int daysAgo, CancellationToken cancel)
    {
        var workspace = scene.Workspaces.Single(workspace => string.Equals(workspace.DataOwnerName, client, StringComparison.Ordinal));
        var account = scene.Accounts.Single(account => account.Id == workspace.BillingAccountId);
        var facts = (await HandoffFactsQuery.LoadAsync(db, workspace.Id, workspace.OrganisationId, new(), new(), scene.Now, cancel))!;
        var plan = new HandoffPlan { Billing = HandoffPrefill.Of(account) }.WithPeopleOf(facts);
        var at = scene.DaysAgo(daysAgo, Dice.For($"handoff/{client}"));
        var handoff = scene.Known(new Handoff(workspace.Id, workspace.OrganisationId, plan, CastPartners.Amina, at), client);
        db.Handoffs.Add(handoff);
        scene.Past.Add(new(
            CastPartners.Amina,
            at,
            AuditActions.HandoffBegun,
            handoff.Subject(workspace.Name, isNew: true),
            null,
            handoff.Facts(),
            null));
        return (handoff, facts);
    }

    private void Decide(Handoff handoff, HandoffFacts facts, int daysAgo, HandoffPlan plan) =>
        Take(handoff, facts, daysAgo, AuditActions.HandoffPlanned, reason: null, _ => handoff.Decide(plan, CastPartners.Amina));

    private void Take(Handoff handoff, HandoffFacts facts, int daysAgo, string action, string? reason, Action<DateTimeOffset> take)
    {
        var at = scene.DaysAgo(daysAgo, Dice.For($"{handoff.Id}/{daysAgo}"));
        var before = handoff.Facts();
        take(at);
        scene.Past.Add(new(CastPartners.Amina, at, action, handoff.Subject(facts.Workspace.Name), before, handoff.Facts(), reason));
        handoff.RaiseVersion();
    }
}
