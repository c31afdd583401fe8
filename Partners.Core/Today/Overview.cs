using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.ExternalLed;
using Partners.Core.Findings;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Platform;
using Partners.Core.Platform.Live;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Today;

/// <summary>
/// Counts today's open work with the lists' own filters, and names the most urgent records. Everyone opens this page, and it scans every
/// deal several times, so the counts are cached until someone changes something or the day ends.
/// </summary>
public sealed class Overview(IDbContextFactory<PartnersDb> contexts, DataVersion version, FindingDirectory findings, TimeProvider time)
{
    /// <summary>How many records each card names.</summary>
    internal const int Named = 3;

    private const int MonthsShown = 12;

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
        return new(
            new(await CountAsync(db, EndingDeals.Query, today, cancel)),
            new(
                await CountAsync(db, CappedDeals.NearQuery, today, cancel),
                await CountAsync(db, CappedDeals.ReachedQuery, today, cancel)),
            await OwedAsync(db, cancel),
            new(await PipelineDirectory.CountsAsync(db, today, cancel), await HighestScoresAsync(db, today, cancel)),
            await HandoffsToday.CountAsync(db, today, cancel),
            await AnomaliesAsync(db, today, cancel),
            await PlatformAsync(db, cancel),
            await KickbackAsync(db, Month.Of(today), cancel),
            await PipelineAsync(db, today, cancel))
        {
            Findings = await findings.CountAsync(db, Enum.GetValues<FindingKind>().Where(kind => !kind.IsOfFlag()), cancel),
            Broken = await HandoffsToday.BrokenAsync(db, cancel),
        };
    }

    /// <summary>What this person has taken on; not cached, because each person has another.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<MyWork> MineAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var mine = db.Matching(WaitingClients.MineQuery(who.Subject), search: string.Empty, time.TodayInAmsterdam())
            .In(place: null)
            .Where(entry => entry.Stage != PipelineStage.Graduated);
        var cards = await (
            from entry in mine
            join card in db.Candidates on entry.WorkspaceId equals card.Id
            join workspace in db.Workspaces on entry.WorkspaceId equals workspace.Id
            orderby card.NextStepOn == null, card.NextStepOn, entry.Score descending, entry.WorkspaceId
            select new MyItem(workspace.Id, null, workspace.DataOwnerName ?? workspace.Name, card.NextStep, card.NextStepOn))
            .Take(Named)
            .ToListAsync(cancel);
        var pending = db.Handoffs.AsNoTracking().Where(handoff =>
            (handoff.Status == HandoffStatus.Draft || handoff.Status == HandoffStatus.Scheduled)
            && handoff.PreparedBySubject == who.Subject);
        var handoffs = await (
            from handoff in pending
            join workspace in db.Workspaces on handoff.WorkspaceId equals workspace.Id
            orderby handoff.AgreedOn == null, handoff.AgreedOn, handoff.Id
            select new MyItem(workspace.Id, handoff.Id, workspace.Name, null, handoff.AgreedOn))
            .Take(Named)
            .ToListAsync(cancel);
        return new(
            await mine.CountAsync(cancel),
            await pending.CountAsync(cancel),
            [.. cards.Concat(handoffs).OrderBy(item => item.On ?? DateOnly.MaxValue).Take(Named)]);
    }

    private static IQueryable<DealSummary> Matching(PartnersDb db, LedgerQuery query, DateOnly today) =>
        db.DealSummaries.AsNoTracking().Matching(query, search: string.Empty, today);

    private static Task<int> CountAsync(PartnersDb db, LedgerQuery query, DateOnly today, CancellationToken cancel) =>
        Matching(db, query, today).CountAsync(cancel);

    /// <summary>Deal by deal, as in the ledger: a credit on one deal does not reduce what is to pay on another.</summary>
    private static async Task<OwedToday> OwedAsync(PartnersDb db, CancellationToken cancel)
    {
        var toPay = await SumsAsync(db.DealSummaries.Where(deal => deal.Owed > Money.Zero));
        var credits = await SumsAsync(db.DealSummaries.Where(deal => deal.Owed < Money.Zero));
        return new(new(toPay.Sum()), toPay.Count, new(-credits.Sum()), credits.Count);

        Task<List<long>> SumsAsync(IQueryable<DealSummary> deals) => deals.AsNoTracking()
            .GroupBy(deal => deal.PartnerId)
            .Select(ofPartner => ofPartner.Sum(deal => (long)(object)deal.Owed))
            .ToListAsync(cancel);
    }

    private static async Task<KickbackByMonth> KickbackAsync(PartnersDb db, Month current, CancellationToken cancel)
    {
        var months = Enumerable.Range(1 - MonthsShown, MonthsShown)
            .Select(before => Month.Of(current.FirstDay.AddMonths(before)))
            .ToList();
        var first = months[0];
        var earned = await db.LedgerLines.AsNoTracking()
            .Where(line => line.PostedIn >= first && line.PostedIn <= current)
            .GroupBy(line => line.PostedIn)
            .Select(lines => new { Month = lines.Key, Cents = lines.Sum(line => (long)(object)line.Contribution) })
            .ToDictionaryAsync(month => month.Month, month => month.Cents, cancel);
        return new([.. months.Select(month => new MonthEarned(month, new(earned.GetValueOrDefault(month))))]);
    }

    private static async Task<PipelineByStage> PipelineAsync(PartnersDb db, DateOnly today, CancellationToken cancel)
    {
        var places = await PipelineDirectory.PlacesAsync(db, today, cancel);
        var since = today.AddYears(-1).StartInAmsterdam();
        var left = db.PipelineEntries.AsNoTracking().Where(entry => entry.IsListed && !entry.IsSnoozed && entry.StageSince >= since);
        return new(
            [
                .. PipelineStages.OnBoard
                    .Select(stage => CardPlaces.Of(stage, isSnoozed: false))
                    .Select(place => new StageCount(place, places.GetValueOrDefault(place))),
            ],
            await left.CountAsync(entry => entry.Stage == PipelineStage.Graduated, cancel),
            await left.CountAsync(entry => entry.Stage == PipelineStage.Dismissed, cancel));
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
        var waiting = await db.ActsIn(PlatformChangeState.Waiting).CountAsync(cancel);
        var last = await db.ImportRuns.AsNoTracking()
            .OrderByDescending(run => run.StartedAt)
            .ThenByDescending(run => run.Id)
            .Select(run => new LastImport(
                run.Id,
                run.StartedAt,
                run.Status,
                db.ImportRejections.Count(rejection => rejection.ImportRunId == run.Id)))
            .FirstOrDefaultAsync(cancel);
        var syncs = await db.PlatformSyncs.AsNoTracking().ToDictionaryAsync(sync => sync.Id, cancel);
        return new(waiting, last, syncs.GetValueOrDefault(PlatformSync.One)?.News)
        {
            Payments = syncs.GetValueOrDefault(PlatformSync.Payments)?.News,
            InConflict = await db.ActsIn(PlatformChangeState.InConflict).CountAsync(cancel),
            Refused = await db.ActsIn(PlatformChangeState.Refused).CountAsync(cancel),
        };
    }
}
