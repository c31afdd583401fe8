using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Partners.Console.MadeUp.Synthetic;
using Partners.Core.ExternalLed;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;

namespace Partners.Bench;

/// <summary>
/// Reads the signals of all clients, in full and of those that changed; then the board and the list through the pages' services.
/// </summary>
internal static class PipelineMeasurements
{
    private const double Target = 20;
    private const double FullSeconds = 60;
    private const double IncrementalSeconds = 5;

    /// <summary>How many clients get a conversation between two refreshes.</summary>
    private const int Changed = 2_000;

    private static readonly string[] s_searches = ["e", "gemeente", "kamperhoven", "onvindbaar"];

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var (database, report) = (run.Database, run.Report);
        await database.Get<LedgerUpkeep>().CatchUpAsync(cancel);
        await using var db = await database.ContextAsync(cancel);
        await db.PipelineEntries.ExecuteDeleteAsync(cancel);
        await db.Candidates.ExecuteDeleteAsync(cancel);
        await db.SignalRefreshRuns.ExecuteDeleteAsync(cancel);
        report.Note(
            $"{await db.Workspaces.LiveClients().CountAsync(cancel):N0} clients, {await db.Conversations.LongCountAsync(cancel):N0} "
                + $"conversations, {await db.Activities.LongCountAsync(cancel):N0} activity rows.");

        report.AddDuration("the signals of all clients, in full", FullSeconds, await RefreshAsync(database, cancel));
        await RecordAsync(db, cancel);
        report.AddDuration(
            $"the signals of the {Changed:N0} clients that changed, or all",
            IncrementalSeconds,
            await RefreshAsync(database, cancel));

        var directory = database.Get<PipelineDirectory>();
        await SpreadAsync(db, cancel);
        var client = await db.PipelineEntries.Where(summary => summary.IsListed).Select(summary => summary.WorkspaceId).FirstAsync(cancel);
        var evidence = database.Get<EvidenceDirectory>();
        await run.MeasureAsync(
            [
                Board("the board's first view", new()),
                Board("board: ready", new(IsReady: true)),
                Board("board: one signal", new(Signals: Signal.InvitesPeople)),
                .. s_searches.Select(text => Board($"board, search: {text}", new(Search: text))),
                List("list by score", new(Order: PipelineOrder.Score, Descending: true)),
                List("list by client", new(Order: PipelineOrder.Client, Descending: false)),
                List("list by age", new(Order: PipelineOrder.Age, Descending: true)),
                List("list by what is left of the cap", new(Order: PipelineOrder.CapLeft, Descending: false)),
                List("list by expiry", new(Order: PipelineOrder.Expires, Descending: false)),
                new(
                    "the counts on Today",
                    Target,
                    async (_, token) => (await directory.CountsAsync(BenchDatabase.Who, token)).Signalled > 0 ? 1 : 0),
                new(
                    "one client's evidence",
                    Target,
                    async (_, token) => (await evidence.FindAsync(BenchDatabase.Who, client, token))!.Evidence.People.Count),
            ],
            cancel);

        Measurement Board(string what, PipelineQuery query) => new(what, Target, async (_, token) =>
            (await directory.BoardAsync(BenchDatabase.Who, query, token)).Columns.Sum(column => column.Cards.Count));

        Measurement List(string what, PipelineQuery query) => new(what, Target, async (_, token) =>
            (await directory.ListAsync(BenchDatabase.Who, query, token)).Rows.Count);
    }

    private static async Task<TimeSpan> RefreshAsync(BenchDatabase database, CancellationToken cancel)
    {
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        var run = await database.Get<SignalRefresh>().RunAsync(BenchDatabase.Who, asOf: null, progress: null, cancel);
        var took = Stopwatch.GetElapsedTime(started);
        return run.IsDone ? took : throw new InvalidOperationException(string.Join(' ', run.Refusals.Select(refusal => refusal.Sentence)));
    }

    /// <summary>Adds a conversation to some clients, with their touches, like an import.</summary>
    private static async Task RecordAsync(PartnersDb db, CancellationToken cancel)
    {
        var all = await db.Projects
            .AsNoTracking()
            .Where(project => db.PipelineEntries.Any(client => client.WorkspaceId == project.WorkspaceId))
            .OrderBy(project => project.Id)
            .Select(project => new { Key = project.WorkspaceId, Project = project.Id })
            .ToListAsync(cancel);

        // The first of each client. PostgreSQL has no least of ids.
        var projects = all.DistinctBy(found => found.Key).Take(Changed).ToList();
        var number = await db.Conversations.LongCountAsync(cancel);
        foreach (var found in projects)
        {
            db.Add(new Conversation(SyntheticId.Of('c', ++number), found.Project, DateTimeOffset.UtcNow, 900));
            db.Add(new SignalTouch(found.Key, Guid.CreateVersion7()));
        }

        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    /// <summary>Spreads the cards over the stages, as staff would, to fill the board.</summary>
    private static async Task SpreadAsync(PartnersDb db, CancellationToken cancel)
    {
        foreach (var stage in PipelineStages.ByHand.Skip(1))
        {
            var moved = await db.Candidates
                .Where(card => card.Stage == PipelineStage.Signalled)
                .OrderBy(card => card.Id)
                .Take(300)
                .ToListAsync(cancel);
            var ids = moved.ConvertAll(card => card.Id);
            var summaries = await db.PipelineEntries
                .Where(summary => ids.Contains(summary.WorkspaceId))
                .ToDictionaryAsync(summary => summary.WorkspaceId, cancel);
            foreach (var card in moved)
            {
                card.MoveTo(stage, DateTimeOffset.UtcNow);
                summaries[card.Id].CopyCard(card, new SignalSettings());
            }

            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
    }
}
