using System.Diagnostics;
using Partners.Core.Billing;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Bench;

/// <summary>A handoff of a workspace made for it, half of whose people are the partner's.</summary>
/// <param name="Checked">How long all checks took.</param>
/// <param name="Transferred">How long the transfer took, including its access proof.</param>
internal sealed record MadeHandoff(Guid Id, TimeSpan Checked, TimeSpan Transferred)
{
    public const int ConversationsOfProject = 10;

    /// <summary>Every fifth project has a webhook; every other one of those is kept.</summary>
    public const int ProjectsPerWebhook = 5;

    public static async Task<MadeHandoff> CompleteAsync(BenchDatabase database, int people, int projects, CancellationToken cancel)
    {
        var (workspace, client) = await MakeAsync(database, people, projects, cancel);
        var begun =
            (await database.Get<HandoffDrafts>().BeginAsync(BenchDatabase.Anyone, new(Guid.CreateVersion7(), workspace), cancel)).Value!;
        var started = Stopwatch.GetTimestamp();
        var draft = (await database.Get<HandoffDirectory>().FindAsync(BenchDatabase.Anyone, begun.HandoffId, cancel))!;
        var ofChecks = Stopwatch.GetElapsedTime(started);
        var today = TimeProvider.System.TodayInAmsterdam();
        var said = new Confirmation("Somebody", today, "In a call", today);
        var plan = draft.Handoff.Plan with
        {
            Client = new(client),
            Timing = new(today, said, said),
            People = [.. draft.Facts.People.Select(person => new PersonPlan(
                person.MembershipId,
                person.IsOfPartner ? null : WorkspaceRole.Owner))],
            Flows =
            [
                .. draft.Facts.Flows.Select((flow, index) => index % 2 == 0
                    ? new FlowPlan(flow.WebhookId, FlowFate.Remove)
                    : new FlowPlan(flow.WebhookId, FlowFate.Keep, "Somebody", today)),
            ],
            Billing = new("Client", "Street 1", "1000", "City", "CH", null, "bills@client.example", PaymentMode.Offline),
            Deals = [.. draft.Facts.Deals.Select(deal => new DealPlan(deal.Id, DealFate.SettleAndEnd))],
        };
        await database.Get<HandoffDrafts>().SaveAsync(
            BenchDatabase.Anyone,
            new(Guid.CreateVersion7(), draft.Handoff.Id, draft.Handoff.Version, plan),
            cancel);
        var decided = (await database.Get<HandoffDirectory>().FindAsync(BenchDatabase.Anyone, begun.HandoffId, cancel))!;

        started = Stopwatch.GetTimestamp();
        var done = await database.Get<HandoffTransfer>().HandOffAsync(
            BenchDatabase.Anyone,
            new(
                Guid.CreateVersion7(),
                decided.Handoff.Id,
                decided.Handoff.Version,
                decided.Facts.Workspace.Name,
                decided.ClientName,
                PartnerLosesAccess: true,
                CannotBeUndone: true),
            cancel);
        return done.Value is { Status: HandoffStatus.Completed }
            ? new(begun.HandoffId, ofChecks, Stopwatch.GetElapsedTime(started))
            : throw new InvalidOperationException(string.Join(' ', done.Refusals.Select(refusal => refusal.Sentence)));
    }

    /// <summary>Makes a client's workspace to hand off, and the organisation that receives it.</summary>
    private static async Task<(Guid Workspace, Guid Client)> MakeAsync(
        BenchDatabase database,
        int people,
        int projects,
        CancellationToken cancel)
    {
        await using var db = await database.ContextAsync(cancel);
        var at = DateTimeOffset.UtcNow.AddYears(-1);
        var (partner, client) = (
            new Organisation(Guid.CreateVersion7(), "Partner", null, at),
            new Organisation(Guid.CreateVersion7(), "Client", null, at));
        partner.CopyFromPlatform(partner.Name, isPartner: true, createdById: null, at, deletedAt: null);
        var accountId = Guid.CreateVersion7();
        var workspace = new Workspace(
            Guid.CreateVersion7(),
            new(
                partner.Id,
                "Workspace",
                UsageContext.External,
                "Client",
                "person1@client.example",
                at,
                accountId,
                WorkspaceVisibility.Private,
                null,
                null,
                at,
                null));
        var account = new BillingAccount(
            accountId,
            BillingFacts.OfNewClient(workspace.Id, "Client", Tier.Changemaker, BillingPeriod.Monthly, at));
        db.AddRange(partner, client, workspace, account);
        for (var i = 0; i < people; i++)
        {
            var ofPartner = i % 2 == 0;
            var person = new Person(
                Guid.CreateVersion7(),
                Guid.CreateVersion7(),
                $"person{i}@{(ofPartner ? "partner" : "client")}.example",
                $"Person {i}",
                at);
            db.AddRange(
                person,
                new OrganisationMembership(
                    Guid.CreateVersion7(),
                    ofPartner ? partner.Id : client.Id,
                    person.Id,
                    OrganisationRole.Owner,
                    at,
                    deletedAt: null),
                new WorkspaceMembership(
                    Guid.CreateVersion7(),
                    workspace.Id,
                    person.Id,
                    ofPartner ? WorkspaceRole.Admin : WorkspaceRole.Observer,
                    WorkspaceMembership.Direct,
                    at,
                    deletedAt: null));
        }

        var deal = new Deal(
            Guid.CreateVersion7(),
            platformId: null,
            partner.Id,
            workspace.Id,
            clientName: null,
            DateOnly.FromDateTime(at.UtcDateTime),
            notes: null,
            at);
        deal.Agree(deal.StartsOn, new(20_00), Percentage.Zero, cap: null, expiresOn: null, "R-1", reason: null, BenchDatabase.Anyone, at);
        db.Add(deal);
        await db.SaveChangesAsync(cancel);
        for (var i = 0; i < projects; i++)
        {
            var project = new Project(Guid.CreateVersion7(), workspace.Id, $"Project {i}", null, at, deletedAt: null, moveHistory: null);
            db.Add(project);
            if (i % ProjectsPerWebhook == 0)
            {
                db.Add(new ProjectWebhook(
                    Guid.CreateVersion7(),
                    new(project.Id, "Hook", "hooks.example", "hash", "conversation.transcribed", "active", DeletedAt: null)));
            }

            db.AddRange(
                Enumerable.Range(0, ConversationsOfProject).Select(day => new Conversation(
                    Guid.CreateVersion7(),
                    project.Id,
                    at.AddDays(day),
                    600)));
        }

        await db.SaveChangesAsync(cancel);
        await database.Get<LedgerUpkeep>().CatchUpAsync(cancel);
        return (workspace.Id, client.Id);
    }
}
