using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;

namespace Partners.Core.Handoffs;

/// <summary>
/// Collects the completed handoffs whose proof an import may have broken. It knows the few records that they hang on, so what it keeps
/// does not grow with the import.
/// </summary>
internal sealed class TouchedHandoffs
{
    private readonly Dictionary<Guid, List<Guid>> _byWorkspace = [];
    private readonly Dictionary<Guid, List<Guid>> _byOrganisation = [];
    private readonly HashSet<Guid> _touched = [];

    /// <summary>A changed record is told twice in a row, as it was and as it is.</summary>
    private (Guid PersonId, string EmailKey)? _latest;

    public bool Any => _byWorkspace.Count > 0;

    public IReadOnlyCollection<Guid> Touched => _touched;

    public static async Task<TouchedHandoffs> OfAsync(PartnersDb db, CancellationToken cancel)
    {
        var watched = new TouchedHandoffs();
        var completed = await db.Handoffs.AsNoTracking()
            .Where(handoff => handoff.Status == HandoffStatus.Completed)
            .Join(
                db.Workspaces,
                handoff => handoff.WorkspaceId,
                workspace => workspace.Id,
                (handoff, workspace) => new { handoff.Id, handoff.WorkspaceId, handoff.PartnerId, workspace.OrganisationId })
            .ToListAsync(cancel);
        foreach (var handoff in completed)
        {
            Add(watched._byWorkspace, handoff.WorkspaceId, handoff.Id);
            Add(watched._byOrganisation, handoff.PartnerId, handoff.Id);
            Add(watched._byOrganisation, handoff.OrganisationId, handoff.Id);
        }

        return watched;

        static void Add(Dictionary<Guid, List<Guid>> by, Guid key, Guid handoff)
        {
            if (!by.TryGetValue(key, out var found))
            {
                by[key] = found = [];
            }

            found.Add(handoff);
        }
    }

    public void Workspace(Guid id) => Touch(_byWorkspace, id);

    /// <summary>The partner, or the organisation that owns the workspace.</summary>
    public void Organisation(Guid id) => Touch(_byOrganisation, id);

    /// <summary>An address decides about sides, so a changed one touches every handoff. It happens seldom.</summary>
    /// <param name="emailKey">The address that the person has now or had until now.</param>
    public void Address(Guid personId, string emailKey)
    {
        if (!Any)
        {
            return;
        }

        if (_latest is { } latest && latest.PersonId == personId && latest.EmailKey != emailKey)
        {
            _touched.UnionWith(_byWorkspace.Values.SelectMany(handoffs => handoffs));
        }

        _latest = (personId, emailKey);
    }

    /// <summary>The workspaces that are watched and hold these projects.</summary>
    public async Task ProjectsAsync(PartnersDb db, IReadOnlyCollection<Guid> projects, CancellationToken cancel)
    {
        if (Any && projects.Count > 0)
        {
            var workspaces = await db.Projects
                .Where(project => projects.Contains(project.Id))
                .Select(project => project.WorkspaceId)
                .Distinct()
                .ToListAsync(cancel);
            workspaces.ForEach(Workspace);
        }
    }

    private void Touch(Dictionary<Guid, List<Guid>> by, Guid key)
    {
        if (by.TryGetValue(key, out var handoffs))
        {
            _touched.UnionWith(handoffs);
        }
    }
}
