using Microsoft.EntityFrameworkCore;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Clients;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Moves;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Bench;

/// <summary>The commands that the pages send, each time for another record: one save with its audit entry and platform changes.</summary>
internal static class CommandMeasurements
{
    /// <summary>Making a partner has a target; for the others it is a time that no one notices.</summary>
    private const double OfToggle = 10;
    private const double Unnoticed = 50;

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var (database, who, today) = (run.Database, BenchDatabase.Anyone, TimeProvider.System.TodayInAmsterdam());
        var calls = Stopwatches.Calls(run.Tries);
        await using var db = await database.ContextAsync(cancel);
        var known = await CommandTargets.OfAsync(db, calls, today, cancel);
        var (toggle, people, clients, ledger, payouts, pipeline, drafts, moves, owners, directory) = (
            database.Get<PartnerToggle>(),
            database.Get<WorkspacePeople>(),
            database.Get<ClientWorkspaces>(),
            database.Get<ReferralLedger>(),
            database.Get<Payouts>(),
            database.Get<Pipeline>(),
            database.Get<HandoffDrafts>(),
            database.Get<ProjectMoves>(),
            database.Get<DataOwnership>(),
            database.Get<HandoffDirectory>());

        // Differs from what an earlier run agreed.
        var stamp = Guid.NewGuid().ToString("N")[..8];
        var kickback = (today.DayNumber % 20 + (DateTimeOffset.UtcNow.Millisecond / 1_000m))
            .ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

        await AddAsync(
            "make partner",
            known.NoPartners,
            (organisation, i) => toggle.MakePartnerAsync(who, new(Id(), organisation.Id, organisation.Version, Agreement(i)), cancel));
        await AddAsync(
            "record an agreement",
            known.NoPartners,
            (organisation, i) =>
                toggle.RecordAgreementAsync(who, new(Id(), organisation.Id, organisation.Version + 1, Agreement(i)), cancel));
        await AddAsync(
            "withdraw partner status",
            known.NoPartners,
            (organisation, _) => toggle.WithdrawAsync(who, new(Id(), organisation.Id, organisation.Version + 2, "Measured"), cancel));
        await AddAsync(
            "a workspace for a client",
            known.Hosts,
            (host, i) => clients.CreateAsync(
                who,
                new(
                    Id(),
                    host.OrganisationId,
                    new(
                        $"Bench {stamp} {i}",
                        "Client",
                        $"{i}@{stamp}.example",
                        host.PersonId,
                        Tier.Changemaker,
                        BillingPeriod.Monthly,
                        true,
                        false)),
                cancel));
        await AddAsync(
            "invite somebody",
            known.Clients,
            (client, i) => people.InviteAsync(who, new(Id(), client.Id, $"new{i}@{stamp}.example", WorkspaceRole.Observer), cancel));
        await AddAsync(
            "name a data owner",
            known.Clients,
            (client, i) => owners.NameAsync(
                who,
                new(Id(), client.Id, client.Version, "Somebody else", $"owner{i}@{stamp}.example", false, "Measured"),
                cancel));
        await AddAsync(
            "change a role",
            known.Members,
            (member, _) => people.ChangeRoleAsync(who, new(Id(), member.Id, member.Version, WorkspaceRole.Admin, "Measured"), cancel));
        await AddAsync(
            "add a deal",
            known.Partners,
            (partner, i) => ledger.AddAsync(who, new(Id(), partner.Id, null, $"Client {stamp} {i}", Terms(today, "20")), cancel));
        await AddAsync(
            "amend a deal",
            known.Deals,
            (deal, _) => ledger.AmendAsync(
                who,
                new(Id(), deal.Id, deal.Version, null, Terms(today, kickback), today.AddDays(1), "Measured"),
                cancel));
        await AddAsync(
            "record a payout",
            known.Deals,
            (deal, i) => payouts.RecordAsync(who, new(Id(), deal.Id, deal.Version + 1, "1", today, $"SEPA {i}", true, "Measured"), cancel));
        await AddAsync(
            "plan a card's next step",
            known.Cards,
            (card, i) => pipeline.PlanAsync(who, new(Id(), card.Id, card.Version, $"Call {stamp} {i}", today, null), cancel));
        await AddAsync(
            "snooze a card",
            known.Cards,
            (card, _) => pipeline.SnoozeAsync(who, new(Id(), card.Id, card.Version + 1, today.AddDays(30)), cancel));
        await AddAsync(
            "bring a card back",
            known.Cards,
            (card, _) => pipeline.BringBackAsync(who, new(Id(), card.Id, card.Version + 2), cancel));
        await AddAsync("begin a handoff", known.ToHandOff, (client, _) => drafts.BeginAsync(who, new(Id(), client.Id), cancel));
        var begun = await Task.WhenAll(
            known.ToHandOff.Take(calls).Select(async client =>
                (await directory.FindAsync(who, (await directory.PendingAsync(who, client.Id, cancel))!.Value, cancel))!.Handoff));
        await AddAsync(
            "save a handoff's step",
            [.. begun.Select(draft => new Target(draft.Id, draft.Version))],
            (draft, i) => drafts.SaveAsync(
                who,
                new(Id(), draft.Id, draft.Version, begun[i].Plan with { Client = new(null, $"Client {i}") }),
                cancel));
        await AddAsync("preview and move a project", known.Projects, async (project, _) =>
        {
            MoveSource[] one = [new(project.From, [project.Id])];
            var stated = (await moves.PreviewAsync(who, one, project.To, cancel)).Stated;
            return await moves.MoveAsync(who, new(Id(), one, project.To, stated, null), progress: null, cancel);
        });

        async Task AddAsync<TTarget, TDone>(string what, IReadOnlyList<TTarget> targets, Func<TTarget, int, Task<Outcome<TDone>>> command)
            where TDone : notnull
        {
            var tries = Math.Min(run.Tries, targets.Count - Stopwatches.Calls(0));
            if (tries < 1)
            {
                run.Report.Note($"To {what} there are {targets.Count:N0} records left, too few to measure it: name a new folder.");
                return;
            }

            run.Report.AddTimes(
                what,
                what == "make partner" ? OfToggle : Unnoticed,
                await Stopwatches.TimeAsync(tries, async i => Done(what, await command(targets[i], i)), cancel));
        }

        AgreementForm Agreement(int i) => new($"BENCH-{stamp}-{i}", today.AddDays(-1), "Joris Bakker", null, null, true);
    }

    public static T Done<T>(string what, Outcome<T> outcome)
        where T : notnull =>
        outcome.IsDone
            ? outcome.Value
            : throw new InvalidOperationException(
                $"{what}: {string.Join(' ', outcome.Refusals.Select(refusal => refusal.Sentence))}{outcome.Conflict}");

    public static DealForm Terms(DateOnly startsOn, string kickback) => new(kickback, "0", null, startsOn, null, "BENCH", null);

    private static Guid Id() => Guid.CreateVersion7();
}

/// <summary>The record that a command changes, with its version.</summary>
internal sealed record Target(Guid Id, int Version);

/// <summary>A partner's owner.</summary>
internal sealed record HostTarget(Guid OrganisationId, Guid PersonId);

/// <summary>A project with two workspaces of one organisation.</summary>
internal sealed record ProjectTarget(Guid Id, Guid From, Guid To);

/// <summary>Enough records for each run of a command to use another one.</summary>
internal sealed record CommandTargets(
    IReadOnlyList<Target> NoPartners,
    IReadOnlyList<Target> Partners,
    IReadOnlyList<HostTarget> Hosts,
    IReadOnlyList<Target> Clients,
    IReadOnlyList<Target> ToHandOff,
    IReadOnlyList<Target> Members,
    IReadOnlyList<Target> Deals,
    IReadOnlyList<Target> Cards,
    IReadOnlyList<ProjectTarget> Projects)
{
    public static async Task<CommandTargets> OfAsync(PartnersDb db, int each, DateOnly today, CancellationToken cancel)
    {
        var partners = db.Organisations.Where(organisation =>
            organisation.IsPartner
            && organisation.DeletedAt == null
            && (organisation.AgreementEndsOn == null || organisation.AgreementEndsOn > today)
            && organisation.AgreementId != null);
        var clients = db.Workspaces
            .Where(workspace =>
                workspace.UsageContext == UsageContext.External
                && workspace.DeletedAt == null
                && partners.Any(partner => partner.Id == workspace.OrganisationId))
            .OrderBy(workspace => workspace.CreatedAt)
            .ThenBy(workspace => workspace.Id);
        return new(
            await db.Organisations
                .Where(organisation => !organisation.IsPartner && organisation.DeletedAt == null)
                .OrderBy(organisation => organisation.CreatedAt)
                .Take(each)
                .Select(organisation => new Target(organisation.Id, organisation.Version))
                .ToListAsync(cancel),
            await partners
                .OrderBy(partner => partner.CreatedAt)
                .Take(each)
                .Select(partner => new Target(partner.Id, partner.Version))
                .ToListAsync(cancel),
            await db.OrganisationMemberships
                .Where(host =>
                    host.Role == OrganisationRole.Owner
                    && host.DeletedAt == null
                    && partners.Any(partner => partner.Id == host.OrganisationId))
                .OrderBy(host => host.Id)
                .Take(each)
                .Select(host => new HostTarget(host.OrganisationId, host.PersonId))
                .ToListAsync(cancel),
            await clients.Take(each).Select(client => new Target(client.Id, client.Version)).ToListAsync(cancel),
            await clients
                .Skip(each)
                .Where(client => !db.Handoffs.Any(handoff => handoff.WorkspaceId == client.Id))
                .Take(each)
                .Select(client => new Target(client.Id, client.Version))
                .ToListAsync(cancel),
            await db.WorkspaceMemberships
                .Where(member => member.Role == WorkspaceRole.Member && member.DeletedAt == null)
                .OrderBy(member => member.Id)
                .Take(each)
                .Select(member => new Target(member.Id, member.Version))
                .ToListAsync(cancel),
            await db.Deals
                .Where(deal =>
                    deal.VoidedAt == null
                    && deal.EndedOn == null
                    && deal.DeletedAt == null
                    && deal.StartsOn < today
                    && deal.ExpiresOn == null)
                .OrderBy(deal => deal.CreatedAt)
                .Take(each)
                .Select(deal => new Target(deal.Id, deal.Version))
                .ToListAsync(cancel),
            await db.Candidates
                .Where(card => card.Stage == PipelineStage.Signalled && !card.IsSnoozed)
                .OrderBy(card => card.Id)
                .Take(each)
                .Select(card => new Target(card.Id, card.Version))
                .ToListAsync(cancel),
            await (
                from project in db.Projects
                join workspace in db.Workspaces on project.WorkspaceId equals workspace.Id
                where workspace.UsageContext == UsageContext.Internal && workspace.DeletedAt == null && project.DeletedAt == null
                from other in db.Workspaces
                where other.OrganisationId == workspace.OrganisationId
                    && other.UsageContext == UsageContext.Internal
                    && other.Id.CompareTo(workspace.Id) > 0
                    && other.DeletedAt == null
                    && other.BillingAccountId == workspace.BillingAccountId
                select new ProjectTarget(project.Id, workspace.Id, other.Id)).Take(each * 4).ToListAsync(cancel) is var found
                ? [.. found.DistinctBy(project => project.Id)]
                : []);
    }
}
