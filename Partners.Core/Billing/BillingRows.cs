using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Billing;

internal static class BillingRows
{
    /// <summary>The accounts in their order, with seats, agreed discount and contact.</summary>
    /// <param name="accounts">Pass one page: the seats of each account take a subquery.</param>
    /// <param name="agreed">The agreed discounts of today.</param>
    public static IQueryable<BillingRow> Of(
        PartnersDb db,
        IQueryable<BillingAccount> accounts,
        IQueryable<AgreedDiscount> agreed,
        DateTimeOffset now) =>
        from seated in accounts.WithSeats(db, now)
        let account = seated.Account
        join own in db.Workspaces on account.WorkspaceId equals own.Id into owns
        from workspace in owns.DefaultIfEmpty()
        join organisation in db.Organisations on account.OrganisationId ?? workspace.OrganisationId equals organisation.Id
        join known in db.People on account.AccountManagerId equals known.Id into managers
        from manager in managers.DefaultIfEmpty()
        let host = (
            from membership in db.OrganisationMemberships.Hosts()
            where account.WorkspaceId == null && membership.OrganisationId == organisation.Id
            join person in db.People on membership.PersonId equals person.Id
            orderby membership.Role descending, membership.CreatedAt, person.Id
            select new { person.DisplayName, person.Email }).FirstOrDefault()
        select new BillingRow(
            account.Id,
            account.Label,
            organisation.Id,
            organisation.Name,
            account.WorkspaceId,
            workspace.Name,
            account.Tier,
            account.BillingPeriod,
            account.PaymentMode,
            new SeatCount(seated.People, seated.Invited),
            account.Discount,
            agreed
                .Where(terms => terms.WorkspaceId == account.WorkspaceId)
                .Select(terms => (Percentage?)terms.Discount)
                .FirstOrDefault())
        {
            Class = AccountClasses.Of(
                account.Tier,
                account.PaymentMode,
                account.Discount,
                account.DiscountKind,
                account.TierExpiresAt,
                now),
            DiscountKind = account.DiscountKind,
            TierExpiresAt = account.TierExpiresAt,
            Status = account.Status ?? AccountStatus.None,
            AccountManager = manager.DisplayName,
            ContactName = account.WorkspaceId == null ? host.DisplayName : workspace.DataOwnerName,
            ContactEmail = account.WorkspaceId == null ? host.Email : workspace.DataOwnerEmail,
        };
}
