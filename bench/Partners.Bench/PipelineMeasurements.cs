using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Partners.Core.ExternalLed;
using Partners.Core.Persistence;
using Partners.Core.Platform.Synthetic;
using Partners.Core.Referrals;
using Partners.Core.Values;
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

    /// <summary>What a card is made of, without the words that the core puts together from it.</summary>
    private const string Card = """
        SELECT s."WorkspaceId", w."DataOwnerName", w."Name", s."PartnerId", p."Name", c."Stage", c."StageSince", c."IsSnoozed", c."SnoozedUntil", c."DismissedBecause", c."ReturnedAt", c."ReturnedFor", c."OwnerSubject", c."OwnerName", c."NextStep",
            c."NextStepOn", c."Notes", s."AsOf", s."Signals", s."Score", s."ClientConversations", s."AllConversations", s."Invites", s."OwnerActs", s."Organisations", d."DealId", d."StartsOn", d."ExpiresOn", d."EndedOn", d."IsVoid", d."Cap", d."Earned", d."Owed", c."Version"
        """;

    private const string Joined = """
        JOIN "Candidates" AS c ON c."Id" = s."WorkspaceId" JOIN "Workspaces" AS w ON w."Id" = s."WorkspaceId" JOIN "Organisations" AS p ON p."Id" = s."PartnerId" LEFT JOIN "DealStandings" AS d ON d."DealId" = s."DealId"
        """;

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var (database, report) = (run.Database, run.Report);
        await database.Get<LedgerUpkeep>().CatchUpAsync(cancel);
        await using var db = await database.ContextAsync(cancel);
        await db.ClientStandings.ExecuteDeleteAsync(cancel);
        await db.Candidates.ExecuteDeleteAsync(cancel);
        await db.SignalRefreshRuns.ExecuteDeleteAsync(cancel);
        report.Note($"{await db.Workspaces.LiveClients().CountAsync(cancel):N0} clients, {await db.Conversations.LongCountAsync(cancel):N0} conversations, {await db.Activities.LongCountAsync(cancel):N0} activity rows.");

        report.AddDuration("the signals of all clients, in full", FullSeconds, await RefreshAsync(database, cancel));
        await RecordAsync(db, cancel);
        report.AddDuration($"the signals of the {Changed:N0} clients that changed, or all", IncrementalSeconds, await RefreshAsync(database, cancel));

        var directory = database.Get<PipelineDirectory>();
        await SpreadAsync(db, cancel);
        var client = await db.ClientStandings.Where(standing => standing.IsListed).Select(standing => standing.WorkspaceId).FirstAsync(cancel);
        var (evidence, today) = (database.Get<EvidenceDirectory>(), TimeProvider.System.TodayInAmsterdam());
        await run.MeasureAsync(
            [
                Board("the board's first view", new(), string.Empty),
                Board("board: ready", new(IsReady: true), """AND s."Stage" NOT IN ('Graduated', 'Dismissed') AND s."NearFrom" <= $1 AND (s."DealEndsOn" IS NULL OR s."DealEndsOn" >= $1)"""),
                Board("board: one signal", new(Signals: Signal.InvitesPeople), $"""AND s."Signals" & {(int)Signal.InvitesPeople} <> 0"""),
                .. s_searches.Select(text => Board($"board, search: {text}", new(Search: text), $"""AND (instr(s."ClientKey", '{text}') > 0 OR instr(s."PartnerKey", '{text}') > 0)""")),
                List("list by score", new(Order: PipelineOrder.Score, Descending: true), """s."Score" DESC, s."WorkspaceId" """),
                List("list by client", new(Order: PipelineOrder.Client, Descending: false), """s."ClientKey", s."WorkspaceId" """),
                List("list by age", new(Order: PipelineOrder.Age, Descending: true), """s."StageSince", s."WorkspaceId" """),
                List("list by what is left of the cap", new(Order: PipelineOrder.CapLeft, Descending: false), """s."CapLeft" IS NULL, s."CapLeft", s."WorkspaceId" """),
                List("list by expiry", new(Order: PipelineOrder.Expires, Descending: false), """s."DealEndsOn" IS NULL, s."DealEndsOn", s."WorkspaceId" """),
                new("the counts on Today", Target, async (_, token) => (await directory.CountsAsync(BenchDatabase.Who, token)).Signalled > 0 ? 1 : 0),
                new("one client's evidence", Target, async (_, token) => (await evidence.FindAsync(BenchDatabase.Who, client, token))!.Evidence.People.Count),
            ],
            cancel);

        Measurement Board(string what, PipelineQuery query, string where) => new(what, Target, async (_, token) => (await directory.BoardAsync(BenchDatabase.Who, query, token)).Columns.Sum(column => column.Cards.Count), (sql, _) =>
        {
            Counts(sql, where);
            return PipelineStages.OnBoard.Sum(stage => sql.Rows($"""
                {Card} FROM (SELECT * FROM "ClientStandings" AS s WHERE s."IsListed" AND s."Stage" = '{stage}' AND s."IsSnoozed" = 0 {where} AND $1 IS NOT NULL ORDER BY s."Score" DESC, s."WorkspaceId" LIMIT {PipelineBoard.CardsOfStage}) AS s {Joined}
                ORDER BY s."Score" DESC, s."WorkspaceId"
                """, Read, today).Count);
        });

        Measurement List(string what, PipelineQuery query, string order) => new(what, Target, async (_, token) => (await directory.ListAsync(BenchDatabase.Who, query, token)).Rows.Count, (sql, _) =>
        {
            Counts(sql, string.Empty);
            return sql.Rows($"""
                {Card} FROM (SELECT * FROM "ClientStandings" AS s WHERE s."IsListed" AND s."IsSnoozed" = 0 AND s."Stage" <> 'Dismissed' ORDER BY {order} LIMIT 25) AS s {Joined} ORDER BY {order}
                """, Read).Count;
        });

        void Counts(HandSql sql, string where) => sql.Rows($"""
            SELECT s."Stage", s."IsSnoozed", COUNT(*) FROM "ClientStandings" AS s WHERE s."IsListed" {where} AND $1 IS NOT NULL GROUP BY s."Stage", s."IsSnoozed"
            """, row => (row.Word<PipelineStage>(0), row.GetBoolean(1), row.GetInt32(2)), today);
    }

    private static CardByHand Read(SqliteDataReader row) => new(
        row.Id(0), row.MaybeText(1), row.GetString(2), row.Id(3), row.GetString(4), row.Word<PipelineStage>(5), row.At(6), row.GetBoolean(7), row.MaybeDay(8), row.MaybeText(9), row.MaybeAt(10), row.GetInt32(11), row.MaybeText(12), row.MaybeText(13), row.MaybeText(14),
        row.MaybeDay(15), row.MaybeText(16), row.Day(17), row.GetInt32(18), row.GetInt32(19), row.GetInt32(20), row.GetInt32(21), row.GetInt32(22), row.GetInt32(23), row.GetInt32(24), row.MaybeId(25), row.MaybeDay(26), row.MaybeDay(27), row.MaybeDay(28), row.MaybeNumber(29), row.MaybeCents(30), row.MaybeCents(31), row.MaybeCents(32), row.GetInt32(33));

    private static async Task<TimeSpan> RefreshAsync(BenchDatabase database, CancellationToken cancel)
    {
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        var run = await database.Get<SignalRefresh>().RunAsync(BenchDatabase.Who, asOf: null, progress: null, cancel);
        var took = Stopwatch.GetElapsedTime(started);
        return run.IsDone ? took : throw new InvalidOperationException(string.Join(' ', run.Refusals.Select(refusal => refusal.Sentence)));
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

    private sealed record CardByHand(
        Guid WorkspaceId, string? DataOwner, string Workspace, Guid PartnerId, string Partner, PipelineStage Stage, DateTimeOffset StageSince, bool IsSnoozed, DateOnly? SnoozedUntil, string? DismissedBecause, DateTimeOffset? ReturnedAt, int ReturnedFor,
        string? OwnerSubject, string? OwnerName, string? NextStep, DateOnly? NextStepOn, string? Notes, DateOnly AsOf, int Signals, int Score, int ClientConversations, int AllConversations, int Invites, int OwnerActs, int Organisations, Guid? DealId,
        DateOnly? StartsOn, DateOnly? ExpiresOn, DateOnly? EndedOn, long? IsVoid, Money? Cap, Money? Earned, Money? Owed, int Version);
}
