using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Moves;

/// <summary>Decides whether a move is possible now: where the projects are, and whether the target exists.</summary>
internal static class MovePlanning
{
    public static async Task<Outcome<MovePlan>> OfAsync(
        PartnersDb db,
        IReadOnlyList<MoveSource> chosen,
        Guid? targetId,
        CancellationToken cancel)
    {
        var sources = Merged(chosen);
        Refusal?[] missing = [sources.Count == 0 ? new NothingChosen() : null, targetId is null ? new TargetMissing() : null];
        if (missing.OfType<Refusal>().ToList() is { Count: > 0 } open)
        {
            return Outcome<MovePlan>.Refused(open);
        }

        var places = await PlacesAsync(db, [.. sources.Select(source => source.WorkspaceId), targetId!.Value], cancel);
        if (places.GetValueOrDefault(targetId.Value) is not { IsDeleted: false, Place: { } target })
        {
            return new NoSuchTarget();
        }

        var (legs, refusals) = (new List<MoveLeg>(), new List<Refusal>());
        foreach (var source in sources)
        {
            if (places.GetValueOrDefault(source.WorkspaceId) is not { IsDeleted: false, Place: { } from })
            {
                refusals.Add(new NoSuchSource());
                continue;
            }

            if (from.WorkspaceId == target.WorkspaceId)
            {
                refusals.Add(new SameWorkspace(from.Name));
            }
            else if (source.ProjectIds is { } ids)
            {
                refusals.AddRange(await RefuseAsync(db, from, ids, target, cancel));
                legs.Add(new(from, target, ids.Count, ids));
            }
            else
            {
                var count = await db.Projects.CountAsync(
                    project => project.WorkspaceId == from.WorkspaceId && project.DeletedAt == null,
                    cancel);
                legs.Add(new(from, target, count, ProjectIds: null));
                if (count == 0)
                {
                    refusals.Add(new WorkspaceIsEmpty(from.Name));
                }
            }
        }

        return refusals.Count > 0 ? Outcome<MovePlan>.Refused([.. refusals.Distinct()]) : new MovePlan(legs, MovesBack: null);
    }

    /// <summary>Plans to put each project of an earlier move back where it came from.</summary>
    public static async Task<Outcome<MovePlan>> BackAsync(PartnersDb db, Guid moveId, CancellationToken cancel)
    {
        var ways = await db.MovedProjects.Where(moved => moved.MoveId == moveId)
            .GroupBy(moved => new { moved.FromWorkspaceId, moved.ToWorkspaceId })
            .Select(way => new { way.Key.FromWorkspaceId, way.Key.ToWorkspaceId, Projects = way.Count() })
            .ToListAsync(cancel);
        if (ways.Count == 0)
        {
            return new NoSuchMove();
        }

        var places = await PlacesAsync(db, [.. ways.Select(way => way.FromWorkspaceId), .. ways.Select(way => way.ToWorkspaceId)], cancel);
        var refusals = ways
            .Select(way => places[way.FromWorkspaceId])
            .Where(found => found.IsDeleted)
            .Select(Refusal (found) => new OriginWorkspaceDeleted(found.Place.Name))
            .Distinct()
            .ToList();
        var now = db.MovedProjects
            .Where(moved => moved.MoveId == moveId)
            .Join(
                db.Projects,
                moved => moved.ProjectId,
                project => project.Id,
                (moved, project) => new { Moved = moved, Project = project });
        var deleted = now.Where(found => found.Project.DeletedAt != null);
        var elsewhere = now.Where(found => found.Project.DeletedAt == null && found.Project.WorkspaceId != found.Moved.ToWorkspaceId);
        if (await deleted.OrderBy(found => found.Project.Name).Select(found => found.Project.Name).FirstOrDefaultAsync(cancel) is { } gone)
        {
            refusals.Add(new DeletedSince(gone, await deleted.CountAsync(cancel)));
        }

        if (await elsewhere
            .OrderBy(found => found.Project.Name)
            .Select(found => new { found.Project.Id, found.Project.Name, found.Project.WorkspaceId })
            .FirstOrDefaultAsync(cancel) is { } first)
        {
            var (place, moved) = await WhereNowAsync(db, first.Id, first.WorkspaceId, cancel);
            refusals.Add(new MovedOn(first.Name, await elsewhere.CountAsync(cancel), place, moved));
        }

        return refusals.Count > 0
            ? Outcome<MovePlan>.Refused(refusals)
            : new MovePlan(
                [.. ways
                    .Select(way => new MoveLeg(
                        places[way.ToWorkspaceId].Place,
                        places[way.FromWorkspaceId].Place,
                        way.Projects,
                        ProjectIds: null))
                    .OrderBy(leg => leg.To.Name, StringComparer.CurrentCultureIgnoreCase)],
                moveId);
    }

    /// <summary>By workspace id, including deleted ones; unknown ids are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, (MovePlace Place, bool IsDeleted)>> PlacesAsync(
        PartnersDb db,
        IReadOnlyCollection<Guid> workspaces,
        CancellationToken cancel)
    {
        var query =
            from workspace in db.Workspaces.AsNoTracking()
            where workspaces.Contains(workspace.Id)
            join organisation in db.Organisations on workspace.OrganisationId equals organisation.Id
            join account in db.BillingAccounts.Where(account =>
                account.DeletedAt == null) on workspace.BillingAccountId equals (Guid?)account.Id into accounts
            from account in accounts.DefaultIfEmpty()
            select new
            {
                Place = new MovePlace(
                    workspace.Id,
                    workspace.Name,
                    organisation.Id,
                    organisation.Name,
                    workspace.UsageContext,
                    workspace.DataOwnerName,
                    workspace.DataOwnerEmail,
                    workspace.BillingAccountId,
                    account == null ? null : account.Label,
                    workspace.Visibility == WorkspaceVisibility.OpenToOrganisation),
                IsDeleted = workspace.DeletedAt != null || organisation.DeletedAt != null,
            };
        var found = await query.ToListAsync(cancel);
        return found.ToDictionary(one => one.Place.WorkspaceId, one => (one.Place, one.IsDeleted));
    }

    /// <summary>Merges sources with the same workspace; all of a workspace wins over some of it.</summary>
    private static List<MoveSource> Merged(IEnumerable<MoveSource> chosen) =>
    [
        .. chosen
            .Where(source => source.ProjectIds is not { Count: 0 })
            .GroupBy(source => source.WorkspaceId)
            .Select(same => new MoveSource(
                same.Key,
                same.Any(source => source.ProjectIds is null) ? null : [.. same.SelectMany(source => source.ProjectIds!).Distinct()])),
    ];

    private static async Task<List<Refusal>> RefuseAsync(
        PartnersDb db,
        MovePlace from,
        IReadOnlyList<Guid> ids,
        MovePlace target,
        CancellationToken cancel)
    {
        var found = await db.Projects.AsNoTracking()
            .Where(project => ids.Contains(project.Id))
            .Select(project => new { project.Id, project.Name, project.WorkspaceId, IsDeleted = project.DeletedAt != null })
            .ToListAsync(cancel);
        var refusals = new List<Refusal>();
        if (found.Count < ids.Count)
        {
            refusals.Add(new ProjectsUnknown(ids.Count - found.Count));
        }

        if (found
            .Where(project => project.IsDeleted)
            .OrderBy(project => project.Name, StringComparer.Ordinal)
            .ToList() is { Count: > 0 } deleted)
        {
            refusals.Add(new ProjectsDeleted(deleted[0].Name, deleted.Count));
        }

        var elsewhere = found
            .Where(project => !project.IsDeleted && project.WorkspaceId != from.WorkspaceId)
            .OrderBy(project => project.Name, StringComparer.Ordinal)
            .ToLookup(project => project.WorkspaceId == target.WorkspaceId);
        if (elsewhere[true].ToList() is { Count: > 0 } there)
        {
            refusals.Add(new ProjectsAlreadyThere(there[0].Name, there.Count, target.Name));
        }

        if (elsewhere[false].ToList() is { Count: > 0 } away)
        {
            var (place, moved) = await WhereNowAsync(db, away[0].Id, away[0].WorkspaceId, cancel);
            refusals.Add(new ProjectsMovedMeanwhile(away[0].Name, away.Count, from.Name, place, moved));
        }

        return refusals;
    }

    /// <summary>The workspace's name, and who last moved the project.</summary>
    private static async Task<(string Place, string? Moved)> WhereNowAsync(
        PartnersDb db,
        Guid projectId,
        Guid workspaceId,
        CancellationToken cancel)
    {
        var place = await db.Workspaces
            .Where(workspace => workspace.Id == workspaceId)
            .Select(workspace => workspace.Name)
            .SingleAsync(cancel);
        var last = await db.MovedProjects
            .Where(moved => moved.ProjectId == projectId)
            .Join(db.Moves, moved => moved.MoveId, move => move.Id, (_, move) => new { move.ByName, move.MovedAt })
            .OrderByDescending(move => move.MovedAt)
            .FirstOrDefaultAsync(cancel);
        return (place, last is null ? null : Several.By(last.ByName, last.MovedAt));
    }
}
