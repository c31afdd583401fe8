using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Handoffs;

/// <summary>Finds handoffs: as a list, one by one, and what one can be decided from.</summary>
public sealed class HandoffDirectory(IDbContextFactory<PartnersDb> contexts, HandoffSettings settings, TimeProvider time)
{
    /// <summary>One page, the newest first; of the scheduled, the next to run first. A page beyond the last shows the last one, and says so.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<HandoffListing> ListAsync(Staff who, HandoffQuery query, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var rows =
            from handoff in db.Handoffs.AsNoTracking()
            join workspace in db.Workspaces on handoff.WorkspaceId equals workspace.Id
            join partner in db.Organisations on handoff.PartnerId equals partner.Id
            join organisation in db.Organisations on handoff.ClientId equals (Guid?)organisation.Id into clients
            from client in clients.DefaultIfEmpty()
            select new { handoff, Workspace = workspace.Name, DataOwner = workspace.DataOwnerName, Partner = partner.Name, Client = client.Name };
        if (query.PartnerId is { } partnerId)
        {
            rows = rows.Where(row => row.handoff.PartnerId == partnerId);
        }

        if (query.Search?.Trim() is { Length: > 0 } search)
        {
            // Few enough to be looked through.
            var like = LikePattern.Anywhere(search);
            rows = rows.Where(row =>
                EF.Functions.Like(row.Workspace, like, LikePattern.Escape) || EF.Functions.Like(row.Partner, like, LikePattern.Escape) || EF.Functions.Like(row.Client!, like, LikePattern.Escape)
                || EF.Functions.Like(row.DataOwner!, like, LikePattern.Escape) || EF.Functions.Like(row.handoff.NewClientName!, like, LikePattern.Escape));
        }

        var found = await rows.GroupBy(row => row.handoff.Status)
            .Select(group => new { group.Key, Count = group.Count(), Blocked = group.Count(row => row.handoff.BlockedBecause != null) })
            .ToListAsync(cancel);
        var (counts, blocked) = (found.ToDictionary(group => group.Key, group => group.Count), found.Sum(group => group.Blocked));
        var status = query.IsBlocked ? HandoffStatus.Scheduled : query.Status;
        var total = query.IsBlocked ? blocked : status is { } one ? counts.GetValueOrDefault(one) : counts.Values.Sum();
        if (status is { } only)
        {
            rows = rows.Where(row => row.handoff.Status == only && (!query.IsBlocked || row.handoff.BlockedBecause != null));
        }

        var page = Paging.Of(query.Page, query.PageSize, HandoffQuery.LargestPage, total);
        var ordered = status == HandoffStatus.Scheduled
            ? rows.OrderBy(row => row.handoff.AgreedOn).ThenBy(row => row.handoff.Id)
            : rows.OrderByDescending(row => row.handoff.PreparedAt).ThenByDescending(row => row.handoff.Id);
        var shown = await ordered.Skip(page.Skipped).Take(page.Size)
            .Select(row => new HandoffRow(
                row.handoff.Id,
                row.handoff.WorkspaceId,
                row.Workspace,
                row.handoff.PartnerId,
                row.Partner,
                row.handoff.ClientId,
                row.Client ?? row.handoff.NewClientName,
                row.handoff.Status,
                row.handoff.AgreedOn,
                row.handoff.PreparedByName,
                row.handoff.PreparedAt,
                row.handoff.EndedByName,
                row.handoff.EndedAt,
                row.handoff.CancelledBecause,
                row.handoff.BlockedBecause))
            .ToListAsync(cancel);
        return new(shown, counts, blocked, total, page.Page, page.Notice);
    }

    /// <summary>A handoff with its facts and checks as they are now; null where there is none of that id.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<HandoffDetails?> FindAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        if (await db.Handoffs.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancel) is not { } handoff)
        {
            return null;
        }

        var facts = (await HandoffFactsQuery.LoadAsync(db, handoff.WorkspaceId, handoff.PartnerId, handoff.Plan.Client, time.GetUtcMilliseconds(), cancel))!;
        return new(handoff, facts, handoff.IsPending ? HandoffChecks.Of(handoff.Plan, facts) : [], settings.RequireSecondOperator);
    }

    /// <summary>The handoff that is pending for a workspace; null where none is.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<Guid?> PendingAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.Handoffs.AsNoTracking()
            .Where(found => found.WorkspaceId == workspaceId && (found.Status == HandoffStatus.Draft || found.Status == HandoffStatus.Scheduled))
            .Select(found => (Guid?)found.Id)
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>Organisations that may be the client, each with why; none where the workspace is gone.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<ClientSuggestion>> SuggestionsAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.Workspaces.AsNoTracking().SingleOrDefaultAsync(found => found.Id == workspaceId, cancel) is { } workspace
            ? await ClientSuggestions.OfAsync(db, workspace, cancel)
            : [];
    }
}
