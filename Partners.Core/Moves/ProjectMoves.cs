using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Moves;

/// <param name="Stated">What the preview said that the person decided from; the same in both commands here.</param>
/// <param name="Reason">Asked for where a data owner or a payer is crossed.</param>
public sealed record MoveProjects(Guid RequestId, IReadOnlyList<MoveSource> Sources, Guid? TargetId, PreviewedMove? Stated, string? Reason);

public sealed record MoveBack(Guid RequestId, Guid MoveId, PreviewedMove? Stated, string? Reason);

public sealed record ProjectsMoved(Guid MoveId, int Projects, string From, string To);

/// <summary>
/// Moves projects between workspaces (docs/product.md M1, M4, M5): any number, from one or several workspaces, all or nothing. A move, its
/// history, the audit entries and the changes to carry to the platform are one save.
/// </summary>
public sealed class ProjectMoves(ChangeRunner changes, IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    /// <summary>What a move would do. Nothing is changed.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public Task<MovePreview> PreviewAsync(Staff who, IReadOnlyList<MoveSource> sources, Guid? targetId, CancellationToken cancel) =>
        PreviewAsync(who, db => MovePlanning.OfAsync(db, sources, targetId, cancel), cancel);

    /// <summary>What it would do to put each project of an earlier move back where it came from.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public Task<MovePreview> PreviewBackAsync(Staff who, Guid moveId, CancellationToken cancel) =>
        PreviewAsync(who, db => MovePlanning.BackAsync(db, moveId, cancel), cancel);

    /// <summary>
    /// Refused for whoever lacks <see cref="MovePreview.Needs"/>, for each project that is not where it was seen, and without a reason
    /// where one is asked for. Where the move would do something else by now than was seen, that is a conflict.
    /// </summary>
    public Task<Outcome<ProjectsMoved>> MoveAsync(
        Staff who,
        MoveProjects command,
        IProgress<MoveProgress>? progress,
        CancellationToken cancel) =>
        RunAsync(
            who,
            command.RequestId,
            nameof(MoveProjects),
            (db, token) => MovePlanning.OfAsync(db, command.Sources, command.TargetId, token),
            command.Stated,
            command.Reason,
            progress,
            cancel);

    /// <summary>Another move, by the same rules. Refused while any of its projects was moved on or deleted since.</summary>
    public Task<Outcome<ProjectsMoved>> MoveBackAsync(
        Staff who,
        MoveBack command,
        IProgress<MoveProgress>? progress,
        CancellationToken cancel) =>
        RunAsync(
            who,
            command.RequestId,
            nameof(MoveBack),
            (db, token) => MovePlanning.BackAsync(db, command.MoveId, token),
            command.Stated,
            command.Reason,
            progress,
            cancel);

    private async Task<MovePreview> PreviewAsync(Staff who, Func<PartnersDb, Task<Outcome<MovePlan>>> plan, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var at = time.GetUtcMilliseconds();
        var planned = await plan(db);
        if (!planned.IsDone)
        {
            return new(planned.Refusals, [], Permission.MoveProjects, Stated: null);
        }

        var legs = await MoveConsequences.OfAsync(db, planned.Value, at, cancel);
        return new([], legs, planned.Value.Needs, new(MoveConsequences.Stated(legs), at));
    }

    private Task<Outcome<ProjectsMoved>> RunAsync(
        Staff who,
        Guid requestId,
        string command,
        Func<PartnersDb, CancellationToken, Task<Outcome<MovePlan>>> plan,
        PreviewedMove? stated,
        string? typed,
        IProgress<MoveProgress>? progress,
        CancellationToken cancel) =>
        changes.RunAsync<ProjectsMoved>(who, Permission.MoveProjects, requestId, command, async (change, token) =>
        {
            var planned = await plan(change.Db, token);
            if (!planned.IsDone)
            {
                return Outcome<ProjectsMoved>.Refused(planned.Refusals);
            }

            var needs = planned.Value.Needs;
            if (!who.May(needs))
            {
                return new NotPermitted(needs);
            }

            var reason = string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
            if ((needs == Permission.Transfer || reason is not null) && Reasons.Refuse(reason) is { } refused)
            {
                return refused;
            }

            if (stated is null)
            {
                return new PreviewNotSeen();
            }

            var legs = await MoveConsequences.OfAsync(change.Db, planned.Value, change.At, token);
            var now = MoveConsequences.Stated(legs);
            if (now != stated.Facts)
            {
                return await FindConflictAsync(change, planned.Value, stated, now, token);
            }

            var move = await MoveWriting.WriteAsync(change, planned.Value, legs.Sum(leg => leg.Conversations), reason, progress, token);
            return new ProjectsMoved(move.Id, move.Projects, move.From, move.To);
        }, cancel);

    /// <summary>Who changed one of the workspaces since the preview; an import writes no entry for a workspace.</summary>
    private static async Task<Conflict> FindConflictAsync(
        Change change,
        MovePlan plan,
        PreviewedMove stated,
        string now,
        CancellationToken cancel)
    {
        var workspaces = plan.Legs.SelectMany(leg => new[] { leg.From.WorkspaceId, leg.To.WorkspaceId }).Distinct().ToList();
        var last = await change.Db.AuditEntries.AsNoTracking()
            .Where(entry => entry.WorkspaceId != null && workspaces.Contains(entry.WorkspaceId.Value) && entry.At >= stated.At)
            .OrderByDescending(entry => entry.Sequence)
            .FirstOrDefaultAsync(cancel);
        return new(
            last?.ActorName ?? "An import of the platform's data",
            last?.At ?? change.At,
            last?.Action ?? AuditActions.Imported,
            stated.Facts,
            now);
    }
}
