using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Findings;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Platform;
using Partners.Core.Today;
using Partners.Core.Workspaces;

namespace Partners.Bench;

/// <summary>The queries of single records' pages, of the lists on them, and of Today.</summary>
internal static class RecordMeasurements
{
    private const double OfRecord = 10;
    private const double OfToday = 20;

    /// <summary>A page's first HTML may take 50 ms, of which the rest of the page takes about 5.</summary>
    private const double OfTodayAnew = 45;

    private const int Different = 100;

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var database = run.Database;
        await using var db = await database.ContextAsync(cancel);
        var organisations = await db.Organisations
            .Where(organisation => organisation.IsPartner)
            .OrderBy(organisation => organisation.CreatedAt)
            .Select(organisation => organisation.Id)
            .Take(Different)
            .ToListAsync(cancel);
        var clients = await db.Workspaces
            .Where(workspace => workspace.UsageContext == UsageContext.External)
            .OrderBy(workspace => workspace.CreatedAt)
            .Select(workspace => workspace.Id)
            .Take(Different)
            .ToListAsync(cancel);
        var (organisation, workspace, lists, trail, platform) =
            (
                database.Get<OrganisationOverview>(),
                database.Get<WorkspaceOverview>(),
                database.Get<WorkspaceDirectory>(),
                database.Get<AuditTrail>(),
                database.Get<PlatformRecord>());
        var contexts = database.Get<IDbContextFactory<PartnersDb>>();
        var (overview, handoffs) = (database.Get<Overview>(), database.Get<HandoffDirectory>());
        await run.MeasureAsync(
            [
                new("Today", OfToday, async (_, token) => (await overview.FindAsync(BenchDatabase.Who, token)).Anomalies.Count),
                new("Today, the first after a change", OfTodayAnew, async (_, token) =>
                {
                    await using var version = new DataVersion(contexts);
                    return (await new Overview(contexts, version, database.Get<FindingDirectory>(), TimeProvider.System)
                        .FindAsync(BenchDatabase.Who, token)).Anomalies.Count;
                }),
                new(
                    "an organisation",
                    OfRecord,
                    async (i, token) => RowsOf((await organisation.FindAsync(BenchDatabase.Who, organisations[i % Different], token))!)),
                new(
                    "an organisation's workspaces, with their data owners",
                    run.OfList,
                    async (i, token) => (await lists.ListAsync(BenchDatabase.Who, new(organisations[i % Different]), token)).Rows.Count),
                new(
                    "a workspace, with everybody in it",
                    OfRecord,
                    async (i, token) => RowsOf((await workspace.FindAsync(BenchDatabase.Who, clients[i % Different], token))!)),
                new(
                    "a workspace's projects, with their conversations",
                    run.OfList,
                    async (i, token) => (await workspace.ProjectsAsync(BenchDatabase.Who, clients[i % Different], 1, token)).Rows.Count),
                new(
                    "the audit trail's first page",
                    run.OfList,
                    async (_, token) => (await trail.ListAsync(BenchDatabase.Who, new(), token)).Rows.Count),
                new(
                    "an organisation's part of the trail",
                    run.OfList,
                    async (i, token) =>
                        (await trail.ListAsync(BenchDatabase.Who, new(OrganisationId: organisations[i % Different]), token)).Rows.Count),
                new(
                    "changes that wait for the platform",
                    run.OfList,
                    async (_, token) =>
                        (await platform.ActsAsync(BenchDatabase.Who, PlatformChangeState.Waiting, 1, 25, token)).Rows.Count),
                new(
                    "the list of handoffs",
                    run.OfList,
                    async (_, token) => (await handoffs.ListAsync(BenchDatabase.Who, new(), token)).Rows.Count),
            ],
            cancel);
    }

    private static int RowsOf(OrganisationDetails found) =>
        found.EarlierAgreements.Count
        + (found.Agreement is null ? 0 : 1)
        + found.Contacts.Count
        + found.OpenDeals.Count
        + found.PendingHandoffs.Count;

    private static int RowsOf(WorkspaceDetails found) => found.People.Count + found.Invites.Count;
}
