using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>One deal at the end of a day.</summary>
/// <param name="Cap">From the terms in force on that day, like the percentages and the expiry.</param>
public sealed record LedgerExportRow(
    Guid DealId,
    long? PlatformId,
    string Partner,
    string Client,
    Guid? WorkspaceId,
    Percentage Kickback,
    Percentage Discount,
    Money? Cap,
    DateOnly StartsOn,
    DateOnly? ExpiresOn,
    DealStatus Status,
    Money Earned,
    Money PaidOut)
{
    public string AgreementReference { get; init; } = string.Empty;

    /// <summary>The client's billing account's; null if there is no account. Only in the file of the grid.</summary>
    public Percentage? AccountDiscount { get; init; }

    public Money Owed => Earning.Owed(Earned, PaidOut);

    /// <summary>Null if there is no cap; zero if more was earned under a higher one.</summary>
    public Money? CapLeft => Earning.CapLeft(Cap, Earned);
}

/// <summary>Exports the ledger as rows and as CSV: all deals on a given day, from posted lines, or what the grid's filter finds.</summary>
public sealed class LedgerExport(IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    private const int BatchSize = 500;

    private static readonly string[] s_header =
    [
        "deal_id", "platform_id", "partner", "client", "workspace_id", "kickback_percent", "discount_percent", "eur_cap", "starts_on",
        "expires_on", "status", "earned_eur", "paid_eur", "owed_eur", "cap_left_eur",
    ];

    private static readonly string[] s_headerForPeople = [.. s_header, "agreement_reference", "account_discount_percent"];

    /// <summary>
    /// Every deal that the platform has not deleted, by the platform's number, then those recorded here. Late postings count from the month
    /// in which they were posted.
    /// </summary>
    /// <param name="asOf">The end of this day; null for today.</param>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async IAsyncEnumerable<LedgerExportRow> ReadAsync(Staff who, DateOnly? asOf, [EnumeratorCancellation] CancellationToken cancel)
    {
        who.Require(Permission.Read);
        var day = asOf ?? time.TodayInAmsterdam();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var ids = await db.Deals.AsNoTracking()
            .Where(deal => deal.DeletedAt == null)
            .OrderBy(deal => deal.PlatformId == null)
            .ThenBy(deal => deal.PlatformId)
            .ThenBy(deal => deal.Id)
            .Select(deal => deal.Id)
            .ToListAsync(cancel);
        foreach (var batch in ids.Chunk(BatchSize))
        {
            var rows = await RowsAsync(db, batch, day, cancel);
            foreach (var id in batch)
            {
                yield return rows[id];
            }
        }
    }

    /// <summary>Streams the CSV of <c>ledger export</c>.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public Task<long> WriteCsvAsync(Staff who, DateOnly? asOf, Stream target, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        return WriteAsync(ReadAsync(who, asOf, cancel), CsvForm.Plain, target, cancel);
    }

    /// <summary>
    /// Streams all deals that match the grid's filter, in the grid's order,
    /// with today's balances. The columns are those of the export, and the
    /// agreement and the account's discount behind them. A search that is too long finds nothing, as in the grid.
    /// </summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public Task<long> WriteCsvAsync(
        Staff who,
        LedgerQuery query,
        CsvForm form,
        Stream target,
        CancellationToken cancel)
    {
        who.Require(Permission.Read);
        return WriteAsync(FindAsync(query, chosen: null, cancel), form, target, cancel);
    }

    /// <summary>As the grid's file, of the deals that a person chose among those that the filter finds.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public Task<long> WriteCsvAsync(
        Staff who,
        LedgerQuery query,
        IReadOnlyList<Guid> chosen,
        CsvForm form,
        Stream target,
        CancellationToken cancel)
    {
        who.Require(Permission.Read);
        return WriteAsync(FindAsync(query, chosen, cancel), form, target, cancel);
    }

    /// <param name="chosen">Null for all that the filter finds.</param>
    private async IAsyncEnumerable<LedgerExportRow> FindAsync(
        LedgerQuery query,
        IReadOnlyList<Guid>? chosen,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var search = SearchKey.Of(query.Search ?? string.Empty);
        if (NameIndexes.Refuse(search) is not null)
        {
            yield break;
        }

        var today = time.TodayInAmsterdam();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var summaries = db.DealSummaries.AsNoTracking();
        var ids = await (chosen is null ? summaries : summaries.Where(summary => chosen.Contains(summary.DealId)))
            .Matching(query, search, today)
            .InOrder(query.Order, query.Descending)
            .Select(summary => summary.DealId)
            .ToListAsync(cancel);
        foreach (var batch in ids.Chunk(BatchSize))
        {
            var rows = await LedgerDirectory.RowsAsync(db, batch, today, cancel);

            var deals = await db.Deals.AsNoTracking()
                .Include(deal => deal.Terms)
                .Where(deal => batch.Contains(deal.Id))
                .ToDictionaryAsync(deal => deal.Id, cancel);

            // An import may remove a deal while the file is being written.
            foreach (var row in batch.Where(rows.ContainsKey).Select(id => rows[id]))
            {
                yield return new(
                    row.Id,
                    row.PlatformId,
                    row.Partner,
                    row.Client,
                    row.WorkspaceId,
                    row.Kickback,
                    row.Discount,
                    row.Cap,
                    row.StartsOn,
                    row.ExpiresOn,
                    row.Status,
                    row.Earned,
                    row.PaidOut)
                {
                    AgreementReference = deals.GetValueOrDefault(row.Id)?.TermsOn(today).AgreementReference ?? string.Empty,
                    AccountDiscount = row.BilledDiscount,
                };
            }
        }
    }

    private static async Task<long> WriteAsync(
        IAsyncEnumerable<LedgerExportRow> rows,
        CsvForm form,
        Stream target,
        CancellationToken cancel)
    {
        var isForPeople = form is not CsvForm.Plain;
        await using var csv = Csv.Writer(target, form);
        await csv.WriteHeaderAsync(isForPeople ? s_headerForPeople : s_header, cancel);
        var written = 0L;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            await csv.WriteRecordAsync(
                [
                    row.DealId.ToString(),
                    row.PlatformId,
                    row.Partner,
                    row.Client,
                    row.WorkspaceId?.ToString(),
                    row.Kickback,
                    row.Discount,
                    row.Cap,
                    row.StartsOn,
                    row.ExpiresOn,
                    row.Status.InWords(),
                    row.Earned,
                    row.PaidOut,
                    row.Owed,
                    row.CapLeft,
                    .. isForPeople ? (CsvCell[])[row.AgreementReference, row.AccountDiscount] : [],
                ],
                cancel);
            written++;
        }

        return written;
    }

    private static async Task<Dictionary<Guid, LedgerExportRow>> RowsAsync(
        PartnersDb db,
        Guid[] ids,
        DateOnly day,
        CancellationToken cancel)
    {
        var month = Month.Of(day);
        var deals = await db.Deals.AsNoTracking().Include(deal => deal.Terms).Where(deal => ids.Contains(deal.Id)).ToListAsync(cancel);
        var names = await (
            from deal in db.Deals
            where ids.Contains(deal.Id)
            join partner in db.Organisations on deal.PartnerId equals partner.Id
            join found in db.Workspaces on deal.WorkspaceId equals found.Id into workspaces
            from workspace in workspaces.DefaultIfEmpty()
            select new
            {
                deal.Id,
                Partner = partner.Name,
                Client = workspace.DataOwnerName ?? workspace.Name ?? deal.ClientName ?? string.Empty,
            })
            .ToDictionaryAsync(names => names.Id, cancel);
        var earned = (await db.LedgerLines.AsNoTracking()
            .Where(line => ids.Contains(line.DealId) && line.PostedIn <= month && line.On <= day)
            .Select(line => new { line.DealId, line.Contribution })
            .ToListAsync(cancel)).ToLookup(line => line.DealId, line => line.Contribution);
        var paid = (await db.Payouts.AsNoTracking()
            .Where(payout => ids.Contains(payout.DealId) && payout.PaidOn <= day)
            .Select(payout => new { payout.DealId, payout.Amount })
            .ToListAsync(cancel)).ToLookup(payout => payout.DealId, payout => payout.Amount);
        return deals.ToDictionary(deal => deal.Id, deal =>
        {
            var terms = deal.TermsOn(day);
            var sum = Money.Sum(earned[deal.Id]);
            var status = DealStatuses.Of(deal.VoidedAt is not null, deal.StartsOn, terms.ExpiresOn, deal.EndedOn, terms.Cap, sum, day);
            return new LedgerExportRow(
                deal.Id,
                deal.PlatformId,
                names[deal.Id].Partner,
                names[deal.Id].Client,
                deal.WorkspaceId,
                terms.Kickback,
                terms.Discount,
                terms.Cap,
                deal.StartsOn,
                terms.ExpiresOn,
                status,
                sum,
                Money.Sum(paid[deal.Id]))
            {
                AgreementReference = terms.AgreementReference,
            };
        });
    }
}
