using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

internal static class ProjectLists
{
    /// <summary>One page of a workspace's live projects, newest first.</summary>
    /// <param name="text">Anywhere in the name; empty for all.</param>
    public static async Task<ProjectListing> ListProjectsAsync(
        this PartnersDb db,
        Guid workspaceId,
        string text,
        int page,
        CancellationToken cancel)
    {
        var projects = db.LiveProjects().Where(project => project.WorkspaceId == workspaceId);
        if (text.Length > 0)
        {
            var pattern = LikePattern.AnywhereInLower(text);
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // Translated to SQL, which has no culture.
            projects = projects.Where(project => EF.Functions.Like(project.Name.ToLower(), pattern, LikePattern.Escape));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        }

        var total = await projects.CountAsync(cancel);
        var paging = Paging.Of(page, ProjectListing.PageSize, ProjectListing.PageSize, total);
        var rows = await db.Engine.Page(projects, paging, NewestFirst)
            .Select(project => new
            {
                Row = new ProjectRow(
                    project.Id,
                    project.Name,
                    db.People
                        .Where(person => person.DirectusUserId == project.CreatedByUserId)
                        .Select(person => person.DisplayName)
                        .FirstOrDefault(),
                    project.CreatedAt,
                    db.Conversations.Count(conversation => conversation.ProjectId == project.Id)),
                Notice = new ParticipantNotice(project.LegalBasis, project.PrivacyAddress),
            })
            .ToListAsync(cancel);
        var workspaces = await db.Workspaces
            .Where(workspace => workspace.Id == workspaceId)
            .Select(workspace => new ParticipantNotice(workspace.LegalBasis, workspace.PrivacyAddress))
            .SingleOrDefaultAsync(cancel);
        return new(
            rows.ConvertAll(found =>
            {
                var (notice, isWorkspaces) = ParticipantNotice.Of(found.Notice, workspaces ?? ParticipantNotice.None);
                return found.Row with { Notice = notice, IsNoticeOfWorkspace = isWorkspaces };
            }),
            total,
            paging.Page,
            paging.Notice);
    }

    /// <summary>The live projects of all workspaces, newest first.</summary>
    public static IQueryable<Project> LiveProjects(this PartnersDb db) =>
        db.Projects.AsNoTracking().Where(project => project.DeletedAt == null).NewestFirst();

    /// <summary>As the index has them: a server sorts all of a workspace's projects if the column between is left out.</summary>
    private static IQueryable<Project> NewestFirst(this IQueryable<Project> projects) =>
        projects.OrderBy(project => project.DeletedAt).ThenByDescending(project => project.CreatedAt).ThenBy(project => project.Id);
}
