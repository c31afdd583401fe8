using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <param name="Month">Such as <c>2026-10</c>. Open months before it close too, because its opening balance must be settled.</param>
/// <param name="ClosingSeen">The closing balance on the statement the person acted on.</param>
public sealed record CloseMonth(Guid RequestId, Guid PartnerId, string? Month, Money ClosingSeen);

/// <param name="First">The first month closed; equals <paramref name="Month"/> if it was the only one.</param>
public sealed record MonthClosed(Guid PartnerId, string Partner, Month First, Month Month, Money Closing);

/// <summary>A statement, and whether it can still change.</summary>
/// <param name="ClosedByName">Null while the month is open, like <paramref name="ClosedAt"/>.</param>
/// <param name="NextToClose">The partner's first open month; null if there is nothing to close.</param>
public sealed record StatementShown(Statement Statement, string? ClosedByName, DateTimeOffset? ClosedAt, Month? NextToClose);

/// <summary>Statements by partner and month, closing months, and what is owed (docs/product.md L18, L19, L20).</summary>
public sealed partial class Statements(
    ChangeRunner changes,
    JobRunner jobs,
    LedgerPosting posting,
    LedgerUpkeep ledger,
    IDbContextFactory<PartnersDb> contexts,
    DataVersion version,
    TimeProvider time)
{
    private readonly WriteInvalidatedCache<(OwedQuery Query, DateOnly Day), OwedListing> _owed = new(version, most: 32);

    /// <summary>
    /// A closed month's statement as it was closed, an open month's from its current lines. Null if there is no such organisation.
    /// </summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<StatementShown?> FindAsync(Staff who, Guid partnerId, Month month, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        if (await MonthsAsync(db, partnerId, cancel) is not { } partner)
        {
            return null;
        }

        var closed = month <= partner.Closed
            ? await db.ClosedMonths.AsNoTracking().SingleOrDefaultAsync(
                found => found.PartnerId == partnerId && found.Month == month,
                cancel)
            : null;
        return closed is not null
            ? new(CanonicalJson.Read<Statement>(closed.Statement), closed.ClosedByName, closed.ClosedAt, partner.NextToClose)
            : new(
                (await StatementDraft.LoadAsync(db, partnerId, partner.Name, month, cancel)).Draw(month),
                null,
                null,
                partner.NextToClose);
    }

    /// <summary>Finds an organisation by its id, or by its exact name among those with deals; null if none or several match.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<Guid?> FindPartnerAsync(Staff who, string nameOrId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var key = SearchKey.Of(nameOrId);
        var id = Guid.TryParse(nameOrId, out var parsed) ? parsed : Guid.Empty;
        var found = await db.Organisations.AsNoTracking()
            .Where(organisation =>
                organisation.DeletedAt == null
                && (organisation.Id == id || (organisation.NameKey == key && db.Deals.Any(deal => deal.PartnerId == organisation.Id))))
            .OrderBy(organisation => organisation.Id)
            .Select(organisation => organisation.Id)
            .Take(2)
            .ToListAsync(cancel);
        return found is [var only] ? only : null;
    }

    /// <summary>
    /// One page of the partners with deals and what is owed to each, and the totals of all that the search finds. A page past the end shows
    /// the last one, and a search longer than <see cref="NameIndexes.LongestSearch"/> characters finds nothing; the notice says so.
    /// </summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<OwedListing> OwedAsync(Staff who, OwedQuery query, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        var search = SearchKey.Of(query.Search ?? string.Empty);
        if (NameIndexes.Refuse(search) is { } tooLong)
        {
            return OwedListing.Nothing(tooLong);
        }

        return await _owed.GetAsync((query, time.TodayInAmsterdam()), () => OwedAsync(query, search, cancel), cancel);
    }

    private async Task<OwedListing> OwedAsync(OwedQuery query, string search, CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        var summaries = search.Length == 0
            ? db.DealSummaries.AsNoTracking()
            : db.DealSummaries.AsNoTracking().Where(summary => summary.PartnerKey.Contains(search));
        if (await summaries.TotalsAsync(cancel) is not { } totals)
        {
            return OwedListing.Nothing(notice: null);
        }

        var page = Paging.Of(query.Page, query.PageSize, OwedQuery.LargestPage, totals.Partners);
        var over = Month.Of(time.TodayInAmsterdam()).Previous();
        return new(await summaries.RowsAsync(db, query, page, over, cancel), totals, page.Page, page.Notice);
    }

    /// <summary>
    /// Closes a month and the open ones before it, so that nothing is posted to them any more. Refused if the month is not over, and if the
    /// statement differs from what the person saw.
    /// </summary>
    public async Task<Outcome<MonthClosed>> CloseAsync(Staff who, CloseMonth command, CancellationToken cancel)
    {
        var outcome = await SettleAsync(who, command, asSeen: true, cancel);
        if (outcome.Refusals.OfType<StatementHasChanged>().Any())
        {
            // A refusal saves nothing. Post here, or the person would keep looking at a statement without the lines that caused the
            // refusal.
            await ledger.PostOfAsync(command.PartnerId, cancel);
        }

        return outcome;
    }

    /// <param name="asSeen">Only if it closes at the balance that the person saw.</param>
    private Task<Outcome<MonthClosed>> SettleAsync(Staff who, CloseMonth command, bool asSeen, CancellationToken cancel) =>
        changes.RunAsync<MonthClosed>(who, Permission.EditLedger, command.RequestId, nameof(CloseMonth), async (change, token) =>
        {
            if (await MonthsAsync(change.Db, command.PartnerId, token) is not { } partner)
            {
                return new NoSuchPartner();
            }

            if (!Month.TryParse(command.Month, out var month))
            {
                return new MonthMissing();
            }

            // Post everything known first, so that the closed statement is complete.
            var deals = await change.Db.Deals
                .AsNoTracking()
                .Where(deal => deal.PartnerId == command.PartnerId)
                .Select(deal => deal.Id)
                .ToListAsync(token);
            await posting.PostAsync(change.Db, deals, change.Today, token);
            var next = partner.NextToClose;
            if (ClosingRules.Refuse(month, next, change.Today) is { } refused)
            {
                return refused;
            }

            var draft = await StatementDraft.LoadAsync(change.Db, command.PartnerId, partner.Name, month, token);
            if (draft.Draw(month).Closing is var closing && asSeen && closing != command.ClosingSeen)
            {
                return new StatementHasChanged(closing);
            }

            for (var closed = next!.Value; closed <= month; closed = closed.Next())
            {
                Close(change, draft.Draw(closed));
            }

            return new MonthClosed(command.PartnerId, partner.Name, next.Value, month, closing);
        }, cancel);

    private static Task<PartnerMonths?> MonthsAsync(PartnersDb db, Guid partnerId, CancellationToken cancel)
    {
        var closed = db.ClosedMonths.Where(month => month.PartnerId == partnerId);
        var deals = db.Deals.Where(deal => deal.PartnerId == partnerId && deal.DeletedAt == null);
        return db.Organisations
            .Where(partner => partner.Id == partnerId)
            .Select(partner => new PartnerMonths(
                partner.Name,
                closed.OrderByDescending(month => month.Month).Select(month => (Month?)month.Month).FirstOrDefault(),
                deals.Min(deal => (DateOnly?)deal.StartsOn),
                deals.Join(db.Payouts, deal => deal.Id, payout => payout.DealId, (deal, payout) => (DateOnly?)payout.PaidOn).Min()))
            .SingleOrDefaultAsync(cancel);
    }

    private static void Close(Change change, Statement statement)
    {
        change.Db.ClosedMonths.Add(new ClosedMonth(
            statement.PartnerId,
            statement.Month,
            CanonicalJson.Of(statement),
            change.Who,
            change.At));
        change.Record(AuditActions.MonthClosed, statement.Subject(), before: null, statement.Facts(), reason: null);
    }

    /// <param name="Closed">The last closed month; null if none is.</param>
    /// <param name="Starts">The first start of the partner's deals.</param>
    /// <param name="Paid">The day of the first payout.</param>
    private sealed record PartnerMonths(string Name, Month? Closed, DateOnly? Starts, DateOnly? Paid)
    {
        /// <summary>
        /// The month after the last closed one or, before any is closed, the month of the partner's first deal or payout.
        /// </summary>
        public Month? NextToClose =>
            Closed is { } closed ? closed.Next() : Starts is { } first ? Month.Of(Paid < first ? Paid.Value : first) : null;
    }
}

/// <summary>Everything that a partner's statements are built from, up to a month.</summary>
internal sealed class StatementDraft
{
    private readonly Guid _partnerId;
    private readonly string _partner;
    private readonly List<StatementInput> _inputs;

    private StatementDraft(Guid partnerId, string partner, List<StatementInput> inputs) =>
        (_partnerId, _partner, _inputs) = (partnerId, partner, inputs);

    public static async Task<StatementDraft> LoadAsync(
        PartnersDb db,
        Guid partnerId,
        string partner,
        Month through,
        CancellationToken cancel)
    {
        var ofPartner = db.Deals.Where(deal => deal.PartnerId == partnerId);
        var deals = await ofPartner
            .Select(deal => new FoundDeal(
                deal.Id,
                db.Workspaces
                    .Where(workspace => workspace.Id == deal.WorkspaceId)
                    .Select(workspace => workspace.DataOwnerName ?? workspace.Name)
                    .FirstOrDefault()
                    ?? deal.ClientName
                    ?? string.Empty,
                deal.Terms
                    .Select(terms => new EarningTerms(
                        terms.Id,
                        terms.HoldsFrom,
                        terms.Kickback,
                        terms.Cap,
                        terms.ExpiresOn,
                        terms.RecordedAt))
                    .ToList()))
            .ToListAsync(cancel);
        var lines = await ofPartner
            .Join(
                db.LedgerLines.AsNoTracking().Where(line => line.PostedIn <= through),
                deal => deal.Id,
                line => line.DealId,
                (deal, line) => line)
            .ToListAsync(cancel);
        var lastDay = through.LastDay;
        var payouts = await ofPartner
            .Join(
                db.Payouts.AsNoTracking().Where(payout => payout.PaidOn <= lastDay),
                deal => deal.Id,
                payout => payout.DealId,
                (deal, payout) => payout)
            .ToListAsync(cancel);
        var (linesOf, payoutsOf) = (lines.ToLookup(line => line.DealId), payouts.ToLookup(payout => payout.DealId));
        return new(
            partnerId,
            partner,
            deals.ConvertAll(deal => new StatementInput(deal.Id, deal.Client, deal.Terms, [.. linesOf[deal.Id]], [.. payoutsOf[deal.Id]])));
    }

    /// <param name="month">At most the month up to which it was loaded.</param>
    public Statement Draw(Month month) => StatementRules.Draw(_partnerId, _partner, month, _inputs);

    private sealed record FoundDeal(Guid Id, string Client, List<EarningTerms> Terms);
}
