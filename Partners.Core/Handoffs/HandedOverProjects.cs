using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;

namespace Partners.Core.Handoffs;

/// <summary>A project that went over with its workspace, and is in a workspace of the partner by now.</summary>
internal sealed record ReturnedProject(Guid Id, string Name, Guid WorkspaceId, string Workspace);

/// <summary>The projects that went over with a workspace, wherever they are by now.</summary>
/// <param name="All">How many there are.</param>
/// <param name="Returned">Those in a workspace of the partner, by name.</param>
internal sealed record HandedOverProjects(int All, IReadOnlyList<ReturnedProject> Returned)
{
    public static async Task<HandedOverProjects> LoadAsync(PartnersDb db, Guid workspaceId, Guid partnerId, CancellationToken cancel)
    {
        var projects = db.Projects.AsNoTracking().Where(project => project.HandedOverInId == workspaceId && project.DeletedAt == null);
        return new(
            await projects.CountAsync(cancel),
            await (
                from project in projects
                where project.WorkspaceId != workspaceId
                join workspace in db.Workspaces on project.WorkspaceId equals workspace.Id
                where workspace.OrganisationId == partnerId && workspace.DeletedAt == null
                orderby project.Name, project.Id
                select new ReturnedProject(project.Id, project.Name, workspace.Id, workspace.Name))
                .ToListAsync(cancel));
    }
}

/// <summary>The transfer's step that keeps which projects went over.</summary>
internal static class HandOverProjects
{
    public static Task HandOverProjectsAsync(this Transfer transfer, CancellationToken cancel) =>
        transfer.Change.Db.Projects
            .Where(project => project.WorkspaceId == transfer.Workspace.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(project => project.HandedOverInId, transfer.Workspace.Id), cancel);
}
