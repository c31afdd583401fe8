using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

internal static class ProjectLists
{
    /// <summary>One page of a workspace's live projects, newest first.</summary>
    /// <param name="text">Anywhere in the name; none for all.</param>
    public static async Task<ProjectListing> ListProjectsAsync(this PartnersDb db, Guid workspaceId, string text, int page, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var projects = db.LiveProjects(workspaceId, text);
        var total = await projects.CountAsync(cancel);
        var paging = Paging.Of(page, ProjectListing.PageSize, ProjectListing.PageSize, total);
        var rows = await projects.NewestFirst().Skip(paging.Skipped).Take(paging.Size)
            .Select(project => new ProjectRow(
                project.Id,
                project.Name,
                db.People.Where(person => person.DirectusUserId == project.CreatedByUserId).Select(person => person.DisplayName).FirstOrDefault(),
                project.CreatedAt,
                db.Conversations.Count(conversation => conversation.ProjectId == project.Id)))
            .ToListAsync(cancel);
        return new(rows, total, paging.Page, paging.Notice);
    }

    /// <param name="text">Anywhere in the name; none for all.</param>
    public static IQueryable<Project> LiveProjects(this PartnersDb db, Guid workspaceId, string text)
    {
        var projects = db.Projects.AsNoTracking().Where(project => project.WorkspaceId == workspaceId && project.DeletedAt == null);
        var pattern = LikePattern.Anywhere(text);
        return text.Length == 0 ? projects : projects.Where(project => EF.Functions.Like(project.Name, pattern, LikePattern.Escape));
    }

    public static IQueryable<Project> NewestFirst(this IQueryable<Project> projects) => projects.OrderByDescending(project => project.CreatedAt).ThenBy(project => project.Id);
}
