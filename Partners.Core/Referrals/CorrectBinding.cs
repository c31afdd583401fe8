using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <param name="AccountSeen">The account that the person saw it bound to.</param>
/// <param name="BillingAccountId">The account that paid; null if <paramref name="NobodyKnows"/>.</param>
/// <param name="NobodyKnows">It waits again among the unmatched payments.</param>
public sealed record CorrectBinding(
    Guid RequestId,
    string PaymentId,
    Guid AccountSeen,
    Guid? BillingAccountId,
    bool NobodyKnows,
    string? Reason);

/// <param name="Account">Null if the payment waits again.</param>
/// <param name="Deals">How many deals of either account's client were posted again.</param>
public sealed record BindingCorrected(string PaymentId, string Former, string? Account, int Deals);

public sealed record NotBoundByHand()
    : Refusal("Only a binding that a person made can be corrected. This one was found by the payment's metadata or its customer.");

public sealed record BoundElsewhereNow(string Account)
    : Refusal($"Somebody corrected it meanwhile: it belongs to {Account} now.");

public sealed record SamePayer()
    : Refusal("The payment is bound to this account already. Choose the one that paid.", nameof(CorrectBinding.BillingAccountId));

public sealed partial class ClientPayments
{
    /// <summary>
    /// Takes a payment away from the account that a person bound it to, for the account that paid or for the unmatched payments, and posts
    /// the deals of both clients (docs/product.md L67). Refused for a binding by metadata or customer, and without a reason.
    /// </summary>
    public Task<Outcome<BindingCorrected>> CorrectAsync(Staff who, CorrectBinding command, CancellationToken cancel) =>
        changes.RunAsync<BindingCorrected>(who, Permission.EditLedger, command.RequestId, nameof(CorrectBinding), async (change, token) =>
        {
            var payment = await change.Db.Payments.SingleOrDefaultAsync(found => found.Id == command.PaymentId, token);
            if (payment is null)
            {
                return new NoSuchPayment();
            }

            if (payment.BillingAccountId != command.AccountSeen)
            {
                var now = payment.BillingAccountId is { } id ? await AccountAsync(change.Db, id, token) : null;
                return new BoundElsewhereNow(now?.Label ?? "no account");
            }

            if (payment.BoundBy is not PaymentBinding.Person)
            {
                return new NotBoundByHand();
            }

            var former = (await AccountAsync(change.Db, command.AccountSeen, token))!;
            var account = command is { NobodyKnows: false, BillingAccountId: { } chosen }
                ? await AccountAsync(change.Db, chosen, token)
                : null;
            Refusal?[] refused =
            [
                account is null && !command.NobodyKnows ? new PayerMissing()
                    : account?.Id == former.Id ? new SamePayer()
                    : null,
                Reasons.Refuse(command.Reason),
            ];
            if (refused.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
            {
                return Outcome<BindingCorrected>.Refused(refusals);
            }

            var (reason, counted) = (command.Reason!.Trim(), payment.WorkspaceId);
            change.Db.FormerBindings.Add(new(payment, account?.Id, reason, who, change.At));
            payment.BindAnew(account?.Id, account?.WorkspaceId);
            var facts = new { Payment = payment.Id, payment.Amount, payment.Status, PaidOn = payment.PaidAt?.DayInAmsterdam() };
            change.Record(
                AuditActions.PaymentUnbound,
                SubjectOf(former),
                facts,
                account is null ? null : new { BelongsTo = account.Label },
                reason);
            if (account is not null)
            {
                change.Record(AuditActions.PaymentBound, SubjectOf(account), new { BoundTo = former.Label }, facts, reason);
            }

            await change.Db.SaveChangesAsync(token);
            var deals = await DealsOfAsync(change.Db, former.Id, counted ?? former.WorkspaceId, token);
            if (account is not null)
            {
                var theirs = await DealsOfAsync(change.Db, account.Id, account.WorkspaceId, token);
                deals.AddRange(theirs.ExceptBy(deals.Select(deal => deal.Id), deal => deal.Id));
            }

            foreach (var deal in deals)
            {
                await posting.PostAsync(change, deal, token);
            }

            return new BindingCorrected(payment.Id, former.Label, account?.Label, deals.Count);
        }, cancel);

    private static AuditSubject SubjectOf(Payer account) =>
        new(BillingSubjects.Account, account.Id.ToString(), account.Label, account.OwnerId, Version: null, account.WorkspaceId);
}
