using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

internal static class ProjectLists
{
    // A pattern that is null falls out of the SQL, which is made for parameters with a value and for those without.
    private static readonly Func<PartnersDb, Guid, string?, CancellationToken, Task<int>> s_count = EF.CompileAsyncQuery((PartnersDb db, Guid workspaceId, string? pattern, CancellationToken _) =>
        db.LiveProjects().Count(project => project.WorkspaceId == workspaceId && (pattern == null || EF.Functions.Like(project.Name, pattern, LikePattern.Escape))));

    private static readonly Func<PartnersDb, Guid, string?, int, int, IAsyncEnumerable<ProjectRow>> s_rows = EF.CompileAsyncQuery((PartnersDb db, Guid workspaceId, string? pattern, int skipped, int size) =>
        db.LiveProjects()
            .Where(project => project.WorkspaceId == workspaceId && (pattern == null || EF.Functions.Like(project.Name, pattern, LikePattern.Escape)))
            .Skip(skipped)
            .Take(size)
            .Select(project => new ProjectRow(
                project.Id,
                project.Name,
                db.People.Where(person => person.DirectusUserId == project.CreatedByUserId).Select(person => person.DisplayName).FirstOrDefault(),
                project.CreatedAt,
                db.Conversations.Count(conversation => conversation.ProjectId == project.Id))));

    /// <summary>One page of a workspace's live projects, newest first.</summary>
    /// <param name="text">Anywhere in the name; none for all.</param>
    public static async Task<ProjectListing> ListProjectsAsync(this PartnersDb db, Guid workspaceId, string text, int page, CancellationToken cancel)
    {
        var pattern = text.Length == 0 ? null : LikePattern.Anywhere(text);
        var total = await s_count(db, workspaceId, pattern, cancel);
        var paging = Paging.Of(page, ProjectListing.PageSize, ProjectListing.PageSize, total);
        return new(await s_rows(db, workspaceId, pattern, paging.Skipped, paging.Size).ToListAsync(cancel), total, paging.Page, paging.Notice);
    }

    /// <summary>Of every workspace, newest first.</summary>
    public static IQueryable<Project> LiveProjects(this PartnersDb db) =>
        db.Projects.AsNoTracking().Where(project => project.DeletedAt == null).OrderByDescending(project => project.CreatedAt).ThenBy(project => project.Id);
}
