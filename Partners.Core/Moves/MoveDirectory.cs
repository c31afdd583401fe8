using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Moves;

/// <summary>The history of moves: all, of one workspace, or of one project.</summary>
public sealed class MoveDirectory(IDbContextFactory<PartnersDb> contexts)
{
    /// <summary>
    /// One page, newest first. A page past the end shows the last one, and a search that is too long finds nothing; the notice says so.
    /// </summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<MoveListing> ListAsync(Staff who, MoveQuery query, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        var search = SearchKey.Of(query.Search ?? string.Empty);
        if (NameIndexes.Refuse(search) is { } tooLong)
        {
            return new([], 0, 1, tooLong);
        }

        await using var db = await contexts.OpenAsync(cancel);
        var matching = db.Matching(query, search);
        var total = await matching.CountAsync(cancel);
        var page = Paging.Of(query.Page, MoveQuery.PageSize, MoveQuery.PageSize, total);
        var rows = await db.Engine.Page(matching, page, MoveLists.NewestFirst).Select(Row(db)).ToListAsync(cancel);
        return new(rows, total, page.Page, page.Notice);
    }

    /// <summary>The names behind a query's ids; null if there is no such workspace or project.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<MoveSubject> SubjectAsync(Staff who, MoveQuery query, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return new(
            await db.Workspaces
                .Where(workspace => workspace.Id == query.WorkspaceId)
                .Select(workspace => workspace.Name)
                .SingleOrDefaultAsync(cancel),
            await db.Projects.Where(project => project.Id == query.ProjectId).Select(project => project.Name).SingleOrDefaultAsync(cancel));
    }

    /// <summary>Null if there is no such move.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<MoveDetails?> FindAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        if (await db.Moves.AsNoTracking().Where(move => move.Id == id).Select(Row(db)).SingleOrDefaultAsync(cancel) is not { } row)
        {
            return null;
        }

        var sides = await (
            from side in db.MoveSides
            where side.MoveId == id
            join workspace in db.Workspaces on side.WorkspaceId equals workspace.Id
            join organisation in db.Organisations on workspace.OrganisationId equals organisation.Id
            orderby side.Arrived, side.Left descending, workspace.Name, workspace.Id
            select new MoveSideRow(workspace.Id, workspace.Name, organisation.Name, workspace.DeletedAt != null, side.Left, side.Arrived))
            .ToListAsync(cancel);
        var undoneBy = await db.Moves.Where(move => move.MovedBackId == id).Select(move => (Guid?)move.Id).FirstOrDefaultAsync(cancel);
        return new(row, sides, undoneBy);
    }

    /// <summary>One page of the moved projects by name, with where each is today.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<MovedProjectListing> ProjectsAsync(Staff who, Guid moveId, int page, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var total = await db.Moves.Where(move => move.Id == moveId).Select(move => move.Projects).SingleOrDefaultAsync(cancel);
        var paging = Paging.Of(page, MoveQuery.PageSize, MoveQuery.PageSize, total);
        var rows = await db.MovedProjects.AsNoTracking().Of(moveId).InPage(paging)
            .Select(moved => new
            {
                moved.ProjectId,
                moved.Name,
                From = db.Workspaces.Where(workspace => workspace.Id == moved.FromWorkspaceId).Select(workspace => workspace.Name).First(),
                To = db.Workspaces.Where(workspace => workspace.Id == moved.ToWorkspaceId).Select(workspace => workspace.Name).First(),
                Now = db.Projects
                    .Where(project => project.Id == moved.ProjectId)
                    .Select(project => new { project.WorkspaceId, IsDeleted = project.DeletedAt != null })
                    .First(),
            })
            .Select(moved => new MovedProjectRow(
                moved.ProjectId,
                moved.Name,
                moved.From,
                moved.To,
                moved.Now.WorkspaceId,
                db.Workspaces.Where(workspace => workspace.Id == moved.Now.WorkspaceId).Select(workspace => workspace.Name).First(),
                moved.Now.IsDeleted))
            .ToListAsync(cancel);
        return new(rows, total, paging.Page, paging.Notice);
    }

    private static Expression<Func<Move, MoveRow>> Row(PartnersDb db) => move => new MoveRow(
        move.Id,
        move.MovedAt,
        move.ByName,
        move.From,
        move.To,
        move.Organisations,
        move.Projects,
        move.Conversations,
        move.CrossesDataOwner,
        move.CrossesPayer,
        move.Reason,
        move.MovedBackId,
        db.Moves.Any(back => back.MovedBackId == move.Id));
}

internal static class MoveLists
{
    public static IQueryable<Move> Matching(this PartnersDb db, MoveQuery query, string search)
    {
        var moves = db.Moves.AsNoTracking();
        if (query.ProjectId is { } project)
        {
            moves = moves.Where(move =>
                db.MovedProjects.Where(moved => moved.ProjectId == project).Select(moved => moved.MoveId).Contains(move.Id));
        }

        if (query.WorkspaceId is { } workspace)
        {
            moves = moves.Where(move =>
                db.MoveSides.Where(side => side.WorkspaceId == workspace).Select(side => side.MoveId).Contains(move.Id));
        }

        return search.Length == 0
            ? moves
            : moves.Where(move => db.MoveSides.Any(side => side.MoveId == move.Id && side.NamesKey.Contains(search)));
    }

    public static IQueryable<Move> NewestFirst(this IQueryable<Move> moves) =>
        moves.OrderByDescending(move => move.MovedAt).ThenByDescending(move => move.Id);

    public static IQueryable<MovedProject> Of(this IQueryable<MovedProject> projects, Guid moveId) =>
        projects.Where(moved => moved.MoveId == moveId).OrderBy(moved => moved.Name).ThenBy(moved => moved.ProjectId);
}
