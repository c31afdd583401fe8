using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>Filters for an organisation's workspaces. Pages begin at 1.</summary>
public sealed record WorkspaceQuery(Guid OrganisationId, bool ExternalOnly = false, int Page = 1)
{
    public const int PageSize = 25;
}

/// <param name="Health">The data owner's state; null in an internal workspace, or if no address is named.</param>
public sealed record WorkspaceRow(
    Guid Id,
    string Name,
    UsageContext UsageContext,
    string? DataOwnerName,
    string? DataOwnerEmail,
    DataOwnerHealth? Health,
    int People,
    DateTimeOffset CreatedAt);

/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record WorkspaceListing(IReadOnlyList<WorkspaceRow> Rows, int Total, int Page, string? Notice);

/// <summary>The workspaces of one organisation.</summary>
public sealed class WorkspaceDirectory(IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    /// <summary>One page of live workspaces by name.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<WorkspaceListing> ListAsync(Staff who, WorkspaceQuery query, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var workspaces = db.Workspaces.Where(workspace => workspace.OrganisationId == query.OrganisationId && workspace.DeletedAt == null);
        if (query.ExternalOnly)
        {
            workspaces = workspaces.Where(workspace => workspace.UsageContext == UsageContext.External);
        }

        var now = time.GetUtcNow();
        var total = await workspaces.CountAsync(cancel);
        var page = Paging.Of(query.Page, WorkspaceQuery.PageSize, WorkspaceQuery.PageSize, total);
        var rows = await db.Engine
            .Page(workspaces, page, found => found.OrderBy(workspace => workspace.Name).ThenBy(workspace => workspace.Id))
            .Select(workspace => new WorkspaceRow(
                workspace.Id,
                workspace.Name,
                workspace.UsageContext,
                workspace.DataOwnerName,
                workspace.DataOwnerEmail,
                null,
                // WithAccess and WithoutSupport, spelt out so that EF can translate it.
                db.WorkspaceMemberships.Count(membership =>
                    membership.WorkspaceId == workspace.Id
                    && membership.DeletedAt == null
                    && (membership.ExpiresAt == null || membership.ExpiresAt > now)
                    && membership.Source != WorkspaceMembership.StaffSupport),
                workspace.CreatedAt))
            .ToListAsync(cancel);

        var owners = rows
            .Where(row => row.UsageContext == UsageContext.External && row.DataOwnerEmail is not null)
            .Select(row => (row.Id, row.DataOwnerEmail!))
            .ToList();
        var health = await DataOwners.HealthAsync(db, owners, now, cancel);
        return new([.. rows.Select(row => row with { Health = health.GetValueOrDefault(row.Id) })], total, page.Page, page.Notice);
    }
}
