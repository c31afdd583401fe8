using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.ExternalLed;

/// <summary>Finds clients in the pipeline: as a board, a list, or one card.</summary>
public sealed class PipelineDirectory(IDbContextFactory<PartnersDb> contexts, SignalSettings settings, TimeProvider time)
{
    /// <summary>The most partners that the filter offers as a list.</summary>
    public const int MostPartners = 200;

    /// <summary>Each stage's count and highest scores. Ignores the query's order, place and page, which are for the list.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<PipelineBoard> BoardAsync(Staff who, PipelineQuery query, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        var search = SearchKey.Of(query.Search ?? string.Empty);
        if (NameIndexes.Refuse(search) is { } tooLong)
        {
            return new([.. PipelineStages.OnBoard.Select(stage => new BoardColumn(stage, 0, []))], 0, 0, tooLong);
        }

        await using var db = await contexts.OpenAsync(cancel);
        var today = time.TodayInAmsterdam();
        var matching = db.Matching(query, search, today);
        var counts = await CountAsync(matching, cancel);
        var columns = new List<BoardColumn>();
        foreach (var stage in PipelineStages.OnBoard)
        {
            var place = CardPlaces.Of(stage, isSnoozed: false);
            var count = counts.GetValueOrDefault(place);
            IReadOnlyList<CandidateCard> cards = count == 0 ? []
                : await CardsAsync(
                    db,
                    matching.In(place).InOrder(PipelineOrder.Score, descending: true).Take(PipelineBoard.CardsOfStage),
                    today,
                    cancel);
            columns.Add(new(stage, count, cards));
        }

        return new(columns, counts.GetValueOrDefault(CardPlace.Snoozed), counts.GetValueOrDefault(CardPlace.Dismissed), Notice: null);
    }

    /// <summary>
    /// One page of the list. A page past the end shows the last one, and a search longer than <see cref="NameIndexes.LongestSearch"/>
    /// characters finds nothing; the notice says so.
    /// </summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<PipelineListing> ListAsync(Staff who, PipelineQuery query, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        var search = SearchKey.Of(query.Search ?? string.Empty);
        if (NameIndexes.Refuse(search) is { } tooLong)
        {
            return new([], 0, 1, tooLong);
        }

        await using var db = await contexts.OpenAsync(cancel);
        var today = time.TodayInAmsterdam();
        var matching = db.Matching(query, search, today);
        var total = TotalOf(await CountAsync(matching, cancel), query.Place);
        var page = Paging.Of(query.Page, query.PageSize, PipelineQuery.LargestPage, total);
        IReadOnlyList<CandidateCard> rows = total == 0
            ? []
            : await CardsAsync(db, matching.In(query.Place).InOrder(query.Order, query.Descending).InPage(page), today, cancel);
        return new(rows, total, page.Page, page.Notice);
    }

    /// <summary>One card as it is now, put aside or not; null if the client is not in the pipeline.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<CandidateCard?> FindAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return (await CardsAsync(
            db,
            db.PipelineEntries.AsNoTracking().Where(entry => entry.WorkspaceId == workspaceId),
            time.TodayInAmsterdam(),
            cancel))
            .SingleOrDefault();
    }

    /// <summary>The cards of some workspaces, highest score first; those that are not in the pipeline are left out.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<CandidateCard>> OfWorkspacesAsync(Staff who, IReadOnlyList<Guid> workspaces, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var cards = await CardsAsync(
            db,
            db.PipelineEntries.AsNoTracking().Where(entry => entry.IsListed && workspaces.Contains(entry.WorkspaceId)),
            time.TodayInAmsterdam(),
            cancel);
        return [.. cards.OrderByDescending(card => card.Reading.Score).ThenBy(card => card.WorkspaceId)];
    }

    /// <summary>The board's counts of open work.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<PipelineCounts> CountsAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await CountsAsync(db, time.TodayInAmsterdam(), cancel);
    }

    internal static async Task<PipelineCounts> CountsAsync(PartnersDb db, DateOnly today, CancellationToken cancel)
    {
        var all = await ByPlaceAsync(new());
        return new(
            TotalOf(all, place: null),
            all.GetValueOrDefault(CardPlace.Signalled),
            TotalOf(await ByPlaceAsync(new(IsReady: true)), place: null),
            TotalOf(await ByPlaceAsync(new(IsStale: true)), place: null));

        Task<Dictionary<CardPlace, int>> ByPlaceAsync(PipelineQuery query) => CountAsync(db.Matching(query, string.Empty, today), cancel);
    }

    /// <summary>How many cards each place has; one without any is left out.</summary>
    internal static Task<Dictionary<CardPlace, int>> PlacesAsync(PartnersDb db, DateOnly today, CancellationToken cancel) =>
        CountAsync(db.Matching(new(), search: string.Empty, today), cancel);

    /// <summary>The last day of the last completed refresh's window; null if none has completed yet.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<DateOnly?> AsOfAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.SignalRefreshRuns.AsNoTracking()
            .Where(run => run.Status == RefreshStatus.Completed)
            .OrderByDescending(run => run.StartedAt)
            .Select(run => (DateOnly?)run.AsOf)
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>
    /// The partners whose clients are in the pipeline, by name. Empty if there are more than <see cref="MostPartners"/>; the person then
    /// searches.
    /// </summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<PartnerChoice>> PartnersAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var listed = db.PipelineEntries.AsNoTracking().Where(entry => entry.IsListed).Select(entry => entry.PartnerId).Distinct();
        var partners = await db.Organisations.AsNoTracking()
            .Where(organisation => listed.Contains(organisation.Id))
            .OrderBy(organisation => organisation.Id)
            .Select(organisation => new PartnerChoice(organisation.Id, organisation.Name))
            .Take(MostPartners + 1)
            .ToListAsync(cancel);
        return partners.Count > MostPartners ? [] : [.. partners.OrderBy(partner => partner.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <param name="place">Null for the board.</param>
    private static int TotalOf(Dictionary<CardPlace, int> counts, CardPlace? place) => place is { } at
        ? counts.GetValueOrDefault(at)
        : counts.Where(count => count.Key is not (CardPlace.Snoozed or CardPlace.Dismissed)).Sum(count => count.Value);

    private static async Task<Dictionary<CardPlace, int>> CountAsync(IQueryable<PipelineEntry> matching, CancellationToken cancel)
    {
        var counts = await matching
            .GroupBy(entry => new { entry.Stage, entry.IsSnoozed })
            .Select(group => new { group.Key.Stage, group.Key.IsSnoozed, Count = group.Count() })
            .ToListAsync(cancel);
        return counts.GroupBy(count => CardPlaces.Of(count.Stage!.Value, count.IsSnoozed))
            .ToDictionary(place => place.Key, place => place.Sum(count => count.Count));
    }

    /// <param name="entries">Already ordered and limited.</param>
    private async Task<IReadOnlyList<CandidateCard>> CardsAsync(
        PartnersDb db,
        IQueryable<PipelineEntry> entries,
        DateOnly today,
        CancellationToken cancel)
    {
        var rows = await (
            from entry in entries
            join candidate in db.Candidates.AsNoTracking() on entry.WorkspaceId equals candidate.Id
            join workspace in db.Workspaces on entry.WorkspaceId equals workspace.Id
            join partner in db.Organisations on entry.PartnerId equals partner.Id
            join found in db.DealSummaries.AsNoTracking() on entry.DealId equals (Guid?)found.DealId into deals
            from deal in deals.DefaultIfEmpty()
            select new { entry, candidate, Workspace = workspace.Name, workspace.DataOwnerName, Partner = partner.Name, deal })
            .ToListAsync(cancel);
        var links = rows.Count == 0 ? null
            : (await PartnerAnswers.LinksAsync(db, [.. rows.Select(row => row.entry.WorkspaceId)], cancel))
                .ToLookup(link => (link.WorkspaceId, link.PartnerId));
        return
        [
            .. rows.Select(row => new CandidateCard(
                row.entry.WorkspaceId,
                row.DataOwnerName ?? row.Workspace,
                row.Workspace,
                row.entry.PartnerId,
                row.Partner,
                row.candidate.Stage,
                row.candidate.StageSince,
                row.candidate.DaysInStage(today),
                row.candidate.IsStale(today),
                row.candidate.IsSnoozed,
                row.candidate.SnoozedUntil,
                row.candidate.Stage == PipelineStage.Dismissed ? row.candidate.DismissedBecause : null,
                row.candidate.ReturnedAt,
                row.candidate.ReturnedFor,
                row.candidate.OwnerSubject,
                row.candidate.OwnerName,
                row.candidate.NextStep,
                row.candidate.NextStepOn,
                row.candidate.Notes,
                row.entry.AsOf,
                row.entry.Reading(settings),
                row.deal is null ? null : CandidateDeal.Of(row.deal, today),
                row.candidate.Version)
            {
                Contact = PartnerAnswer.Of(row.Partner, [.. links![(row.entry.WorkspaceId, row.entry.PartnerId)]], time.GetUtcNow()),
            }),
        ];
    }
}
