using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Moves;
using Partners.Core.Persistence;

namespace Partners.Bench;

/// <summary>Moves 50,000 projects at once, there and back, with the page's commands; then reads what the page shows.</summary>
internal static class MoveMeasurements
{
    private const double MoveSeconds = 5;
    private const double Target = 20;

    /// <summary>How many small moves are made before the history is read.</summary>
    private const int Small = 500;

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var (database, report) = (run.Database, run.Report);
        await using var db = await database.ContextAsync(cancel);
        report.Note(
            $"{await db.Projects.LongCountAsync(cancel):N0} projects, {await db.Conversations.LongCountAsync(cancel):N0} conversations.");
        var (moves, directory, choices) = (database.Get<ProjectMoves>(), database.Get<MoveDirectory>(), database.Get<MoveChoices>());
        MoveSource[] all = [new(MoveData.Full, ProjectIds: null)];

        var started = Stopwatch.GetTimestamp();
        var preview = await moves.PreviewAsync(BenchDatabase.Who, all, MoveData.Empty, cancel);
        report.AddDuration(
            $"what moving {preview.Projects:N0} projects with {preview.Conversations:N0} conversations does",
            MoveSeconds,
            Stopwatch.GetElapsedTime(started));

        started = Stopwatch.GetTimestamp();
        var moved = (await moves.MoveAsync(
            BenchDatabase.Who,
            new(Guid.CreateVersion7(), all, MoveData.Empty, preview.Stated, null),
            progress: null,
            cancel)).Value!;
        report.AddDuration($"moving {moved.Projects:N0} projects", MoveSeconds, Stopwatch.GetElapsedTime(started));
        await run.MeasureAsync(
            [
                new(
                    "the page of that move, with its first projects",
                    Target,
                    async (_, token) => (await directory.FindAsync(BenchDatabase.Who, moved.MoveId, token))!.Sides.Count
                        + (await directory.ProjectsAsync(BenchDatabase.Who, moved.MoveId, 1, token)).Rows.Count),
                new(
                    "the first page of projects to choose from",
                    Target,
                    async (_, token) => (await choices.ProjectsAsync(BenchDatabase.Who, MoveData.Empty, null, 1, token)).Rows.Count),
            ],
            cancel);

        started = Stopwatch.GetTimestamp();
        var stated = (await moves.PreviewBackAsync(BenchDatabase.Who, moved.MoveId, cancel)).Stated;
        report.AddDuration("what moving them back does", MoveSeconds, Stopwatch.GetElapsedTime(started));
        started = Stopwatch.GetTimestamp();
        var back = (await moves.MoveBackAsync(
            BenchDatabase.Who,
            new(Guid.CreateVersion7(), moved.MoveId, stated, null),
            progress: null,
            cancel)).Value!;
        report.AddDuration(
            $"moving {back.Projects:N0} projects back, over changes that wait",
            MoveSeconds,
            Stopwatch.GetElapsedTime(started));

        await MoveSomeAsync(db, moves, run.Options.Share(Small), cancel);
        var project = await db.MovedProjects.Select(row => row.ProjectId).FirstAsync(cancel);
        await run.MeasureAsync(
            [
                History($"the history's first page, of {await db.Moves.CountAsync(cancel):N0} moves", new()),
                History("the history, a search", new("curr")),
                History("the history of one workspace", new(WorkspaceId: MoveData.Empty)),
                History("the history of one project", new(ProjectId: project)),
            ],
            cancel);

        // Removes the moves, so that another run starts from the same state.
        await db.PlatformChanges.ExecuteDeleteAsync(cancel);
        await db.MovedProjects.ExecuteDeleteAsync(cancel);
        await db.MoveSides.ExecuteDeleteAsync(cancel);
        await db.Moves.ExecuteUpdateAsync(set => set.SetProperty(move => move.MovedBackId, (Guid?)null), cancel);
        await db.Moves.ExecuteDeleteAsync(cancel);
        using var process = Process.GetCurrentProcess();
        report.Note($"At most {process.PeakWorkingSet64 / (1024 * 1024):N0} MB of memory.");

        Measurement History(string what, MoveQuery query) => new(what, Target, async (_, token) =>
            (await directory.ListAsync(BenchDatabase.Who, query, token)).Rows.Count);
    }

    private static async Task MoveSomeAsync(PartnersDb db, ProjectMoves moves, int small, CancellationToken cancel)
    {
        var projects = await db.Projects
            .Where(project => project.WorkspaceId == MoveData.Full)
            .OrderBy(project => project.Id)
            .Take(small)
            .Select(project => project.Id)
            .ToListAsync(cancel);
        foreach (var project in projects)
        {
            MoveSource[] one = [new(MoveData.Full, [project])];
            var preview = await moves.PreviewAsync(BenchDatabase.Who, one, MoveData.Empty, cancel);
            await moves.MoveAsync(
                BenchDatabase.Who,
                new(Guid.CreateVersion7(), one, MoveData.Empty, preview.Stated, null),
                progress: null,
                cancel);
        }

        MoveSource[] these = [new(MoveData.Empty, projects)];
        var stated = (await moves.PreviewAsync(BenchDatabase.Who, these, MoveData.Full, cancel)).Stated;
        await moves.MoveAsync(BenchDatabase.Who, new(Guid.CreateVersion7(), these, MoveData.Full, stated, null), progress: null, cancel);
    }
}
