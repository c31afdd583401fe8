using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.ExternalLed;

/// <summary>The pipeline's filters and orders, as expressions that EF can translate.</summary>
internal static class PipelineLists
{
    /// <summary>The cards that match a filter, unordered and in any place; <see cref="In"/> narrows the place.</summary>
    public static IQueryable<ClientStanding> Matching(this PartnersDb db, PipelineQuery query, string search, DateOnly today)
    {
        var listed = db.ClientStandings.AsNoTracking().Where(standing => standing.IsListed);
        if (search.Length > 0)
        {
            listed = listed.Where(standing => standing.ClientKey.Contains(search) || standing.PartnerKey.Contains(search));
        }

        if (query.PartnerId is { } partner)
        {
            listed = listed.Where(standing => standing.PartnerId == partner);
        }

        if (query.OwnerSubject is { } owner)
        {
            listed = owner == PipelineQuery.Nobody ? listed.Where(standing => standing.OwnerSubject == null) : listed.Where(standing => standing.OwnerSubject == owner);
        }

        if (query.Signals is not Signal.None and var signals)
        {
            listed = listed.Where(standing => (standing.Signals & signals) == signals);
        }

        if (query.IsReady)
        {
            listed = listed.Where(standing => standing.Stage != PipelineStage.Graduated && standing.Stage != PipelineStage.Dismissed).NearTheirDealsEnd(today);
        }

        return query.IsStale ? listed.Stale(today) : listed;
    }

    /// <param name="place">Null for the board: everything not put aside.</param>
    public static IQueryable<ClientStanding> In(this IQueryable<ClientStanding> standings, CardPlace? place)
    {
        // Compare with a value: a negation would scan every row.
        var isSnoozed = place == CardPlace.Snoozed;
        var found = standings.Where(standing => standing.IsSnoozed == isSnoozed);
        return place is null ? found.Where(standing => standing.Stage != PipelineStage.Dismissed)
            : place.Value.Stage() is { } stage ? found.Where(standing => standing.Stage == stage)
            : found;
    }

    /// <summary>Clients whose deal runs and is near its cap or last day: it is time to talk about graduation.</summary>
    public static IQueryable<ClientStanding> NearTheirDealsEnd(this IQueryable<ClientStanding> standings, DateOnly today) =>
        standings.Where(standing => standing.NearFrom <= today && (standing.DealEndsOn == null || standing.DealEndsOn >= today));

    public static IQueryable<ClientStanding> InOrder(this IQueryable<ClientStanding> standings, PipelineOrder order, bool descending)
    {
        return (order, descending) switch
        {
            (PipelineOrder.Score, true) => standings.OrderByDescending(s => s.Score).ThenBy(s => s.WorkspaceId),
            (PipelineOrder.Score, false) => standings.OrderBy(s => s.Score).ThenByDescending(s => s.WorkspaceId),
            (PipelineOrder.Age, true) => standings.OrderBy(s => s.StageSince).ThenBy(s => s.WorkspaceId),
            (PipelineOrder.Age, false) => standings.OrderByDescending(s => s.StageSince).ThenByDescending(s => s.WorkspaceId),
            (PipelineOrder.Client, true) => standings.OrderByDescending(s => s.ClientKey).ThenByDescending(s => s.WorkspaceId),
            (PipelineOrder.Client, false) => standings.OrderBy(s => s.ClientKey).ThenBy(s => s.WorkspaceId),
            (PipelineOrder.CapLeft, true) => standings.OrderByDescending(s => s.CapLeft == null).ThenByDescending(s => s.CapLeft).ThenByDescending(s => s.WorkspaceId),
            (PipelineOrder.CapLeft, false) => standings.OrderBy(s => s.CapLeft == null).ThenBy(s => s.CapLeft).ThenBy(s => s.WorkspaceId),
            (PipelineOrder.Expires, true) => standings.OrderByDescending(s => s.DealEndsOn == null).ThenByDescending(s => s.DealEndsOn).ThenByDescending(s => s.WorkspaceId),
            (PipelineOrder.Expires, false) => standings.OrderBy(s => s.DealEndsOn == null).ThenBy(s => s.DealEndsOn).ThenBy(s => s.WorkspaceId),
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };
    }

    private static IQueryable<ClientStanding> Stale(this IQueryable<ClientStanding> standings, DateOnly today)
    {
        var (signalled, contacted, agreed, planned) = (Before(PipelineStage.Signalled), Before(PipelineStage.Contacted), Before(PipelineStage.Agreed), Before(PipelineStage.HandoffPlanned));
        return standings.Where(standing =>
            (standing.Stage == PipelineStage.Signalled && standing.StageSince < signalled)
            || (standing.Stage == PipelineStage.Contacted && standing.StageSince < contacted)
            || (standing.Stage == PipelineStage.Agreed && standing.StageSince < agreed)
            || (standing.Stage == PipelineStage.HandoffPlanned && standing.StageSince < planned));

        // "More than n days" means before the start of the day n days ago.
        DateTimeOffset Before(PipelineStage stage) => today.AddDays(-stage.StaleAfterDays()!.Value).StartInAmsterdam();
    }
}
