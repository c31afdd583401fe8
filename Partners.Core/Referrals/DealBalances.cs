using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>What is owed on one open deal.</summary>
/// <param name="Client">The client: the data owner's or the workspace's name, or the name that the deal was recorded under.</param>
public sealed record OpenDeal(Guid Id, string Client, Percentage Kickback, Money? Cap, DateOnly? ExpiresOn, Money Earned, Money Owed);

/// <summary>Loads what the earning rules need, and applies them.</summary>
internal static class DealBalances
{
    /// <summary>A partner's open deals with what is owed on each, largest first.</summary>
    public static async Task<IReadOnlyList<OpenDeal>> OpenOfPartnerAsync(PartnersDb db, Guid partnerId, DateOnly today, CancellationToken cancel)
    {
        var deals = await db.Deals.AsNoTracking().Open(today)
            .Where(deal => deal.PartnerId == partnerId)
            .Select(deal => new
            {
                deal.Id,
                deal.ClientName,
                deal.StartsOn,
                deal.ExpiresOn,
                deal.EndedOn,
                Terms = deal.Terms.Select(terms => new EarningTerms(terms.Id, terms.HoldsFrom, terms.Kickback, terms.Cap, terms.ExpiresOn, terms.RecordedAt)).ToList(),
                Workspace = db.Workspaces.Where(workspace => workspace.Id == deal.WorkspaceId)
                    .Select(workspace => new { workspace.Name, workspace.DataOwnerName, workspace.BillingAccountId }).FirstOrDefault(),
            })
            .ToListAsync(cancel);

        var accounts = deals.Select(deal => deal.Workspace?.BillingAccountId).OfType<Guid>().Distinct().ToList();
        var payments = await PaymentsByAccountAsync(db, accounts, cancel);
        return [.. deals
            .Select(deal =>
            {
                var made = deal.Workspace?.BillingAccountId is { } account ? payments[account] : [];
                var lines = Posting.LinesOf(new(deal.Id, deal.StartsOn, deal.EndedOn, Earns: true, deal.Terms), made, [], closedThrough: null, today);
                var latest = deal.Terms.MaxBy(terms => terms.HoldsFrom)!;
                var earned = lines.Aggregate(Money.Zero, (sum, line) => sum + line.Contribution);
                var client = deal.Workspace?.DataOwnerName ?? deal.Workspace?.Name ?? deal.ClientName ?? string.Empty;
                return new OpenDeal(deal.Id, client, latest.Kickback, latest.Cap, deal.ExpiresOn, earned, earned);
            })
            .OrderByDescending(deal => deal.Owed)
            .ThenBy(deal => deal.Client, StringComparer.OrdinalIgnoreCase)];
    }

    private static async Task<ILookup<Guid, ClientPayment>> PaymentsByAccountAsync(PartnersDb db, List<Guid> accounts, CancellationToken cancel)
    {
        var rows = await db.BillingAccounts.AsNoTracking()
            .Where(account => accounts.Contains(account.Id))
            .Join(db.Payments.Where(payment => payment.Status == Payment.Paid && payment.PaidAt != null), account => account.MollieCustomerId, payment => payment.MollieCustomerId, (account, payment) => new
            {
                AccountId = account.Id,
                payment.Id,
                payment.PaidAt,
                payment.Amount,
                payment.Vat,
                Refunds = db.Refunds.Where(refund => refund.PaymentId == payment.Id && refund.Status == Refund.Refunded)
                    .Select(refund => new { refund.Id, refund.CreatedAt, refund.Amount }).ToList(),
            })
            .ToListAsync(cancel);
        return rows.ToLookup(row => row.AccountId, row => new ClientPayment(
            row.Id,
            row.PaidAt!.Value.DayInAmsterdam(),
            row.Amount,
            row.Vat,
            [.. row.Refunds.Select(refund => new ClientRefund(refund.Id, refund.CreatedAt.DayInAmsterdam(), refund.Amount))]));
    }
}
