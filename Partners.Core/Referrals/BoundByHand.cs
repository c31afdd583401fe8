using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>An account that a payment was bound to by mistake.</summary>
/// <param name="By">Who corrected it.</param>
public sealed record EarlierPayer(string Account, string By, DateTimeOffset CorrectedAt, string Reason);

/// <summary>A payment that a person bound to an account.</summary>
/// <param name="PaidAt">Null if it is not paid.</param>
/// <param name="Earlier">The accounts it was bound to before, latest first.</param>
public sealed record BoundPayment(
    string Id,
    string Status,
    Money Amount,
    Money Vat,
    DateTimeOffset? PaidAt,
    Guid AccountId,
    string Account,
    IReadOnlyList<EarlierPayer> Earlier);

/// <param name="Total">How many there are, which may be more than are listed.</param>
public sealed record BoundListing(IReadOnlyList<BoundPayment> Newest, int Total);

public sealed partial class ClientPayments
{
    /// <summary>The payments that a person bound, newest first, with what was corrected (docs/product.md L67).</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<BoundListing> BoundByHandAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var bound = db.Payments.AsNoTracking().Where(payment => payment.BoundBy == PaymentBinding.Person);
        var newest = await bound
            .OrderByDescending(payment => payment.CreatedAt)
            .ThenBy(payment => payment.Id)
            .Take(MostUnmatched)
            .Join(
                db.BillingAccounts,
                payment => payment.BillingAccountId,
                account => account.Id,
                (payment, account) => new { Payment = payment, account.Label })
            .ToListAsync(cancel);
        var ids = newest.ConvertAll(one => one.Payment.Id);
        var earlier = (await db.FormerBindings.AsNoTracking()
            .Where(former => ids.Contains(former.PaymentId))
            .Join(
                db.BillingAccounts,
                former => former.BillingAccountId,
                account => account.Id,
                (former, account) => new { Former = former, account.Label })
            .ToListAsync(cancel))
            .OrderByDescending(one => one.Former.CorrectedAt)
            .ThenByDescending(one => one.Former.Id)
            .ToLookup(
                one => one.Former.PaymentId,
                one => new EarlierPayer(one.Label, one.Former.CorrectedByName, one.Former.CorrectedAt, one.Former.Reason),
                StringComparer.Ordinal);
        return new(
            newest.OrderByDescending(one => one.Payment.CreatedAt).ThenBy(one => one.Payment.Id, StringComparer.Ordinal).Select(one =>
                new BoundPayment(
                    one.Payment.Id,
                    one.Payment.Status,
                    one.Payment.Amount,
                    one.Payment.Vat,
                    one.Payment.PaidAt,
                    one.Payment.BillingAccountId!.Value,
                    one.Label,
                    [.. earlier[one.Payment.Id]])).ToList(),
            newest.Count < MostUnmatched ? newest.Count : await bound.CountAsync(cancel));
    }
}
