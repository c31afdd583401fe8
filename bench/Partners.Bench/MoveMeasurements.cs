using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Moves;
using Partners.Core.Persistence;

namespace Partners.Bench;

/// <summary>50,000 projects in one go, there and back, by the commands that the page sends; then what the page shows.</summary>
internal static class MoveMeasurements
{
    private const double MoveSeconds = 5;
    private const double Target = 20;

    /// <summary>Small moves before the history is read.</summary>
    private const int Small = 500;

    private const string Row = """
        SELECT m."Id", m."MovedAt", m."ByName", m."From", m."To", m."Organisations", m."Projects", m."Conversations", m."CrossesDataOwner", m."CrossesPayer", m."Reason", m."MovedBackId", EXISTS (SELECT 1 FROM "Moves" AS b WHERE b."MovedBackId" = m."Id") FROM "Moves" AS m
        """;

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var (database, report) = (run.Database, run.Report);
        await using var db = await database.ContextAsync(cancel);
        report.Note($"{await db.Projects.LongCountAsync(cancel):N0} projects, {await db.Conversations.LongCountAsync(cancel):N0} conversations.");
        var (moves, directory, choices) = (database.Get<ProjectMoves>(), database.Get<MoveDirectory>(), database.Get<MoveChoices>());
        MoveSource[] all = [new(MoveData.Full, ProjectIds: null)];

        var started = Stopwatch.GetTimestamp();
        var preview = await moves.PreviewAsync(BenchDatabase.Who, all, MoveData.Empty, cancel);
        report.AddDuration($"what moving {preview.Projects:N0} projects with {preview.Conversations:N0} conversations does", MoveSeconds, Stopwatch.GetElapsedTime(started));

        started = Stopwatch.GetTimestamp();
        var moved = (await moves.MoveAsync(BenchDatabase.Who, new(Guid.CreateVersion7(), all, MoveData.Empty, preview.Stated, null), progress: null, cancel)).Value!;
        report.AddDuration($"moving {moved.Projects:N0} projects", MoveSeconds, Stopwatch.GetElapsedTime(started));
        await run.MeasureAsync(
            [
                new("the page of that move, with its first projects", Target, async (_, token) => (await directory.FindAsync(BenchDatabase.Who, moved.MoveId, token))!.Sides.Count + (await directory.ProjectsAsync(BenchDatabase.Who, moved.MoveId, 1, token)).Rows.Count, (sql, _) => One(sql, moved.MoveId)),
                new("the first page of projects to choose from", Target, async (_, token) => (await choices.ProjectsAsync(BenchDatabase.Who, MoveData.Empty, null, 1, token)).Rows.Count, (sql, _) => RecordMeasurements.Projects(sql, MoveData.Empty)),
            ],
            cancel);

        started = Stopwatch.GetTimestamp();
        var stated = (await moves.PreviewBackAsync(BenchDatabase.Who, moved.MoveId, cancel)).Stated;
        report.AddDuration("what moving them back does", MoveSeconds, Stopwatch.GetElapsedTime(started));
        started = Stopwatch.GetTimestamp();
        var back = (await moves.MoveBackAsync(BenchDatabase.Who, new(Guid.CreateVersion7(), moved.MoveId, stated, null), progress: null, cancel)).Value!;
        report.AddDuration($"moving {back.Projects:N0} projects back, over changes that wait", MoveSeconds, Stopwatch.GetElapsedTime(started));

        await MoveSomeAsync(db, moves, run.Options.Share(Small), cancel);
        var project = await db.MovedProjects.Select(row => row.ProjectId).FirstAsync(cancel);
        await run.MeasureAsync(
            [
                History($"the history's first page, of {await db.Moves.CountAsync(cancel):N0} moves", new(), string.Empty),
                History("the history, a search", new("curr"), """WHERE EXISTS (SELECT 1 FROM "MoveSides" AS s WHERE s."MoveId" = m."Id" AND instr(s."NamesKey", 'curr') > 0)"""),
                History("the history of one workspace", new(WorkspaceId: MoveData.Empty), """WHERE m."Id" IN (SELECT s."MoveId" FROM "MoveSides" AS s WHERE s."WorkspaceId" = $1)""", MoveData.Empty),
                History("the history of one project", new(ProjectId: project), """WHERE m."Id" IN (SELECT s."MoveId" FROM "MovedProjects" AS s WHERE s."ProjectId" = $1)""", project),
            ],
            cancel);

        // So that another run finds what this one found.
        await db.PlatformChanges.ExecuteDeleteAsync(cancel);
        await db.MovedProjects.ExecuteDeleteAsync(cancel);
        await db.MoveSides.ExecuteDeleteAsync(cancel);
        await db.Moves.ExecuteUpdateAsync(set => set.SetProperty(move => move.MovedBackId, (Guid?)null), cancel);
        await db.Moves.ExecuteDeleteAsync(cancel);
        using var process = Process.GetCurrentProcess();
        report.Note($"At most {process.PeakWorkingSet64 / (1024 * 1024):N0} MB of memory.");

        Measurement History(string what, MoveQuery query, string where, params object?[] values) => new(what, Target, async (_, token) => (await directory.ListAsync(BenchDatabase.Who, query, token)).Rows.Count, (sql, _) =>
        {
            sql.Count($"""SELECT COUNT(*) FROM "Moves" AS m {where}""", values);
            return sql.Rows($"""{Row} {where} ORDER BY m."MovedAt" DESC, m."Id" DESC LIMIT {MoveQuery.PageSize}""", Read, values).Count;
        });
    }

    private static MoveRow Read(SqliteDataReader row) =>
        new(row.Id(0), row.At(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt32(6), row.GetInt32(7), row.GetBoolean(8), row.GetBoolean(9), row.MaybeText(10), row.MaybeId(11), row.GetBoolean(12));

    private static int One(HandSql sql, Guid id)
    {
        sql.Rows($"""{Row} WHERE m."Id" = $1""", Read, id);
        sql.Rows("""SELECT "Id" FROM "Moves" WHERE "MovedBackId" = $1""", row => row.Id(0), id);
        sql.Count("""SELECT COUNT(*) FROM "MovedProjects" WHERE "MoveId" = $1""", id);
        return sql.Rows("""
                SELECT w."Id", w."Name", o."Name", w."DeletedAt" IS NOT NULL, s."Left", s."Arrived" FROM "MoveSides" AS s JOIN "Workspaces" AS w ON w."Id" = s."WorkspaceId" JOIN "Organisations" AS o ON o."Id" = w."OrganisationId"
                WHERE s."MoveId" = $1 ORDER BY s."Arrived", s."Left" DESC, w."Name", w."Id"
                """, row => new MoveSideRow(row.Id(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetInt32(4), row.GetInt32(5)), id).Count
            + sql.Rows("""
                SELECT x."ProjectId", x."Name", f."Name", t."Name", p."WorkspaceId", n."Name", p."DeletedAt" IS NOT NULL
                FROM (SELECT * FROM "MovedProjects" WHERE "MoveId" = $1 ORDER BY "Name", "ProjectId" LIMIT $2) AS x
                JOIN "Workspaces" AS f ON f."Id" = x."FromWorkspaceId" JOIN "Workspaces" AS t ON t."Id" = x."ToWorkspaceId" JOIN "Projects" AS p ON p."Id" = x."ProjectId" JOIN "Workspaces" AS n ON n."Id" = p."WorkspaceId"
                ORDER BY x."Name", x."ProjectId"
                """, row => new MovedProjectRow(row.Id(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Id(4), row.GetString(5), row.GetBoolean(6)), id, MoveQuery.PageSize).Count;
    }

    private static async Task MoveSomeAsync(PartnersDb db, ProjectMoves moves, int small, CancellationToken cancel)
    {
        var projects = await db.Projects.Where(project => project.WorkspaceId == MoveData.Full).OrderBy(project => project.Id).Take(small).Select(project => project.Id).ToListAsync(cancel);
        foreach (var project in projects)
        {
            MoveSource[] one = [new(MoveData.Full, [project])];
            var preview = await moves.PreviewAsync(BenchDatabase.Who, one, MoveData.Empty, cancel);
            await moves.MoveAsync(BenchDatabase.Who, new(Guid.CreateVersion7(), one, MoveData.Empty, preview.Stated, null), progress: null, cancel);
        }

        MoveSource[] these = [new(MoveData.Empty, projects)];
        var stated = (await moves.PreviewAsync(BenchDatabase.Who, these, MoveData.Full, cancel)).Stated;
        await moves.MoveAsync(BenchDatabase.Who, new(Guid.CreateVersion7(), these, MoveData.Full, stated, null), progress: null, cancel);
    }
}
