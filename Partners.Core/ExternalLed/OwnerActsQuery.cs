using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.ExternalLed;

/// <summary>Loads what the client's people did as owners do: settings, roles and projects.</summary>
internal static class OwnerActsQuery
{
    /// <summary>Changes to workspace settings and roles by the client's people. Identical acts at the same instant count once.</summary>
    public static async Task<ILookup<Guid, OwnerAct>> LoadAsync(
        PartnersDb db,
        IQueryable<Workspace> clients,
        DateTimeOffset begins,
        DateTimeOffset ends,
        ClientPeople people,
        CancellationToken cancel)
    {
        // This skips a data owner without access, who cannot change settings.
        var rows = await (
            from workspace in clients
            join membership in ClientPeople.Seats(db, ends) on workspace.Id equals membership.WorkspaceId
            join person in db.People on membership.PersonId equals person.Id
            join activity in db.Activities on (Guid?)person.DirectusUserId equals activity.DirectusUserId
            where activity.At >= begins
                && activity.At < ends
                && (activity.Collection == Activity.Workspace || activity.Collection == Activity.WorkspaceMembership)
            select new
            {
                workspace.Id,
                activity.DirectusUserId,
                activity.Collection,
                activity.Action,
                activity.Item,
                activity.At,
                Number = activity.Id,
            })
            .ToListAsync(cancel);
        var seats = rows.Any(row => row.Collection == Activity.WorkspaceMembership)
            ? (await (from workspace in clients
                      join membership in db.WorkspaceMemberships on workspace.Id equals membership.WorkspaceId
                      select new { workspace.Id, MembershipId = membership.Id })
                .ToListAsync(cancel))
                .Select(seat => (seat.Id, seat.MembershipId.ToString())).ToHashSet()
            : [];
        return rows
            .Select(row => (
                row.Id,
                row.At,
                row.Number,
                By: people.ByUser(row.Id, row.DirectusUserId, row.At),
                Kind: KindOf(row.Id, row.Collection, row.Action, row.Item),
                Item: row.Item.ToLowerInvariant()))
            .Where(row => row.By is not null && row.Kind is not null)
            .GroupBy(row => (row.Id, row.By!.Id, row.Kind, row.Item, row.At))
            .Select(same => same.MinBy(row => row.Number))
            .ToLookup(
                row => row.Id,
                row => new OwnerAct(row.Kind!.Value, row.Number.ToString(CultureInfo.InvariantCulture), row.By!, row.At));

        OwnerActKind? KindOf(Guid workspace, string collection, string action, string item) => collection switch
        {
            Activity.Workspace when action == Activity.Update
                && string.Equals(item, workspace.ToString(), StringComparison.OrdinalIgnoreCase) =>
                OwnerActKind.ChangedWorkspace,
            Activity.WorkspaceMembership when seats.Contains((workspace, item.ToLowerInvariant())) => OwnerActKind.ChangedRole,
            _ => null,
        };
    }

    /// <summary>The projects that they created within the window.</summary>
    public static IEnumerable<OwnerAct> Created(IEnumerable<ProjectUse> projects, DateTimeOffset begins, DateTimeOffset ends) =>
        projects.Where(project => project.Creator is not null && project.CreatedAt >= begins && project.CreatedAt < ends)
            .Select(project => new OwnerAct(OwnerActKind.CreatedProject, project.Id.ToString(), project.Creator!, project.CreatedAt));
}
