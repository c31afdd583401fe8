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
    /// <summary>
    /// Projects per batch; progress is reported after each. Each batch looks for changes that wait, so they are few and large.
    /// </summary>
    private const int AtOnce = 2_500;

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
        var anyWait = await change.Db.PlatformChanges.Open().AnyAsync(
            waiting => waiting.Collection == PlatformFields.Project,
            cancel);
        change.TellPlatform();
        foreach (var leg in plan.Legs)
        {
            var (before, value) = (JsonSerializer.Serialize(leg.From.WorkspaceId), JsonSerializer.Serialize(leg.To.WorkspaceId));
            await foreach (var some in BatchesAsync(change.Db, plan, leg, cancel))
            {
                IReadOnlyDictionary<string, string?> earlier = anyWait
                    ? await SupersedeAsync(change, [.. some.Select(project => project.Id.ToString())], cancel)
                    : new Dictionary<string, string?>(StringComparer.Ordinal);

                var (from, to) = (leg.From.WorkspaceId, leg.To.WorkspaceId);
                change.Db.InsertAll<MovedProject>(
                    [.. some.Select(project => new MovedProject(move.Id, project.Id, project.Name, from, to))]);
                change.Db.InsertAll<PlatformChange>(
                [
                    .. some.Select(project => new PlatformChange(
                        new(PlatformFields.Project, project.Id.ToString(), project.Name),
                        PlatformFields.WorkspaceId,
                        value,
                        change.Who,
                        change.At,
                        why,
                        change.RequestId).From(earlier.GetValueOrDefault(project.Id.ToString()) ?? before)),
                ]);
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

    /// <returns>Where the platform has each project that an earlier move did not reach it with, as JSON.</returns>
    private static async Task<IReadOnlyDictionary<string, string?>> SupersedeAsync(
        Change change, IReadOnlyList<string> projects, CancellationToken cancel)
    {
        var earlier = change.Db.PlatformChanges
            .Open()
            .Where(waiting => waiting.State != PlatformChangeState.Sending
                && waiting.Collection == PlatformFields.Project
                && waiting.Field == PlatformFields.WorkspaceId
                && projects.Contains(waiting.Item));
        var before = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var one in await earlier.Select(waiting => new { waiting.Item, waiting.Before }).ToListAsync(cancel))
        {
            before[one.Item] = one.Before;
        }

        await earlier.ExecuteUpdateAsync(
            set => set.SetProperty(waiting => waiting.State, PlatformChangeState.Superseded)
                .SetProperty(waiting => waiting.SettledAt, change.At),
            cancel);
        return before;
    }

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

        // Read to its end first: each batch is written before the next, and a connection does one thing at a time.
        var all = await plan.ProjectsOf(db, leg)
            .AsNoTracking()
            .Select(project => new { project.Id, project.Name })
            .ToListAsync(cancel);
        foreach (var some in all.Chunk(AtOnce))
        {
            yield return [.. some.Select(project => (project.Id, project.Name))];
        }
    }
}
