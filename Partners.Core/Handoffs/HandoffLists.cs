using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Handoffs;

/// <summary>The queries behind lists of handoffs.</summary>
internal static class HandoffLists
{
    public static IQueryable<CountOfStatus> CountsByStatus(this IQueryable<Handoff> handoffs) => handoffs
        .GroupBy(handoff => handoff.Status)
        .Select(group => new CountOfStatus(group.Key, group.Count(), group.Count(handoff => handoff.BlockedBecause != null)));

    /// <summary>One page of the list, newest first; scheduled ones by the next to run.</summary>
    public static IQueryable<HandoffRow> Rows(
        this PartnersDb db,
        IQueryable<Handoff> handoffs,
        HandoffQuery query,
        Paging page,
        DateOnly today)
    {
        HandoffStatus? only = query.IsBroken || query.IsUncertified ? HandoffStatus.Completed
            : query.IsBlocked ? HandoffStatus.Scheduled
            : query.Status;
        if (only is { } status)
        {
            handoffs = handoffs.Where(handoff => handoff.Status == status);
        }

        handoffs = query.IsUncertified ? handoffs.Uncertified(today)
            : query.IsBroken ? handoffs.Broken(db)
            : query.IsBlocked ? handoffs.Where(handoff => handoff.BlockedBecause != null)
            : handoffs;
        var ordered = only == HandoffStatus.Scheduled
            ? handoffs.OrderBy(handoff => handoff.AgreedOn).ThenBy(handoff => handoff.Id)
            : handoffs.OrderByDescending(handoff => handoff.PreparedAt).ThenByDescending(handoff => handoff.Id);
        return db.Joined(ordered.AsNoTracking().InPage(page));
    }

    /// <param name="handoffs">Already ordered and limited.</param>
    public static IQueryable<HandoffRow> Joined(this PartnersDb db, IQueryable<Handoff> handoffs) =>
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
            handoff.BlockedBecause,
            handoff.CertificateSignedOn);

    /// <summary>What the search and the partner leave, of every status.</summary>
    public static IQueryable<Handoff> Matching(this PartnersDb db, HandoffQuery query)
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
        var like = LikePattern.AnywhereInLower(search);
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // Translated to SQL, which has no culture.
        return handoffs.Where(handoff =>
            EF.Functions.Like(handoff.NewClientName!.ToLower(), like, LikePattern.Escape)
            || db.Workspaces.Any(workspace =>
                workspace.Id == handoff.WorkspaceId
                && (EF.Functions.Like(workspace.Name.ToLower(), like, LikePattern.Escape)
                    || EF.Functions.Like(workspace.DataOwnerName!.ToLower(), like, LikePattern.Escape)))
            || db.Organisations.Any(organisation =>
                (organisation.Id == handoff.PartnerId || organisation.Id == handoff.ClientId)
                && EF.Functions.Like(organisation.Name.ToLower(), like, LikePattern.Escape)));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
    }

    internal sealed record CountOfStatus(HandoffStatus Status, int Count, int Blocked);
}
