using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Moves;

/// <summary>A workspace to choose.</summary>
/// <param name="Projects">How many live projects it has.</param>
public sealed record WorkspaceChoice(
    Guid Id,
    string Name,
    string OrganisationName,
    UsageContext UsageContext,
    string? DataOwnerName,
    int Projects);

/// <param name="HasMore">More workspaces match than are shown.</param>
public sealed record WorkspaceChoices(IReadOnlyList<WorkspaceChoice> Rows, bool HasMore, string? Notice);

/// <summary>A chosen project.</summary>
/// <param name="WorkspaceId">Where it is now.</param>
public sealed record ProjectChoice(Guid Id, string Name, Guid WorkspaceId);

/// <summary>What a move can choose from: projects of a workspace, and workspaces as source or target.</summary>
public sealed class MoveChoices(IDbContextFactory<PartnersDb> contexts)
{
    public const int MostWorkspaces = 12;

    /// <summary>The most organisations whose workspaces one search offers.</summary>
    private const int MostOwners = 20;

    /// <summary>One page of a workspace's live projects, newest first.</summary>
    /// <param name="search">Anywhere in the name; case is ignored.</param>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<ProjectListing> ProjectsAsync(Staff who, Guid workspaceId, string? search, int page, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        var text = search?.Trim() ?? string.Empty;
        if (NameIndexes.Refuse(text) is { } tooLong)
        {
            return new([], 0, 1, tooLong);
        }

        await using var db = await contexts.OpenAsync(cancel);
        return await db.ListProjectsAsync(workspaceId, text, page, cancel);
    }

    /// <summary>
    /// Searches workspace names within the organisations that own <paramref name="near"/>, and organisation and client names everywhere.
    /// Without a search, returns the workspaces of those organisations.
    /// </summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<WorkspaceChoices> WorkspacesAsync(Staff who, IReadOnlyList<Guid> near, string? search, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        var key = SearchKey.Of(search ?? string.Empty);
        if (NameIndexes.Refuse(key) is { } tooLong)
        {
            return new([], HasMore: false, tooLong);
        }

        await using var db = await contexts.OpenAsync(cancel);
        var owners = await db.Workspaces
            .Where(workspace => near.Contains(workspace.Id))
            .Select(workspace => workspace.OrganisationId)
            .Distinct()
            .ToListAsync(cancel);
        var own = await db.Workspaces.AsNoTracking()
            .Where(workspace => owners.Contains(workspace.OrganisationId) && workspace.DeletedAt == null)
            .OrderBy(workspace => workspace.Name).ThenBy(workspace => workspace.Id)
            .Select(workspace => new { workspace.Id, workspace.Name, workspace.DataOwnerName })
            .ToListAsync(cancel);
        var found = own
            .Where(workspace => SearchKey.Of($"{workspace.Name} {workspace.DataOwnerName}").Contains(key, StringComparison.Ordinal))
            .Select(workspace => workspace.Id)
            .Take(MostWorkspaces + 1)
            .ToList();
        if (key.Length > 0 && found.Count <= MostWorkspaces)
        {
            found.AddRange(await ElsewhereAsync(db, key, cancel));
        }

        var shown = found.Distinct().ToList();
        var rows = await ChoicesAsync(db, [.. shown.Take(MostWorkspaces)], cancel);
        return new(rows, shown.Count > MostWorkspaces, Notice: null);
    }

    /// <summary>The live ones, in the order asked for.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<WorkspaceChoice>> FindWorkspacesAsync(Staff who, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await ChoicesAsync(db, ids, cancel);
    }

    /// <summary>The chosen projects by name, wherever they are now, without deleted ones.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<ProjectChoice>> FindProjectsAsync(Staff who, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.Projects.AsNoTracking()
            .Where(project => ids.Contains(project.Id) && project.DeletedAt == null)
            .OrderBy(project => project.Name).ThenBy(project => project.Id)
            .Select(project => new ProjectChoice(project.Id, project.Name, project.WorkspaceId))
            .ToListAsync(cancel);
    }

    private static async Task<List<Guid>> ElsewhereAsync(PartnersDb db, string key, CancellationToken cancel)
    {
        var organisations = await NameSearch<Organisation>.PrepareAsync(db, NameIndexes.Organisations, key, cancel);
        var owners = await organisations.Apply(db).AsNoTracking().Where(organisation => organisation.DeletedAt == null)
            .OrderBy(organisation => organisation.NameKey)
            .ThenBy(organisation => organisation.Id)
            .Take(MostOwners)
            .Select(organisation => organisation.Id)
            .ToListAsync(cancel);
        var workspaces = await db.Workspaces.Where(workspace => owners.Contains(workspace.OrganisationId) && workspace.DeletedAt == null)
            .OrderBy(workspace => workspace.Name)
            .ThenBy(workspace => workspace.Id)
            .Take(MostWorkspaces + 1)
            .Select(workspace => workspace.Id)
            .ToListAsync(cancel);

        // An external client's account carries the client's name as its label.
        var labels = await NameSearch<BillingAccount>.PrepareAsync(db, NameIndexes.BillingAccounts, key, cancel);
        var clients = await labels.Apply(db).AsNoTracking().Where(account => account.DeletedAt == null && account.WorkspaceId != null)
            .OrderBy(account => account.LabelKey)
            .ThenBy(account => account.Id)
            .Take(MostWorkspaces + 1)
            .Select(account => account.WorkspaceId!.Value)
            .ToListAsync(cancel);
        return [.. clients, .. workspaces];
    }

    private static async Task<IReadOnlyList<WorkspaceChoice>> ChoicesAsync(PartnersDb db, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var found = await (
            from workspace in db.Workspaces.AsNoTracking()
            where ids.Contains(workspace.Id) && workspace.DeletedAt == null
            join organisation in db.Organisations on workspace.OrganisationId equals organisation.Id
            where organisation.DeletedAt == null
            select new WorkspaceChoice(
                workspace.Id,
                workspace.Name,
                organisation.Name,
                workspace.UsageContext,
                workspace.DataOwnerName,
                db.Projects.Count(project => project.WorkspaceId == workspace.Id && project.DeletedAt == null))).ToListAsync(cancel);
        return [.. ids.Select(id => found.Find(choice => choice.Id == id)).OfType<WorkspaceChoice>()];
    }
}
