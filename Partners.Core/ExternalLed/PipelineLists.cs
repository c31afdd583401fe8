using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.ExternalLed;

/// <summary>The pipeline's filters and orders, as expressions that EF can translate.</summary>
internal static class PipelineLists
{
    /// <summary>The cards that match a filter, unordered and in any place; <see cref="In"/> narrows the place.</summary>
    public static IQueryable<PipelineEntry> Matching(this PartnersDb db, PipelineQuery query, string search, DateOnly today)
    {
        var listed = db.PipelineEntries.AsNoTracking().Where(entry => entry.IsListed);
        if (search.Length > 0)
        {
            listed = listed.Where(entry => entry.ClientKey.Contains(search) || entry.PartnerKey.Contains(search));
        }

        if (query.PartnerId is { } partner)
        {
            listed = listed.Where(entry => entry.PartnerId == partner);
        }

        if (query.OwnerSubject is { } owner)
        {
            listed = owner == PipelineQuery.Nobody
                ? listed.Where(entry => entry.OwnerSubject == null)
                : listed.Where(entry => entry.OwnerSubject == owner);
        }

        if (query.Signals is not Signal.None and var signals)
        {
            listed = listed.Where(entry => (entry.Signals & signals) == signals);
        }

        if (query.IsReady)
        {
            listed = listed.Where(entry => entry.Stage != PipelineStage.Graduated && entry.Stage != PipelineStage.Dismissed)
                .NearTheirDealsEnd(today);
        }

        return query.IsStale ? listed.Stale(today) : listed;
    }

    /// <param name="place">Null for the board: everything not put aside.</param>
    public static IQueryable<PipelineEntry> In(this IQueryable<PipelineEntry> entries, CardPlace? place)
    {
        // Compare with a value: a negation would scan every row.
        var isSnoozed = place == CardPlace.Snoozed;
        var found = entries.Where(entry => entry.IsSnoozed == isSnoozed);
        return place is null ? found.Where(entry => entry.Stage != PipelineStage.Dismissed)
            : place.Value.Stage() is { } stage ? found.Where(entry => entry.Stage == stage)
            : found;
    }

    /// <summary>Clients whose deal runs and is near its cap or last day: it is time to talk about graduation.</summary>
    public static IQueryable<PipelineEntry> NearTheirDealsEnd(this IQueryable<PipelineEntry> entries, DateOnly today) =>
        entries.Where(entry => entry.NearFrom <= today && (entry.DealEndsOn == null || entry.DealEndsOn >= today));

    public static IQueryable<PipelineEntry> InOrder(this IQueryable<PipelineEntry> entries, PipelineOrder order, bool descending)
    {
        return (order, descending) switch
        {
            (PipelineOrder.Score, true) => entries.OrderByDescending(s => s.Score).ThenBy(s => s.WorkspaceId),
            (PipelineOrder.Score, false) => entries.OrderBy(s => s.Score).ThenByDescending(s => s.WorkspaceId),
            (PipelineOrder.Age, true) => entries.OrderBy(s => s.StageSince).ThenBy(s => s.WorkspaceId),
            (PipelineOrder.Age, false) => entries.OrderByDescending(s => s.StageSince).ThenByDescending(s => s.WorkspaceId),
            (PipelineOrder.Client, true) => entries.OrderByDescending(s => s.ClientKey).ThenByDescending(s => s.WorkspaceId),
            (PipelineOrder.Client, false) => entries.OrderBy(s => s.ClientKey).ThenBy(s => s.WorkspaceId),
            (PipelineOrder.CapLeft, true) =>
                entries.OrderByDescending(s => s.CapLeft == null).ThenByDescending(s => s.CapLeft).ThenByDescending(s => s.WorkspaceId),
            (PipelineOrder.CapLeft, false) => entries.OrderBy(s => s.CapLeft == null).ThenBy(s => s.CapLeft).ThenBy(s => s.WorkspaceId),
            (PipelineOrder.Expires, true) => entries
                .OrderByDescending(s => s.DealEndsOn == null)
                .ThenByDescending(s => s.DealEndsOn)
                .ThenByDescending(s => s.WorkspaceId),
            (PipelineOrder.Expires, false) =>
                entries.OrderBy(s => s.DealEndsOn == null).ThenBy(s => s.DealEndsOn).ThenBy(s => s.WorkspaceId),
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };
    }

    private static IQueryable<PipelineEntry> Stale(this IQueryable<PipelineEntry> entries, DateOnly today)
    {
        var (signalled, contacted, agreed, planned) = (
            Before(PipelineStage.Signalled),
            Before(PipelineStage.Contacted),
            Before(PipelineStage.Agreed),
            Before(PipelineStage.HandoffPlanned));
        return entries.Where(entry =>
            (entry.Stage == PipelineStage.Signalled && entry.StageSince < signalled)
            || (entry.Stage == PipelineStage.Contacted && entry.StageSince < contacted)
            || (entry.Stage == PipelineStage.Agreed && entry.StageSince < agreed)
            || (entry.Stage == PipelineStage.HandoffPlanned && entry.StageSince < planned));

        // "More than n days" means before the start of the day n days ago.
        DateTimeOffset Before(PipelineStage stage) => today.AddDays(-stage.StaleAfterDays()!.Value).StartInAmsterdam();
    }
}
