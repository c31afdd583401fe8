using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>Everything about one deal except its lines, which are paged.</summary>
/// <param name="Deal">As the grid shows it.</param>
/// <param name="Terms">All versions, newest first.</param>
/// <param name="InForceId">The version in force today.</param>
/// <param name="Payouts">Newest first, including reversals.</param>
/// <param name="ClosedThrough">The partner's last closed month; null if none is.</param>
public sealed record DealDetails(
    LedgerRow Deal,
    string? Notes,
    IReadOnlyList<TermsRecord> Terms,
    Guid InForceId,
    IReadOnlyList<PayoutRecord> Payouts,
    Forecast Forecast,
    Month? ClosedThrough);

/// <param name="Reason">Null on the first version.</param>
public sealed record TermsRecord(
    Guid Id,
    DateOnly HoldsFrom,
    Percentage Kickback,
    Percentage Discount,
    Money? Cap,
    DateOnly? ExpiresOn,
    string AgreementReference,
    string? Reason,
    string RecordedByName,
    DateTimeOffset RecordedAt);

/// <param name="IsReversed">A later row reverses it.</param>
public sealed record PayoutRecord(
    Guid Id,
    Money Amount,
    DateOnly PaidOn,
    string Reference,
    string? AdvanceReason,
    Guid? ReversesId,
    string? ReversalReason,
    bool IsReversed,
    string RecordedByName,
    DateTimeOffset RecordedAt);

/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record LineListing(IReadOnlyList<LedgerLine> Rows, int Total, int Page, string? Notice);

/// <summary>The total of the lines posted in one month.</summary>
/// <param name="Earned">The sum of the month's contributions; negative if refunds outweigh them.</param>
/// <param name="ToDate">Earned from the deal's start to the end of this month.</param>
public sealed record EarnedMonth(Month Month, Money Earned, Money ToDate);

/// <summary>One deal's page.</summary>
public sealed class DealOverview(IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    public const int LargestPage = 200;

    /// <summary>Null if there is no such live deal.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<DealDetails?> FindAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var today = time.TodayInAmsterdam();
        var deal = await db.Deals
            .AsNoTracking()
            .Include(found => found.Terms)
            .SingleOrDefaultAsync(found => found.Id == id && found.DeletedAt == null, cancel);
        if (deal is null || await LedgerDirectory.RowAsync(db, id, today, cancel) is not { } row)
        {
            return null;
        }

        var since = today.AddMonths(-Forecast.Months);
        var recent = await db.LedgerLines
            .Where(line => line.DealId == id && line.On > since)
            .Select(line => new { line.On, line.Amount })
            .ToListAsync(cancel);
        var payouts = await db.Payouts.AsNoTracking()
            .Where(payout => payout.DealId == id)
            .OrderByDescending(payout => payout.PaidOn)
            .ThenByDescending(payout => payout.Id)
            .ToListAsync(cancel);
        var reversed = payouts.Select(payout => payout.ReversesId).OfType<Guid>().ToHashSet();
        return new(
            row,
            deal.Notes,
            [
                .. deal.Terms.OrderByDescending(terms => terms.HoldsFrom)
                    .ThenByDescending(terms => terms.RecordedAt)
                    .ThenByDescending(terms => terms.Id)
                    .Select(terms => new TermsRecord(
                        terms.Id,
                        terms.HoldsFrom,
                        terms.Kickback,
                        terms.Discount,
                        terms.Cap,
                        terms.ExpiresOn,
                        terms.AgreementReference,
                        terms.Reason,
                        terms.RecordedByName,
                        terms.RecordedAt)),
            ],
            deal.TermsOn(today).Id,
            [.. payouts.Select(payout => new PayoutRecord(
                payout.Id,
                payout.Amount,
                payout.PaidOn,
                payout.Reference,
                payout.AdvanceReason,
                payout.ReversesId,
                payout.ReversalReason,
                reversed.Contains(payout.Id),
                payout.RecordedByName,
                payout.RecordedAt))],
            Forecast.Of(
                recent.Select(line => (line.On, line.Amount)),
                row.Earned,
                row.Cap,
                DealStatuses.LastDay(row.ExpiresOn, row.EndedOn),
                today),
            await DealChanges.ClosedThroughAsync(db, deal.PartnerId, cancel));
    }

    /// <summary>A page of the deal's lines, newest first; empty if there is no such deal.</summary>
    /// <param name="page">1 for the first; past the end, the last page is shown.</param>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<LineListing> LinesAsync(Staff who, Guid id, int page, int size, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var lines = db.LedgerLines.AsNoTracking().Where(line => line.DealId == id);
        var total = await lines.CountAsync(cancel);
        var paging = Paging.Of(page, size, LargestPage, total);
        var rows = await lines
            .OrderByDescending(line => line.PostedIn)
            .ThenByDescending(line => line.Position)
            .InPage(paging)
            .ToListAsync(cancel);
        return new(rows, total, paging.Page, paging.Notice);
    }

    /// <summary>The months in which the deal has lines, oldest first; empty if there is no such deal.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<EarnedMonth>> MonthsAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var sums = await db.LedgerLines.AsNoTracking()
            .Where(line => line.DealId == id)
            .GroupBy(line => line.PostedIn)
            .OrderBy(lines => lines.Key)
            .Select(lines => new { Month = lines.Key, Earned = lines.Sum(line => (long)(object)line.Contribution) })
            .ToListAsync(cancel);
        var toDate = Money.Zero;
        return [.. sums.Select(sum => new EarnedMonth(sum.Month, new(sum.Earned), toDate += new Money(sum.Earned)))];
    }
}
