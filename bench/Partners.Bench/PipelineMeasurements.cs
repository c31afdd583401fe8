using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Partners.Core.ExternalLed;
using Partners.Core.Persistence;
using Partners.Core.Platform.Synthetic;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;

namespace Partners.Bench;

/// <summary>The signals of all clients, in full and of those that changed; then the board and the list through the services that the page calls.</summary>
internal static class PipelineMeasurements
{
    private const double Target = 20;
    private const double FullSeconds = 60;
    private const double IncrementalSeconds = 5;

    /// <summary>Clients in which somebody records a conversation between two refreshes.</summary>
    private const int Changed = 2_000;

    private static readonly string[] s_searches = ["e", "gemeente", "kamperhoven", "onvindbaar"];

    public static async Task RunAsync(BenchDatabase database, int tries, Report report, CancellationToken cancel)
    {
        await database.Get<LedgerUpkeep>().CatchUpAsync(cancel);
        await using var db = await database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync(cancel);
        await db.ClientStandings.ExecuteDeleteAsync(cancel);
        await db.Candidates.ExecuteDeleteAsync(cancel);
        await db.SignalRefreshRuns.ExecuteDeleteAsync(cancel);
        System.Console.WriteLine($"{await db.Workspaces.LiveClients().CountAsync(cancel):N0} clients, {await db.Conversations.LongCountAsync(cancel):N0} conversations, {await db.Activities.LongCountAsync(cancel):N0} activity rows");

        report.AddDuration("signals of all clients, in full", FullSeconds, await RefreshAsync(database, cancel));
        await RecordAsync(db, cancel);
        report.AddDuration($"signals of the {Changed:N0} clients that changed", IncrementalSeconds, await RefreshAsync(database, cancel));

        var directory = database.Get<PipelineDirectory>();
        await SpreadAsync(db, cancel);
        await AddAsync("the board's first view", () => directory.BoardAsync(BenchDatabase.Who, new(), cancel));
        await AddAsync("board: ready", () => directory.BoardAsync(BenchDatabase.Who, new(IsReady: true), cancel));
        await AddAsync("board: one signal", () => directory.BoardAsync(BenchDatabase.Who, new(Signals: Signal.InvitesPeople), cancel));
        foreach (var search in s_searches)
        {
            await AddAsync($"board, search: {search}", () => directory.BoardAsync(BenchDatabase.Who, new(Search: search), cancel));
        }

        foreach (var order in Enum.GetValues<PipelineOrder>())
        {
            await AddAsync($"list by {order}", () => directory.ListAsync(BenchDatabase.Who, new(Order: order, Descending: order is PipelineOrder.Score or PipelineOrder.Age), cancel));
        }

        await AddAsync("counts for Today", () => directory.CountsAsync(BenchDatabase.Who, cancel));
        var client = await db.ClientStandings.Where(standing => standing.IsListed).Select(standing => standing.WorkspaceId).FirstAsync(cancel);
        var evidence = database.Get<EvidenceDirectory>();
        await AddAsync("one client's evidence", () => evidence.FindAsync(BenchDatabase.Who, client, cancel));

        async Task AddAsync<T>(string what, Func<Task<T>> ask) => report.AddTimes(what, Target, await Stopwatches.TimeAsync(tries, _ => ask(), cancel));
    }

    private static async Task<TimeSpan> RefreshAsync(BenchDatabase database, CancellationToken cancel)
    {
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        var run = await database.Get<SignalRefresh>().RunAsync(BenchDatabase.Who, asOf: null, progress: null, cancel);
        var took = Stopwatch.GetElapsedTime(started);
        using var process = Process.GetCurrentProcess();
        System.Console.WriteLine($"Read {run.Value!.Read:N0} clients in {took.TotalSeconds:N1} s, {run.Value.NewlyListed:N0} newly listed; at most {process.PeakWorkingSet64 / (1024 * 1024):N0} MB of memory.");
        return took;
    }

    /// <summary>A conversation in each of some clients, and their touches, as an import leaves them.</summary>
    private static async Task RecordAsync(PartnersDb db, CancellationToken cancel)
    {
        var projects = await db.Projects.AsNoTracking().Where(project => db.ClientStandings.Any(client => client.WorkspaceId == project.WorkspaceId))
            .GroupBy(project => project.WorkspaceId)
            .Select(projects => new { projects.Key, Project = projects.Min(project => project.Id) })
            .OrderBy(found => found.Project)
            .Take(Changed)
            .ToListAsync(cancel);
        var number = await db.Conversations.LongCountAsync(cancel);
        foreach (var found in projects)
        {
            db.Add(new Conversation(SyntheticId.Of('c', ++number), found.Project, DateTimeOffset.UtcNow, 900));
            db.Add(new SignalTouch(found.Key, Guid.CreateVersion7()));
        }

        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    /// <summary>Over the stages, as staff would have: a full board.</summary>
    private static async Task SpreadAsync(PartnersDb db, CancellationToken cancel)
    {
        foreach (var stage in PipelineStages.ByHand.Skip(1))
        {
            var moved = await db.Candidates.Where(card => card.Stage == PipelineStage.Signalled).OrderBy(card => card.Id).Take(300).ToListAsync(cancel);
            var ids = moved.ConvertAll(card => card.Id);
            var standings = await db.ClientStandings.Where(standing => ids.Contains(standing.WorkspaceId)).ToDictionaryAsync(standing => standing.WorkspaceId, cancel);
            foreach (var card in moved)
            {
                card.MoveTo(stage, DateTimeOffset.UtcNow);
                standings[card.Id].Follow(card, new SignalSettings());
            }

            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
    }
}
