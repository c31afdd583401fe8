using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>Finds handoffs: as a list, or one with the facts to decide on.</summary>
public sealed class HandoffDirectory(
    IDbContextFactory<PartnersDb> contexts,
    HandoffSettings settings,
    SideSettings sides,
    TimeProvider time)
{
    /// <summary>One page, newest first; scheduled ones by the next to run. A page past the end shows the last one and says so.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<HandoffListing> ListAsync(Staff who, HandoffQuery query, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var today = time.TodayInAmsterdam();
        var matching = db.Matching(query);
        var found = await matching.CountsByStatus().ToListAsync(cancel);
        var (counts, blocked) = (found.ToDictionary(group => group.Status, group => group.Count), found.Sum(group => group.Blocked));
        var broken = await matching.Broken(db).CountAsync(cancel);
        var uncertified = await matching.Uncertified(today).CountAsync(cancel);
        var total = query.IsUncertified ? uncertified
            : query.IsBroken ? broken
            : query.IsBlocked ? blocked
            : query.Status is { } one ? counts.GetValueOrDefault(one)
            : counts.Values.Sum();
        var page = Paging.Of(query.Page, query.PageSize, HandoffQuery.LargestPage, total);
        var rows = await db.Rows(matching, query, page, today).ToListAsync(cancel);
        var ids = rows.Where(row => row.Status == HandoffStatus.Completed).Select(row => row.Id).ToList();
        var opened = (await db.ProofBreaches.AsNoTracking()
            .Where(breach => ids.Contains(breach.HandoffId) && breach.ClosedAt == null && breach.AcceptedAt == null)
            .ToListAsync(cancel))
            .ToLookup(breach => breach.HandoffId);
        return new(
            [
                .. rows.Select(row => row with
                {
                    Opened = opened[row.Id].OrderBy(breach => breach.FoundAt).Select(breach => breach.Sentence).ToList() is
                        { Count: > 0 } sentences
                        ? string.Join(" ", sentences)
                        : null,
                    IsUncertified = IsUncertified(row, today),
                }),
            ],
            counts,
            blocked,
            total,
            page.Page,
            page.Notice)
        {
            Broken = broken,
            Uncertified = uncertified,
        };
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
            sides,
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
        var today = time.TodayInAmsterdam();
        var rows = await db.Joined(
            db.Handoffs.AsNoTracking()
                .Where(handoff => handoff.ClientId == clientId || workspaces.Contains(handoff.WorkspaceId))
                .OrderByDescending(handoff => handoff.PreparedAt)
                .ThenByDescending(handoff => handoff.Id)
                .Take(HandoffQuery.LargestPage))
            .ToListAsync(cancel);
        return rows.ConvertAll(row => row with { IsUncertified = IsUncertified(row, today) });
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

    private static bool IsUncertified(HandoffRow row, DateOnly today) =>
        row is { Status: HandoffStatus.Completed, EndedAt: { } at }
        && CertificateDue.IsOutstanding(at.DayInAmsterdam(), row.CertificateSignedOn, today);
}
