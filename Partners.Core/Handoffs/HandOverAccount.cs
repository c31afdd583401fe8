using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Outbox;

namespace Partners.Core.Handoffs;

/// <summary>The transfer's step about the billing account and who pays it (docs/product.md H10, H22, H23).</summary>
internal static class HandOverAccount
{
    /// <summary>
    /// The workspace's own account goes along. It becomes the client's pooled account, unless the client already has one, or a deal goes
    /// on that earns from this workspace alone. Who paid until now leaves it; payments of theirs that come later are still known as its.
    /// </summary>
    public static async Task HandOverAccountAsync(this Transfer transfer, CancellationToken cancel)
    {
        var (change, why, facts) = (transfer.Change, transfer.Why, transfer.Facts);
        var account = await change.Db.BillingAccounts.SingleAsync(found => found.Id == facts.Account!.Id, cancel);
        var (plan, before, there) = (transfer.Plan.Billing, State(), There());
        account.BillTo(
            plan.LegalName!.Trim(),
            plan.AddressLine!.Trim(),
            plan.PostalCode!.Trim(),
            plan.City!.Trim(),
            plan.Country!.Trim().ToUpperInvariant(),
            Trimmed(plan.VatNumber),
            plan.PaymentMode);
        var pools = HandoffChecks.Pools(transfer.Plan, facts);
        var customer = account.MollieCustomerId;
        account.LeavePayer();
        if (customer is not null
            && !await change.Db.FormerCustomers.AnyAsync(
                former => former.MollieCustomerId == customer && former.BillingAccountId == account.Id,
                cancel))
        {
            change.Db.FormerCustomers.Add(new(customer, account.Id, change.At));
        }

        if (pools)
        {
            account.Pool(transfer.Client.Id);
        }

        change.Record(AuditActions.BillingAccountHandedOver, account.Subject(transfer.Workspace), before, State(), why);
        var item = new PlatformItem(PlatformFields.BillingAccount, account.Id.ToString(), account.Label);
        foreach (var ((field, was), (_, value)) in there.Zip(There()))
        {
            if (!Equals(was, value))
            {
                await change.CarryToPlatformAsync(item, field, was, value, why, cancel);
            }
        }

        (string Field, object? Value)[] There() =>
        [
            (PlatformFields.OrganisationId, account.OrganisationId),
            (PlatformFields.WorkspaceId, account.WorkspaceId),
            (PlatformFields.MollieCustomer, account.MollieCustomerId),
            (PlatformFields.MollieSubscription, account.MollieSubscriptionId),
            (PlatformFields.LegalName, account.LegalName),
            (PlatformFields.AddressLine, account.AddressLine),
            (PlatformFields.PostalCode, account.PostalCode),
            (PlatformFields.City, account.City),
            (PlatformFields.Country, account.Country),
            (PlatformFields.VatNumber, account.VatNumber),
            (PlatformFields.PaymentMode, PlatformWords.Of(PlatformBillingWords.PaymentModes, account.PaymentMode)),
        ];
        object State() =>
            new
            {
                account.OrganisationId,
                account.WorkspaceId,
                account.LegalName,
                account.AddressLine,
                account.PostalCode,
                account.City,
                account.Country,
                account.VatNumber,
                account.PaymentMode,
                account.MollieCustomerId,
                account.MollieSubscriptionId,
            };
    }

    private static string? Trimmed(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
