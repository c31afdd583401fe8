using Partners.Core.Values;

namespace Partners.Core.Billing;

internal static class BillingLists
{
    /// <summary>The live accounts of a kind and tier; null means any.</summary>
    public static IQueryable<BillingAccount> Matching(this IQueryable<BillingAccount> accounts, AccountKind? kind, Tier? only)
    {
        accounts = accounts.Where(account => account.DeletedAt == null);
        accounts = kind switch
        {
            AccountKind.ExternalClient => accounts.Where(account => account.WorkspaceId != null),
            AccountKind.Pooled => accounts.Where(account => account.OrganisationId != null),
            _ => accounts,
        };
        return only is { } tier ? accounts.Where(account => account.Tier == tier) : accounts;
    }

    /// <summary>The live accounts that the filter finds, whatever is searched for.</summary>
    public static IQueryable<BillingAccount> Matching(
        this IQueryable<BillingAccount> accounts,
        BillingQuery query,
        IQueryable<AgreedDiscount> agreed,
        DateTimeOffset now)
    {
        accounts = accounts.Matching(query.Kind, query.Tier);
        if (query.Class is { } wanted)
        {
            accounts = accounts.Where(AccountClasses.Are(wanted, now));
        }

        if (query.PaymentMode is { } mode)
        {
            accounts = accounts.Where(account => account.PaymentMode == mode);
        }

        accounts = query.Status switch
        {
            null => accounts,
            AccountStatus.None => accounts.Where(account => account.Status == null || account.Status == AccountStatus.None),
            { } status => accounts.Where(account => account.Status == status),
        };
        return query.DiscountDiffers ? accounts.Differing(agreed) : accounts;
    }

    /// <summary>Breaks ties by id, so that no account appears on two pages.</summary>
    public static IQueryable<BillingAccount> ByLabel(this IQueryable<BillingAccount> accounts, bool descending) => descending
        ? accounts.OrderByDescending(account => account.LabelKey).ThenByDescending(account => account.Id)
        : accounts.OrderBy(account => account.LabelKey).ThenBy(account => account.Id);

    /// <summary>As <see cref="BillingRow.IsDiscountMismatch"/>. Starts from the clients with an open deal, who are the few.</summary>
    private static IQueryable<BillingAccount> Differing(this IQueryable<BillingAccount> accounts, IQueryable<AgreedDiscount> agreed)
    {
        Percentage? none = Percentage.Zero;
        return
            from client in agreed.Select(terms => terms.WorkspaceId).Distinct()
            join account in accounts on client equals account.WorkspaceId
            where (account.DiscountKind == null
                    || (account.DiscountKind != DiscountKinds.Scholarship && account.DiscountKind != DiscountKinds.Trial))
                && agreed.Where(terms => terms.WorkspaceId == client).Select(terms => (Percentage?)terms.Discount).First()
                    != (account.Discount ?? none)
            select account;
    }
}
