using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>What became of a payment, on one deal of the client or on none.</summary>
/// <param name="DealId">Null if there is no deal that could count it.</param>
/// <param name="Says">A sentence: where it is posted, or why it earns nothing.</param>
/// <param name="IsUnmatched">Nobody knows whose payment it is.</param>
internal sealed record PaymentFate(string Id, Guid? DealId, string Partner, string Client, string Says, bool IsUnmatched = false);

/// <summary>Finds payments, refunds, chargebacks and invoices by their ids (docs/product.md L65).</summary>
internal static class PaymentLookup
{
    private const int MostDeals = 5;

    /// <param name="id">As the provider writes it, capitals included, or an invoice's number.</param>
    public static async Task<IReadOnlyList<PaymentFate>> FindAsync(PartnersDb db, string id, DateOnly today, CancellationToken cancel)
    {
        if (id.Length is 0 or > RefusedPayment.LongestText)
        {
            return [];
        }

        var (workspace, account, isKnown) = await OwnerAsync(db, id, cancel);
        if (!isKnown)
        {
            return [];
        }

        var deals = await DealsAsync(db, workspace, account, cancel);
        var fates = new List<PaymentFate>();
        foreach (var deal in deals.Take(MostDeals))
        {
            fates.Add(await FateAsync(db, deal, id, today, cancel));
        }

        if (fates.Count > 0)
        {
            return fates;
        }

        var refused = await db.RefusedPayments.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel);
        return
        [
            new(
                id,
                DealId: null,
                string.Empty,
                string.Empty,
                refused is not null ? $"The import refused it. {refused.Reason}"
                    : account is null ? "Nobody knows whose payment it is. A commercial owner can bind it to an account."
                    : "It earns nothing: no deal is for this client.",
                IsUnmatched: refused is null && account is null),
        ];
    }

    private static async Task<(Guid? Workspace, Guid? Account, bool IsKnown)> OwnerAsync(
        PartnersDb db,
        string id,
        CancellationToken cancel)
    {
        var payment = await db.Payments.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel)
            ?? await db.Refunds.Where(refund => refund.Id == id)
                .Join(db.Payments.AsNoTracking(), refund => refund.PaymentId, one => one.Id, (_, one) => one)
                .SingleOrDefaultAsync(cancel)
            ?? await db.Chargebacks.Where(chargeback => chargeback.Id == id)
                .Join(db.Payments.AsNoTracking(), chargeback => chargeback.PaymentId, one => one.Id, (_, one) => one)
                .SingleOrDefaultAsync(cancel);
        if (payment is not null)
        {
            return (payment.WorkspaceId, payment.BillingAccountId, true);
        }

        if (await db.RefusedPayments.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is { } refused)
        {
            return (refused.WorkspaceId, refused.BillingAccountId, true);
        }

        // A number has a digit, and a name that is typed has none.
        if (!id.Any(char.IsAsciiDigit))
        {
            return default;
        }

        var key = SearchKey.Of(id);
        var invoice = await db.PaidInvoices.AsNoTracking()
            .Where(one => one.NumberKey == key)
            .OrderByDescending(one => one.PaidOn)
            .FirstOrDefaultAsync(cancel);
        return (invoice?.WorkspaceId, invoice?.BillingAccountId, invoice is not null);
    }

    private static async Task<List<Deal>> DealsAsync(PartnersDb db, Guid? workspace, Guid? account, CancellationToken cancel)
    {
        List<Guid> workspaces = workspace is { } one ? [one]
            : account is null ? []
            : await db.Workspaces.Where(found => found.BillingAccountId == account).Select(found => found.Id).ToListAsync(cancel);
        return workspaces.Count == 0 ? [] : await db.Deals.AsNoTracking()
            .Include(deal => deal.Terms)
            .Where(deal => deal.WorkspaceId != null && workspaces.Contains(deal.WorkspaceId.Value) && deal.DeletedAt == null)
            .OrderByDescending(deal => deal.StartsOn)
            .ThenBy(deal => deal.Id)
            .ToListAsync(cancel);
    }

    private static async Task<PaymentFate> FateAsync(PartnersDb db, Deal deal, string id, DateOnly today, CancellationToken cancel)
    {
        var line = (await db.LedgerLines.AsNoTracking().Where(line => line.DealId == deal.Id).ToListAsync(cancel))
            .Where(line => string.Equals(LineSources.IdOf(line.Source), id, StringComparison.OrdinalIgnoreCase))
            .MinBy(line => line.Position);
        var uncounted = line is not null ? null
            : (await Uncounted.OfAsync(db, deal, today, cancel)).Newest
                .FirstOrDefault(one => string.Equals(one.Id, id, StringComparison.OrdinalIgnoreCase));
        var row = await LedgerDirectory.RowAsync(db, deal.Id, today, cancel);
        return new(
            id,
            deal.Id,
            row?.Partner ?? string.Empty,
            row?.Client ?? deal.ClientName ?? string.Empty,
            line is not null
                ? $"{(line.Contribution < Money.Zero ? "Takes" : "Earns")} {Money.Max(line.Contribution, -line.Contribution)}, posted in "
                    + $"{Days.InWords(line.PostedIn)}."
                : $"Earns nothing. {uncounted?.Reason ?? "It is not posted yet."}");
    }
}
