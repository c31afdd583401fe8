using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Moves;

/// <summary>Writes a move in the change's transaction, in batches, because a move has no size limit.</summary>
internal static class MoveWriting
{
    /// <summary>Projects per batch; progress is reported after each.</summary>
    private const int AtOnce = 250;

    /// <summary>The projects of a leg whose plan does not list them.</summary>
    public static IQueryable<Project> ProjectsOf(this MovePlan plan, PartnersDb db, MoveLeg leg) => plan.MovesBack is { } earlier
        ? db.MovedProjects
            .Where(moved =>
                moved.MoveId == earlier && moved.ToWorkspaceId == leg.From.WorkspaceId && moved.FromWorkspaceId == leg.To.WorkspaceId)
            .Join(db.Projects, moved => moved.ProjectId, project => project.Id, (_, project) => project)
        : db.Projects.Where(project => project.WorkspaceId == leg.From.WorkspaceId && project.DeletedAt == null);

    public static async Task<Move> WriteAsync(
        Change change,
        MovePlan plan,
        int conversations,
        string? reason,
        IProgress<MoveProgress>? progress,
        CancellationToken cancel)
    {
        var move = new Move(plan, conversations, reason, change.Who, change.At);
        change.Db.Moves.Add(move);
        await RecordAsync(change, plan, move, cancel);
        await change.Db.SaveChangesAsync(cancel);

        var done = 0;
        var (total, why) = (move.Projects, reason ?? $"Moved from {move.From} to {move.To}");
        progress?.Report(new(0, total));
        var anyWait = await change.Db.PlatformChanges.AnyAsync(
            waiting => waiting.State == PlatformChangeState.Waiting && waiting.Collection == PlatformFields.Project,
            cancel);
        using var moved = new BulkInsert<MovedProject>(change.Db);
        using var carried = new BulkInsert<PlatformChange>(change.Db);
        foreach (var leg in plan.Legs)
        {
            var value = JsonSerializer.Serialize(leg.To.WorkspaceId);
            await foreach (var some in BatchesAsync(change.Db, plan, leg, cancel))
            {
                if (anyWait)
                {
                    await SupersedeAsync(change, [.. some.Select(project => project.Id.ToString())], cancel);
                }

                foreach (var (id, name) in some)
                {
                    moved.Add(new(move.Id, id, name, leg.From.WorkspaceId, leg.To.WorkspaceId));
                    carried.Add(new(
                        new(PlatformFields.Project, id.ToString(), name),
                        PlatformFields.WorkspaceId,
                        value,
                        change.Who,
                        change.At,
                        why));
                }

                progress?.Report(new(done += some.Count, total));
            }
        }

        await PutAsync(change.Db, plan, move, cancel);
        return move;
    }

    /// <summary>Moves every project in the move's history, and raises its version so that pages opened before are out of date.</summary>
    private static async Task PutAsync(PartnersDb db, MovePlan plan, Move move, CancellationToken cancel)
    {
        var put = 0;
        foreach (var target in plan.Legs.Select(leg => leg.To.WorkspaceId).Distinct())
        {
            put += await db.Projects
                .Where(project => db.MovedProjects
                    .Where(moved => moved.MoveId == move.Id && moved.ToWorkspaceId == target)
                    .Select(moved => moved.ProjectId)
                    .Contains(project.Id))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(project => project.WorkspaceId, target)
                        .SetProperty(project => project.Version, project => project.Version + 1),
                    cancel);
        }

        if (put != move.Projects)
        {
            throw new InvalidOperationException($"{put} projects were put in place, and {move.Projects} were to be moved.");
        }
    }

    /// <summary>Records how many projects left and arrived, with an audit entry for each workspace.</summary>
    private static async Task RecordAsync(Change change, MovePlan plan, Move move, CancellationToken cancel)
    {
        var left = plan.Legs.GroupBy(leg => leg.From.WorkspaceId).ToDictionary(legs => legs.Key, legs => legs.Sum(leg => leg.Projects));
        var arrived = plan.Legs.GroupBy(leg => leg.To.WorkspaceId).ToDictionary(legs => legs.Key, legs => legs.Sum(leg => leg.Projects));
        foreach (var place in plan.Legs.SelectMany(leg => new[] { leg.From, leg.To }).DistinctBy(place => place.WorkspaceId))
        {
            var side = new MoveSide(
                move.Id,
                place,
                left.GetValueOrDefault(place.WorkspaceId),
                arrived.GetValueOrDefault(place.WorkspaceId));
            change.Db.MoveSides.Add(side);
            var before = await change.Db.Projects.CountAsync(
                project => project.WorkspaceId == place.WorkspaceId && project.DeletedAt == null,
                cancel);
            change.Record(side.Action, place.Subject(), new { Projects = before }, side.Facts(move, before), move.Reason);
        }
    }

    private static Task<int> SupersedeAsync(Change change, IReadOnlyList<string> projects, CancellationToken cancel) =>
        change.Db.PlatformChanges
            .Where(waiting => waiting.State == PlatformChangeState.Waiting
                && waiting.Collection == PlatformFields.Project
                && waiting.Field == PlatformFields.WorkspaceId
                && projects.Contains(waiting.Item))
            .ExecuteUpdateAsync(
                set => set.SetProperty(waiting => waiting.State, PlatformChangeState.Superseded)
                    .SetProperty(waiting => waiting.SettledAt, change.At),
                cancel);

    private static async IAsyncEnumerable<IReadOnlyList<(Guid Id, string Name)>> BatchesAsync(
        PartnersDb db,
        MovePlan plan,
        MoveLeg leg,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        if (leg.ProjectIds is { } ids)
        {
            foreach (var some in ids.Chunk(AtOnce))
            {
                var named = await db.Projects.AsNoTracking()
                    .Where(project => some.Contains(project.Id))
                    .Select(project => new { project.Id, project.Name })
                    .ToListAsync(cancel);
                yield return named.ConvertAll(project => (project.Id, project.Name));
            }

            yield break;
        }

        var batch = new List<(Guid, string)>(AtOnce);
        await foreach (var project in plan
            .ProjectsOf(db, leg)
            .AsNoTracking()
            .Select(project => new { project.Id, project.Name })
            .AsAsyncEnumerable()
            .WithCancellation(cancel))
        {
            batch.Add((project.Id, project.Name));
            if (batch.Count == AtOnce)
            {
                yield return batch;
                batch = new(AtOnce);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
