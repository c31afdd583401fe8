using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Today;

/// <summary>
/// Counts today's open work with the lists' own filters, and names the most urgent records. Everyone opens this page, and it scans every
/// deal several times, so the counts are cached until someone changes something or the day ends.
/// </summary>
public sealed class Overview(IDbContextFactory<PartnersDb> contexts, DataVersion version, TimeProvider time)
{
    /// <summary>How many records each card names.</summary>
    private const int Named = 3;

    private readonly WriteInvalidatedCache<DateOnly, TodayFigures> _counted = new(version, most: 1);

    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<TodayFigures> FindAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        var today = time.TodayInAmsterdam();
        return await _counted.GetAsync(today, () => CountAsync(today, cancel), cancel);
    }

    private async Task<TodayFigures> CountAsync(DateOnly today, CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        var (ending, near) = (await EndingFirstAsync(db, today, cancel), await NearestCapAsync(db, today, cancel));
        var deals = await LedgerDirectory.RowsAsync(db, [.. ending.Union(near)], today, cancel);
        return new(
            new(await CountAsync(db, EndingDeals.Query, today, cancel), Rows(ending)),
            new(
                await CountAsync(db, CappedDeals.NearQuery, today, cancel),
                await CountAsync(db, CappedDeals.ReachedQuery, today, cancel),
                Rows(near)),
            await OwedAsync(db, today, cancel),
            new(await PipelineDirectory.CountsAsync(db, today, cancel), await HighestScoresAsync(db, today, cancel)),
            await HandoffsAsync(db, cancel),
            await AnomaliesAsync(db, today, cancel),
            await PlatformAsync(db, cancel));

        IReadOnlyList<LedgerRow> Rows(List<Guid> ids) => [.. ids.Select(id => deals.GetValueOrDefault(id)).OfType<LedgerRow>()];
    }

    private static IQueryable<DealSummary> Matching(PartnersDb db, LedgerQuery query, DateOnly today) =>
        db.DealSummaries.AsNoTracking().Matching(query, search: string.Empty, today);

    private static Task<int> CountAsync(PartnersDb db, LedgerQuery query, DateOnly today, CancellationToken cancel) =>
        Matching(db, query, today).CountAsync(cancel);

    private static Task<List<Guid>> EndingFirstAsync(PartnersDb db, DateOnly today, CancellationToken cancel) =>
        Matching(db, EndingDeals.Query, today)
            .OrderBy(deal => deal.ExpiresOn == null || deal.EndedOn < deal.ExpiresOn ? deal.EndedOn : deal.ExpiresOn)
            .ThenBy(deal => deal.DealId)
            .Take(Named)
            .Select(deal => deal.DealId)
            .ToListAsync(cancel);

    private static Task<List<Guid>> NearestCapAsync(PartnersDb db, DateOnly today, CancellationToken cancel) =>
        Matching(db, CappedDeals.NearQuery, today)
            .OrderBy(deal => (long)(object)deal.Cap! - (long)(object)deal.Earned)
            .ThenBy(deal => deal.DealId)
            .Take(Named)
            .Select(deal => deal.DealId)
            .ToListAsync(cancel);

    private static async Task<OwedToday> OwedAsync(PartnersDb db, DateOnly today, CancellationToken cancel)
    {
        var summaries = db.DealSummaries.AsNoTracking();
        if (await summaries.TotalsAsync(cancel) is not { } totals)
        {
            return new(new(0, 0, Money.Zero, Money.Zero, Money.Zero), 0, []);
        }

        var most = await summaries.RowsAsync(db, new(), new(1, Named, Notice: null), cancel);
        return new(
            totals,
            await CountAsync(db, OwedToday.DealsQuery, today, cancel),
            [.. most.Where(partner => partner.Owed > Money.Zero)]);
    }

    private static Task<List<WaitingClient>> HighestScoresAsync(PartnersDb db, DateOnly today, CancellationToken cancel)
    {
        var highest = db.Matching(WaitingClients.SignalledQuery, search: string.Empty, today)
            .In(CardPlace.Signalled)
            .InOrder(PipelineOrder.Score, descending: true)
            .Take(Named);
        return (
            from summary in highest
            join workspace in db.Workspaces on summary.WorkspaceId equals workspace.Id
            join partner in db.Organisations on summary.PartnerId equals partner.Id
            orderby summary.Score descending, summary.WorkspaceId
            select new WaitingClient(summary.WorkspaceId, workspace.DataOwnerName ?? workspace.Name, partner.Name, summary.Score))
            .ToListAsync(cancel);
    }

    private static async Task<PendingHandoffs> HandoffsAsync(PartnersDb db, CancellationToken cancel)
    {
        var scheduled = db.Handoffs.AsNoTracking().Where(handoff => handoff.Status == HandoffStatus.Scheduled);
        var first = await (
            from handoff in scheduled
            join workspace in db.Workspaces on handoff.WorkspaceId equals workspace.Id
            join partner in db.Organisations on handoff.PartnerId equals partner.Id
            orderby handoff.BlockedBecause == null, handoff.AgreedOn, handoff.Id
            select new PendingHandoff(handoff.Id, workspace.Name, partner.Name, handoff.AgreedOn, handoff.BlockedBecause))
            .Take(Named)
            .ToListAsync(cancel);
        return new(
            await db.Handoffs.CountAsync(handoff => handoff.Status == HandoffStatus.Draft, cancel),
            await scheduled.CountAsync(cancel),
            await scheduled.CountAsync(handoff => handoff.BlockedBecause != null, cancel),
            first);
    }

    private static async Task<IReadOnlyList<AnomalyFound>> AnomaliesAsync(PartnersDb db, DateOnly today, CancellationToken cancel)
    {
        var all = new List<AnomalyFound>();
        foreach (var anomaly in Enum.GetValues<Anomaly>())
        {
            var found = db.Organisations.AsNoTracking().Where(anomaly.Condition(db, today));
            var count = await found.CountAsync(cancel);
            if (count > 0)
            {
                var first = await found
                    .InOrder(OrganisationOrder.Name, descending: false)
                    .Take(Named)
                    .Select(organisation => new OrganisationName(organisation.Id, organisation.Name))
                    .ToListAsync(cancel);
                all.Add(new(anomaly, count, first));
            }
        }

        return all;
    }

    private static async Task<PlatformToday> PlatformAsync(PartnersDb db, CancellationToken cancel)
    {
        var waiting = await db.PlatformChanges.CountAsync(change => change.State == PlatformChangeState.Waiting, cancel);
        var last = await db.ImportRuns.AsNoTracking()
            .OrderByDescending(run => run.StartedAt)
            .ThenByDescending(run => run.Id)
            .Select(run => new LastImport(
                run.Id,
                run.StartedAt,
                run.Status,
                db.ImportRejections.Count(rejection => rejection.ImportRunId == run.Id)))
            .FirstOrDefaultAsync(cancel);
        return new(waiting, last);
    }
}
