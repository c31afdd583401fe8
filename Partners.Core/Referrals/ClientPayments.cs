using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>A payment of which nobody knows whose it is: by link, and naming no account.</summary>
/// <param name="PaidAt">Null if it is not paid.</param>
public sealed record UnmatchedPayment(string Id, string Status, Money Amount, Money Vat, DateTimeOffset CreatedAt, DateTimeOffset? PaidAt);

/// <param name="Total">How many there are, which may be more than are listed.</param>
public sealed record UnmatchedListing(IReadOnlyList<UnmatchedPayment> Newest, int Total);

/// <summary>Whose each payment is (docs/product.md L60).</summary>
public sealed partial class ClientPayments(
    IDbContextFactory<PartnersDb> contexts,
    ChangeRunner changes,
    LedgerPosting posting)
{
    /// <summary>The most unmatched payments that are listed.</summary>
    public const int MostUnmatched = 100;

    /// <summary>The payments that wait for a person to say whose they are, newest first.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<UnmatchedListing> UnmatchedAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var unmatched = db.Payments.AsNoTracking().Where(payment => payment.WorkspaceId == null && payment.BillingAccountId == null);
        var newest = await unmatched
            .OrderByDescending(payment => payment.CreatedAt)
            .ThenBy(payment => payment.Id)
            .Take(MostUnmatched)
            .Select(payment => new UnmatchedPayment(
                payment.Id,
                payment.Status,
                payment.Amount,
                payment.Vat,
                payment.CreatedAt,
                payment.PaidAt))
            .ToListAsync(cancel);
        return new(newest, newest.Count < MostUnmatched ? newest.Count : await unmatched.CountAsync(cancel));
    }
}
