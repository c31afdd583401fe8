using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;

namespace Partners.Core.Workspaces;

/// <summary>The workspaces that an organisation runs, for its overview (<see cref="OrganisationTies"/>).</summary>
internal static class WorkspacesOfOrganisation
{
    public static Task<int> CountInternalAsync(PartnersDb db, Guid id, CancellationToken cancel) =>
        Live(db, id, UsageContext.Internal).CountAsync(cancel);

    /// <summary>By name, with a tie-break.</summary>
    public static async Task<IReadOnlyList<ClientWorkspace>> OfClientsAsync(PartnersDb db, Guid id, CancellationToken cancel) =>
        await Live(db, id, UsageContext.External)
            .OrderBy(workspace => workspace.Name)
            .ThenBy(workspace => workspace.Id)
            .Select(workspace => new ClientWorkspace(
                workspace.Id, workspace.Name, workspace.DataOwnerName, workspace.DataOwnerEmail, workspace.CreatedAt))
            .ToListAsync(cancel);

    private static IQueryable<Workspace> Live(PartnersDb db, Guid id, UsageContext context) => db.Workspaces.AsNoTracking()
        .Where(workspace => workspace.OrganisationId == id && workspace.DeletedAt == null && workspace.UsageContext == context);
}
