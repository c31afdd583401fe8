using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Billing;
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
    Month? ClosedThrough)
{
    /// <summary>The platform's row as an import last read it; null for a deal that the platform does not have.</summary>
    public PlatformSide? OnPlatform { get; init; }

    /// <summary>The client's account pays by invoice, or did (docs/product.md L64).</summary>
    public bool PaysByInvoice { get; init; }

    /// <summary>The client pays by invoice, and none was recorded: its payments cannot be seen.</summary>
    public bool IsUnseen { get; init; }
}

/// <summary>The platform's row of a deal.</summary>
/// <param name="Open">What differs and waits for a decision.</param>
/// <param name="Client">The client that its workspace is of; null if it names none.</param>
public sealed record PlatformSide(PlatformValues Values, TermFields Open, DateTimeOffset SeenAt, string Partner, string? Client);

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

        var invoices = await ClientPayments.InvoicesAsync(db, id, cancel);
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
            await ForecastAsync(db, deal, row, today, cancel),
            await DealChanges.ClosedThroughAsync(db, deal.PartnerId, cancel))
        {
            OnPlatform = await OnPlatformAsync(db, deal, cancel),
            PaysByInvoice = invoices is not null,
            IsUnseen = invoices is { Count: 0 },
        };
    }

    private static async Task<Forecast> ForecastAsync(PartnersDb db, Deal deal, LedgerRow row, DateOnly today, CancellationToken cancel)
    {
        var posted = deal.ForPosting();
        var terms = new TermsInForce(posted.Terms);
        var inputs = await PostingInputs.LoadAsync(db, [deal], cancel);
        var paid = inputs.PaymentsOf(deal)
            .Where(payment => Earning.WhyNot(posted.StartsOn, posted.EndedOn, terms, payment, today) is null)
            .GroupBy(payment => Month.Of(payment.PaidOn))
            .OrderBy(payments => payments.Key)
            .Select(payments => new PaidMonth(
                payments.Max(payment => payment.PaidOn),
                Money.Sum(payments.Select(Earning.NetOf))))
            .Where(month => month.Base > Money.Zero)
            .ToList();
        var period = await db.Workspaces
            .Where(workspace => workspace.Id == deal.WorkspaceId)
            .Join(db.BillingAccounts, workspace => workspace.BillingAccountId, account => account.Id, (_, account) =>
                (BillingPeriod?)account.BillingPeriod)
            .SingleOrDefaultAsync(cancel);
        return Forecast.Of(
            new(
                posted.Terms,
                deal.EndedOn,
                Money.Sum(inputs.Lines[deal.Id].Select(line => line.Amount)),
                row.Earned,
                paid,
                period == BillingPeriod.Annual),
            today);
    }

    private static async Task<PlatformSide?> OnPlatformAsync(PartnersDb db, Deal deal, CancellationToken cancel)
    {
        if (await db.PlatformTerms.AsNoTracking().SingleOrDefaultAsync(terms => terms.DealId == deal.Id, cancel) is not { } terms)
        {
            return null;
        }

        terms.Compare(deal);
        return new(
            terms.Values,
            terms.Open,
            terms.SeenAt,
            await db.Organisations.Where(found => found.Id == terms.PartnerId).Select(found => found.Name).SingleAsync(cancel),
            await db.Workspaces
                .Where(found => found.Id == terms.WorkspaceId)
                .Select(found => found.DataOwnerName ?? found.Name)
                .SingleOrDefaultAsync(cancel));
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

    /// <summary>
    /// What the client paid that earns nothing on the deal, and refunds on their way, newest first (docs/product.md L65); null if there is
    /// no such deal.
    /// </summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<UncountedListing?> UncountedAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var deal = await db.Deals.AsNoTracking().Include(found => found.Terms).SingleOrDefaultAsync(found => found.Id == id, cancel);
        return deal is null ? null : await Uncounted.OfAsync(db, deal, time.TodayInAmsterdam(), cancel);
    }

    /// <summary>
    /// What became of a payment, refund, chargeback or invoice on the deal, as a sentence; null if it is not the client's.
    /// </summary>
    /// <param name="payment">The provider's id, or an invoice's number.</param>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<string?> FateAsync(Staff who, Guid id, string payment, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var fates = await PaymentLookup.FindAsync(db, payment, time.TodayInAmsterdam(), cancel);
        return fates.FirstOrDefault(fate => fate.DealId == id)?.Says;
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
