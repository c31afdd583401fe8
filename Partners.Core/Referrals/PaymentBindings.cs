using Microsoft.EntityFrameworkCore;
using Partners.Core.Billing;
using Partners.Core.Persistence;

namespace Partners.Core.Referrals;

/// <param name="WorkspaceId">The account's workspace; null for a pooled account.</param>
internal sealed record PayingAccount(Guid Id, Guid? WorkspaceId);

/// <summary>Which account a payment belongs to when it is first known (docs/product.md L60).</summary>
internal static class PaymentBindings
{
    private const int BatchSize = 1_000;

    /// <summary>
    /// The accounts of the provider's customers. If several have one customer, the payment is one account's all the same, or it would earn
    /// twice: a live one's before a deleted one's, then that of the account that is older.
    /// </summary>
    public static async Task<Dictionary<string, PayingAccount>> OfCustomersAsync(
        PartnersDb db,
        IEnumerable<string> customers,
        CancellationToken cancel)
    {
        var asked = customers.Where(customer => customer.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var accounts = await Accounts(db)
            .Where(account => account.MollieCustomerId != null && asked.Contains(account.MollieCustomerId))
            .Select(account => new
            {
                account.MollieCustomerId,
                account.Id,
                account.WorkspaceId,
                account.CreatedAt,
                IsDeleted = account.DeletedAt != null,
            })
            .ToListAsync(cancel);
        var found = accounts
            .GroupBy(account => account.MollieCustomerId!, StringComparer.Ordinal)
            .ToDictionary(
                same => same.Key,
                same => same.OrderBy(account => account.IsDeleted).ThenBy(account => account.CreatedAt).ThenBy(account => account.Id)
                    .Select(account => new PayingAccount(account.Id, account.WorkspaceId))
                    .First(),
                StringComparer.Ordinal);
        foreach (var (customer, account) in await FormerAsync(db, [.. asked.Where(customer => !found.ContainsKey(customer))], cancel))
        {
            found.TryAdd(customer, account);
        }

        return found;
    }

    /// <summary>Those of the accounts that exist.</summary>
    public static async Task<Dictionary<Guid, PayingAccount>> OfIdsAsync(PartnersDb db, IEnumerable<Guid> ids, CancellationToken cancel)
    {
        var asked = ids.Distinct().ToList();
        return asked.Count == 0 ? [] : await Accounts(db)
            .Where(account => asked.Contains(account.Id))
            .Select(account => new PayingAccount(account.Id, account.WorkspaceId))
            .ToDictionaryAsync(account => account.Id, cancel);
    }

    /// <summary>Binds by their customers the payments that came past the import, such as made-up data.</summary>
    public static async Task BindAsync(PartnersDb db, CancellationToken cancel)
    {
        while (true)
        {
            // Any order will do. This one is the index's.
            var some = await Unbound(db).OrderBy(payment => payment.BillingAccountId).Take(BatchSize).ToListAsync(cancel);
            var accounts = await OfCustomersAsync(db, some.Select(payment => payment.MollieCustomerId), cancel);
            foreach (var payment in some)
            {
                var account = accounts[payment.MollieCustomerId];
                payment.Bind(account.Id, account.WorkspaceId, PaymentBinding.Customer);
            }

            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
            if (some.Count < BatchSize)
            {
                return;
            }
        }
    }

    /// <summary>Payments of a known customer that are not bound; made-up data writes them so.</summary>
    internal static IQueryable<Payment> Unbound(PartnersDb db) => db.Payments.Where(payment =>
        payment.WorkspaceId == null
        && payment.BillingAccountId == null
        && payment.MollieCustomerId != string.Empty
        && db.BillingAccounts.Any(account => account.MollieCustomerId == payment.MollieCustomerId));

    /// <summary>The accounts whose customers these were last.</summary>
    private static async Task<IEnumerable<(string Customer, PayingAccount Account)>> FormerAsync(
        PartnersDb db,
        List<string> customers,
        CancellationToken cancel)
    {
        if (customers.Count == 0)
        {
            return [];
        }

        var rows = await db.FormerCustomers.AsNoTracking()
            .Where(former => customers.Contains(former.MollieCustomerId))
            .Join(
                db.BillingAccounts,
                former => former.BillingAccountId,
                account => account.Id,
                (former, account) => new { former.MollieCustomerId, former.Until, account.Id, account.WorkspaceId })
            .ToListAsync(cancel);
        return rows.OrderByDescending(row => row.Until)
            .ThenBy(row => row.Id)
            .Select(row => (row.MollieCustomerId, new PayingAccount(row.Id, row.WorkspaceId)));
    }

    private static IQueryable<BillingAccount> Accounts(PartnersDb db) => db.BillingAccounts.AsNoTracking();
}
