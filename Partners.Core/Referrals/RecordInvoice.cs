using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <param name="VersionSeen">The deal's version on the page the person acted on.</param>
/// <param name="Net">In euros, as typed.</param>
/// <param name="Vat">In euros, as typed; empty for none.</param>
/// <param name="CreditOf">The number of the invoice that this credit note takes back; null for an invoice.</param>
public sealed record RecordInvoice(
    Guid RequestId,
    Guid DealId,
    int VersionSeen,
    string? Number,
    string? Net,
    string? Vat,
    DateOnly? PaidOn,
    string? CreditOf);

/// <param name="Earned">On the deal, afterwards.</param>
public sealed record InvoiceRecorded(string Number, bool IsCredit, Money Net, Guid DealId, string Name, Money Earned, Money Owed);

public sealed record InvoiceNumberMissing() : Refusal("Enter the invoice's number.", nameof(RecordInvoice.Number));

public sealed record InvoiceKnownAlready(string Number)
    : Refusal(
        $"Invoice {Number} of this account is recorded already. It is never edited: a credit note corrects it.",
        nameof(RecordInvoice.Number));

public sealed record InvoiceNetMissing() : Refusal("Enter the net amount.", nameof(RecordInvoice.Net));

public sealed record InvoiceDayMissing() : Refusal("Enter the day it was paid.", nameof(RecordInvoice.PaidOn));

public sealed record InvoiceRefused(string Problem, string OfField) : Refusal(Problem, OfField);

public sealed record PaysOtherwise()
    : Refusal("This client's billing account does not pay by invoice, so no paid invoice can be recorded for it.");

public sealed partial class ClientPayments
{
    /// <summary>
    /// Records an invoice that the deal's client paid, or a credit note on one, and posts the client's deals (docs/product.md L64). Refused
    /// if the account does not pay by invoice and never did, and for a number that the account has.
    /// </summary>
    public Task<Outcome<InvoiceRecorded>> RecordInvoiceAsync(Staff who, RecordInvoice command, CancellationToken cancel) =>
        changes.OfDealAsync<InvoiceRecorded>(
            who,
            command.RequestId,
            nameof(RecordInvoice),
            command.DealId,
            command.VersionSeen,
            async (change, found, token) =>
            {
                var (deal, name, _) = found;
                var account = deal.WorkspaceId is { } workspace ? await PayerOfAsync(change.Db, workspace, token) : null;
                var known = account is null ? [] : await change.Db.PaidInvoices.AsNoTracking()
                    .Where(invoice => invoice.BillingAccountId == account.Id)
                    .ToListAsync(token);
                if (account is null || (account.Mode != PaymentMode.Offline && known.Count == 0))
                {
                    return new PaysOtherwise();
                }

                var typed = Typed.Read(command);
                if (typed.Refuse(known, change.Today) is { Count: > 0 } refusals)
                {
                    return Outcome<InvoiceRecorded>.Refused(refusals);
                }

                var invoice = new PaidInvoice(
                    account.Id,
                    deal.WorkspaceId,
                    typed.Number,
                    typed.Net,
                    typed.Vat,
                    command.PaidOn!.Value,
                    typed.CreditOf,
                    who,
                    change.At);
                change.Db.PaidInvoices.Add(invoice);
                await change.Db.SaveChangesAsync(token);
                change.Edit(deal, AuditActions.InvoiceRecorded, name, before: null, typed.Number, Facts(invoice));
                var summary = await posting.PostAsync(change, deal, token);
                foreach (var other in await DealsOfAsync(change.Db, account.Id, deal.WorkspaceId, token))
                {
                    if (other.Id != deal.Id)
                    {
                        await posting.PostAsync(change, other, token);
                    }
                }

                return new InvoiceRecorded(
                    invoice.Number,
                    invoice.CreditOf is not null,
                    invoice.Net,
                    deal.Id,
                    name,
                    summary.Earned,
                    summary.Owed);
            },
            cancel);

    /// <summary>
    /// The invoices of the deal's client that a credit note can name, newest first; null if the client does not pay by invoice.
    /// </summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<InvoiceChoice>?> InvoicesAsync(Staff who, Guid dealId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await InvoicesAsync(db, dealId, cancel);
    }

    internal static async Task<IReadOnlyList<InvoiceChoice>?> InvoicesAsync(PartnersDb db, Guid dealId, CancellationToken cancel)
    {
        var workspace = await db.Deals.Where(deal => deal.Id == dealId).Select(deal => deal.WorkspaceId).SingleOrDefaultAsync(cancel);
        if (workspace is not { } id || await PayerOfAsync(db, id, cancel) is not { } account)
        {
            return null;
        }

        var known = await db.PaidInvoices.AsNoTracking()
            .Where(invoice => invoice.BillingAccountId == account.Id)
            .OrderByDescending(invoice => invoice.PaidOn)
            .ThenByDescending(invoice => invoice.Id)
            .ToListAsync(cancel);
        if (account.Mode != PaymentMode.Offline && known.Count == 0)
        {
            return null;
        }

        var credited = known.Where(invoice => invoice.CreditOf is not null)
            .ToLookup(invoice => SearchKey.Of(invoice.CreditOf!), StringComparer.Ordinal);
        return
        [
            .. known.Where(invoice => invoice.CreditOf is null).Select(invoice => new InvoiceChoice(
                invoice.Number,
                invoice.PaidOn,
                invoice.Net - Money.Sum(credited[invoice.NumberKey].Select(credit => credit.Net)),
                invoice.Vat - Money.Sum(credited[invoice.NumberKey].Select(credit => credit.Vat)))),
        ];
    }

    internal static object Facts(PaidInvoice invoice) =>
        new { invoice.Number, invoice.Net, invoice.Vat, invoice.PaidOn, invoice.CreditOf };

    /// <summary>The account that the workspace names, else its own.</summary>
    private static Task<InvoicePayer?> PayerOfAsync(PartnersDb db, Guid workspaceId, CancellationToken cancel) => (
        from workspace in db.Workspaces.AsNoTracking()
        where workspace.Id == workspaceId
        from account in db.BillingAccounts
        where account.Id == workspace.BillingAccountId || account.WorkspaceId == workspaceId
        orderby account.Id == workspace.BillingAccountId descending, account.DeletedAt != null, account.CreatedAt descending
        select new InvoicePayer(account.Id, account.PaymentMode))
        .FirstOrDefaultAsync(cancel);

    private sealed record InvoicePayer(Guid Id, PaymentMode Mode);

    private sealed record Typed(string Number, Money Net, Money Vat, DateOnly? PaidOn, string? CreditOf, IReadOnlyList<Refusal> Problems)
    {
        public static Typed Read(RecordInvoice command)
        {
            var netProblem = TypedAmount.ReadEuros(command.Net, out var net);
            var vatProblem = TypedAmount.ReadEuros(command.Vat, out var vat);
            var number = command.Number?.Trim() ?? string.Empty;
            Refusal?[] problems =
            [
                number.Length == 0 ? new InvoiceNumberMissing() : null,
                number.Length > PaidInvoice.LongestNumber
                    ? new TooLong("The number", PaidInvoice.LongestNumber, nameof(command.Number))
                    : null,
                number.Any(char.IsControl)
                    ? new InvoiceRefused("The number contains an invisible character.", nameof(command.Number))
                    : null,
                netProblem is not null ? new TypedWrongly(netProblem, nameof(command.Net)) : net is null ? new InvoiceNetMissing() : null,
                vatProblem is not null ? new TypedWrongly(vatProblem, nameof(command.Vat)) : null,
                command.PaidOn is null ? new InvoiceDayMissing() : null,
            ];
            var creditOf = string.IsNullOrWhiteSpace(command.CreditOf) ? null : command.CreditOf.Trim();
            return new(number, net ?? Money.Zero, vat ?? Money.Zero, command.PaidOn, creditOf, [.. problems.OfType<Refusal>()]);
        }

        public IReadOnlyList<Refusal> Refuse(IReadOnlyList<PaidInvoice> known, DateOnly today)
        {
            if (Problems.Count > 0)
            {
                return Problems;
            }

            var key = SearchKey.Of(Number);
            if (known.Any(invoice => invoice.NumberKey == key))
            {
                return [new InvoiceKnownAlready(Number)];
            }

            if (InvoiceRules.Refuse(Net, Vat, PaidOn!.Value, today) is { } problem)
            {
                var isOfDay = PaidOn > today || PaidOn < Earning.FirstDay;
                return [new InvoiceRefused(problem, isOfDay ? nameof(RecordInvoice.PaidOn) : nameof(RecordInvoice.Net))];
            }

            if (CreditOf is null)
            {
                return [];
            }

            var of = SearchKey.Of(CreditOf);
            var refused = InvoiceRules.RefuseCredit(
                CreditOf,
                known.FirstOrDefault(invoice => invoice.NumberKey == of),
                [.. known.Where(other => other.CreditOf is not null && SearchKey.Of(other.CreditOf) == of)],
                Net,
                Vat,
                PaidOn.Value);
            return refused is null ? [] : [new InvoiceRefused(refused, nameof(RecordInvoice.CreditOf))];
        }
    }
}

/// <summary>A paid invoice that can be credited.</summary>
/// <param name="NetLeft">What was not credited yet.</param>
/// <param name="VatLeft">What was not credited yet.</param>
public sealed record InvoiceChoice(string Number, DateOnly PaidOn, Money NetLeft, Money VatLeft);
