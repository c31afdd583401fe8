using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <param name="PaymentId">The provider's id, <c>tr_…</c>.</param>
public sealed record BindPayment(Guid RequestId, string PaymentId, Guid? BillingAccountId, string? Reason);

/// <param name="Deals">How many deals of the account's client were posted again.</param>
public sealed record PaymentBound(string PaymentId, string Account, int Deals);

public sealed record NoSuchPayment() : Refusal("There is no such payment.");

public sealed record PaymentIsBound(string Account)
    : Refusal($"This payment belongs to {Account} already. A payment is bound once, for good.");

public sealed record PayerMissing() : Refusal("Choose the billing account that paid.", nameof(BindPayment.BillingAccountId));

public sealed partial class ClientPayments
{
    /// <summary>
    /// Says which account an unmatched payment came from, for good, and posts its client's deals (docs/product.md L60). Refused without a
    /// reason, and for a payment that is bound.
    /// </summary>
    public Task<Outcome<PaymentBound>> BindAsync(Staff who, BindPayment command, CancellationToken cancel) =>
        changes.RunAsync<PaymentBound>(who, Permission.EditLedger, command.RequestId, nameof(BindPayment), async (change, token) =>
        {
            var payment = await change.Db.Payments.SingleOrDefaultAsync(found => found.Id == command.PaymentId, token);
            if (payment is null)
            {
                return new NoSuchPayment();
            }

            if (payment.BillingAccountId is { } bound)
            {
                return new PaymentIsBound((await AccountAsync(change.Db, bound, token))?.Label ?? "another account");
            }

            var account = command.BillingAccountId is { } id ? await AccountAsync(change.Db, id, token) : null;
            Refusal?[] refused = [account is null ? new PayerMissing() : null, Reasons.Refuse(command.Reason)];
            if (refused.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
            {
                return Outcome<PaymentBound>.Refused(refusals);
            }

            payment.Bind(account!.Id, account.WorkspaceId, PaymentBinding.Person);
            change.Record(
                AuditActions.PaymentBound,
                SubjectOf(account),
                before: null,
                new { Payment = payment.Id, payment.Amount, payment.Status, PaidOn = payment.PaidAt?.DayInAmsterdam() },
                command.Reason!.Trim());
            await change.Db.SaveChangesAsync(token);
            var deals = await DealsOfAsync(change.Db, account.Id, account.WorkspaceId, token);
            foreach (var deal in deals)
            {
                await posting.PostAsync(change, deal, token);
            }

            return new PaymentBound(payment.Id, account.Label, deals.Count);
        }, cancel);

    private static Task<Payer?> AccountAsync(PartnersDb db, Guid id, CancellationToken cancel) => (
        from account in db.BillingAccounts.AsNoTracking()
        where account.Id == id
        join own in db.Workspaces on account.WorkspaceId equals own.Id into owns
        from workspace in owns.DefaultIfEmpty()
        select new Payer(account.Id, account.Label, account.WorkspaceId, account.OrganisationId ?? workspace.OrganisationId))
        .SingleOrDefaultAsync(cancel);

    /// <summary>The deals whose client the account pays for.</summary>
    private static async Task<List<Deal>> DealsOfAsync(PartnersDb db, Guid accountId, Guid? workspaceId, CancellationToken cancel)
    {
        var workspaces = await db.Workspaces.AsNoTracking()
            .Where(workspace => workspace.BillingAccountId == accountId)
            .Select(workspace => workspace.Id)
            .ToListAsync(cancel);
        workspaces.AddRange(workspaceId is { } own && !workspaces.Contains(own) ? [own] : []);
        return await db.Deals.AsNoTracking()
            .Include(deal => deal.Terms)
            .Where(deal => deal.WorkspaceId != null && workspaces.Contains(deal.WorkspaceId.Value) && deal.DeletedAt == null)
            .OrderBy(deal => deal.Id)
            .ToListAsync(cancel);
    }

    /// <param name="OwnerId">The organisation that pools, or that owns the workspace.</param>
    private sealed record Payer(Guid Id, string Label, Guid? WorkspaceId, Guid OwnerId);
}
