using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Handoffs;

/// <summary>Finds handoffs: as a list, or one with the facts to decide on.</summary>
public sealed class HandoffDirectory(IDbContextFactory<PartnersDb> contexts, HandoffSettings settings, TimeProvider time)
{
    /// <summary>One page, newest first; scheduled ones by the next to run. A page past the end shows the last one and says so.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<HandoffListing> ListAsync(Staff who, HandoffQuery query, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var matching = Matching(db, query);
        var found = await CountsOf(matching).ToListAsync(cancel);
        var (counts, blocked) = (found.ToDictionary(group => group.Status, group => group.Count), found.Sum(group => group.Blocked));
        var total = query.IsBlocked ? blocked : query.Status is { } one ? counts.GetValueOrDefault(one) : counts.Values.Sum();
        var page = Paging.Of(query.Page, query.PageSize, HandoffQuery.LargestPage, total);
        var rows = await Rows(db, matching, query, page).ToListAsync(cancel);
        return new(rows, counts, blocked, total, page.Page, page.Notice);
    }

    /// <summary>A handoff with its facts and checks as they are now; null if there is none with that id.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<HandoffDetails?> FindAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        if (await db.Handoffs.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancel) is not { } handoff)
        {
            return null;
        }

        var facts = (await HandoffFactsQuery.LoadAsync(
            db,
            handoff.WorkspaceId,
            handoff.PartnerId,
            handoff.Plan.Client,
            time.GetUtcMilliseconds(),
            cancel))!;
        return new(handoff, facts, handoff.IsPending ? HandoffChecks.Of(handoff.Plan, facts) : [], settings.RequireSecondOperator);
    }

    /// <summary>The handoffs to one client and those of some workspaces, newest first: a client has a handful.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<HandoffRow>> OfClientAsync(
        Staff who,
        Guid clientId,
        IReadOnlyList<Guid> workspaces,
        CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await Joined(
            db,
            db.Handoffs.AsNoTracking()
                .Where(handoff => handoff.ClientId == clientId || workspaces.Contains(handoff.WorkspaceId))
                .OrderByDescending(handoff => handoff.PreparedAt)
                .ThenByDescending(handoff => handoff.Id)
                .Take(HandoffQuery.LargestPage))
            .ToListAsync(cancel);
    }

    /// <summary>A workspace's pending handoff; null if there is none.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<Guid?> PendingAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.Handoffs.AsNoTracking()
            .Where(found =>
                found.WorkspaceId == workspaceId && (found.Status == HandoffStatus.Draft || found.Status == HandoffStatus.Scheduled))
            .Select(found => (Guid?)found.Id)
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>Organisations that may be the client, with the reasons; empty if the workspace is gone.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<ClientSuggestion>> SuggestionsAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.Workspaces.AsNoTracking().SingleOrDefaultAsync(found => found.Id == workspaceId, cancel) is { } workspace
            ? await ClientSuggestions.OfAsync(db, workspace, cancel)
            : [];
    }

    private static IQueryable<CountOfStatus> CountsOf(IQueryable<Handoff> handoffs) => handoffs
        .GroupBy(handoff => handoff.Status)
        .Select(group => new CountOfStatus(group.Key, group.Count(), group.Count(handoff => handoff.BlockedBecause != null)));

    private static IQueryable<HandoffRow> Rows(PartnersDb db, IQueryable<Handoff> handoffs, HandoffQuery query, Paging page)
    {
        HandoffStatus? only = query.IsBlocked ? HandoffStatus.Scheduled : query.Status;
        if (only is { } status)
        {
            handoffs = handoffs.Where(handoff => handoff.Status == status);
        }

        if (query.IsBlocked)
        {
            handoffs = handoffs.Where(handoff => handoff.BlockedBecause != null);
        }

        var ordered = only == HandoffStatus.Scheduled
            ? handoffs.OrderBy(handoff => handoff.AgreedOn).ThenBy(handoff => handoff.Id)
            : handoffs.OrderByDescending(handoff => handoff.PreparedAt).ThenByDescending(handoff => handoff.Id);
        return Joined(db, ordered.AsNoTracking().InPage(page));
    }

    /// <param name="handoffs">Already ordered and limited.</param>
    private static IQueryable<HandoffRow> Joined(PartnersDb db, IQueryable<Handoff> handoffs) =>
        from handoff in handoffs
        join workspace in db.Workspaces on handoff.WorkspaceId equals workspace.Id
        join partner in db.Organisations on handoff.PartnerId equals partner.Id
        join organisation in db.Organisations on handoff.ClientId equals (Guid?)organisation.Id into clients
        from client in clients.DefaultIfEmpty()
        select new HandoffRow(
            handoff.Id,
            handoff.WorkspaceId,
            workspace.Name,
            handoff.PartnerId,
            partner.Name,
            handoff.ClientId,
            client.Name ?? handoff.NewClientName,
            handoff.Status,
            handoff.AgreedOn,
            handoff.PreparedByName,
            handoff.PreparedAt,
            handoff.EndedByName,
            handoff.EndedAt,
            handoff.CancelledBecause,
            handoff.BlockedBecause);

    private static IQueryable<Handoff> Matching(PartnersDb db, HandoffQuery query)
    {
        var handoffs = db.Handoffs.AsQueryable();
        if (query.PartnerId is { } partnerId)
        {
            handoffs = handoffs.Where(handoff => handoff.PartnerId == partnerId);
        }

        if (query.Search?.Trim() is not { Length: > 0 } search)
        {
            return handoffs;
        }

        // A scan is fine: there are few handoffs.
        var like = LikePattern.Anywhere(search);
        return handoffs.Where(handoff =>
            EF.Functions.Like(handoff.NewClientName!, like, LikePattern.Escape)
            || db.Workspaces.Any(workspace =>
                workspace.Id == handoff.WorkspaceId
                && (EF.Functions.Like(workspace.Name, like, LikePattern.Escape)
                    || EF.Functions.Like(workspace.DataOwnerName!, like, LikePattern.Escape)))
            || db.Organisations.Any(organisation =>
                (organisation.Id == handoff.PartnerId || organisation.Id == handoff.ClientId)
                && EF.Functions.Like(organisation.Name, like, LikePattern.Escape)));
    }

    private sealed record CountOfStatus(HandoffStatus Status, int Count, int Blocked);
}
