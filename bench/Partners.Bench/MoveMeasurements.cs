using System.Diagnostics;
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

    public static async Task RunAsync(BenchDatabase database, int tries, Report report, CancellationToken cancel)
    {
        await using var db = await database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync(cancel);
        System.Console.WriteLine($"{await db.Projects.LongCountAsync(cancel):N0} projects, {await db.Conversations.LongCountAsync(cancel):N0} conversations");
        var (moves, directory, choices) = (database.Get<ProjectMoves>(), database.Get<MoveDirectory>(), database.Get<MoveChoices>());
        MoveSource[] all = [new(MoveData.Full, ProjectIds: null)];

        var started = Stopwatch.GetTimestamp();
        var preview = await moves.PreviewAsync(BenchDatabase.Who, all, MoveData.Empty, cancel);
        report.AddDuration($"what moving {preview.Projects:N0} projects with {preview.Conversations:N0} conversations does", MoveSeconds, Stopwatch.GetElapsedTime(started));

        started = Stopwatch.GetTimestamp();
        var moved = (await moves.MoveAsync(BenchDatabase.Who, new(Guid.CreateVersion7(), all, MoveData.Empty, preview.Stated, null), progress: null, cancel)).Value!;
        report.AddDuration($"moving {moved.Projects:N0} projects", MoveSeconds, Stopwatch.GetElapsedTime(started));

        await AddAsync("the page of that move, with its first projects", async () =>
        {
            await directory.FindAsync(BenchDatabase.Who, moved.MoveId, cancel);
            await directory.ProjectsAsync(BenchDatabase.Who, moved.MoveId, 1, cancel);
        });
        await AddAsync("the first page of 50,000 projects to choose from", () => choices.ProjectsAsync(BenchDatabase.Who, MoveData.Empty, null, 1, cancel));

        started = Stopwatch.GetTimestamp();
        var stated = (await moves.PreviewBackAsync(BenchDatabase.Who, moved.MoveId, cancel)).Stated;
        report.AddDuration("what moving them back does", MoveSeconds, Stopwatch.GetElapsedTime(started));
        started = Stopwatch.GetTimestamp();
        var back = (await moves.MoveBackAsync(BenchDatabase.Who, new(Guid.CreateVersion7(), moved.MoveId, stated, null), progress: null, cancel)).Value!;
        report.AddDuration($"moving {back.Projects:N0} projects back, over changes that wait", MoveSeconds, Stopwatch.GetElapsedTime(started));

        await MoveSomeAsync(db, moves, cancel);
        await AddAsync($"the history's first page, of {await db.Moves.CountAsync(cancel):N0} moves", () => directory.ListAsync(BenchDatabase.Who, new(), cancel));
        await AddAsync("the history, a search", () => directory.ListAsync(BenchDatabase.Who, new("curr"), cancel));
        await AddAsync("the history of one workspace", () => directory.ListAsync(BenchDatabase.Who, new(WorkspaceId: MoveData.Empty), cancel));
        var project = await db.MovedProjects.Select(row => row.ProjectId).FirstAsync(cancel);
        await AddAsync("the history of one project", () => directory.ListAsync(BenchDatabase.Who, new(ProjectId: project), cancel));

        using var process = Process.GetCurrentProcess();
        System.Console.WriteLine($"At most {process.PeakWorkingSet64 / (1024 * 1024):N0} MB of memory.");

        async Task AddAsync(string what, Func<Task> ask) => report.AddTimes(what, Target, await Stopwatches.TimeAsync(tries, _ => ask(), cancel));
    }

    private static async Task MoveSomeAsync(PartnersDb db, ProjectMoves moves, CancellationToken cancel)
    {
        var projects = await db.Projects.Where(project => project.WorkspaceId == MoveData.Full).OrderBy(project => project.Id).Take(Small).Select(project => project.Id).ToListAsync(cancel);
        foreach (var project in projects)
        {
            MoveSource[] one = [new(MoveData.Full, [project])];
            var preview = await moves.PreviewAsync(BenchDatabase.Who, one, MoveData.Empty, cancel);
            await moves.MoveAsync(BenchDatabase.Who, new(Guid.CreateVersion7(), one, MoveData.Empty, preview.Stated, null), progress: null, cancel);
        }

        // So that another run finds what this one found.
        MoveSource[] these = [new(MoveData.Empty, projects)];
        var stated = (await moves.PreviewAsync(BenchDatabase.Who, these, MoveData.Full, cancel)).Stated;
        await moves.MoveAsync(BenchDatabase.Who, new(Guid.CreateVersion7(), these, MoveData.Full, stated, null), progress: null, cancel);
    }
}
