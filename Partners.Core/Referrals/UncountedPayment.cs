using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>What the client paid, or will get back, that a deal does not count, and why (docs/product.md L65).</summary>
/// <param name="Id">The provider's id, or an invoice's number.</param>
/// <param name="Day">As the provider gave it, where that is no day that can be believed; otherwise <c>yyyy-MM-dd</c>.</param>
/// <param name="Amount">Gross, in words: it may be in another currency.</param>
/// <param name="Reason">A sentence.</param>
/// <param name="WouldTake">For a refund on its way, what it will take of what is earned, before the cap; null for a payment.</param>
public sealed record UncountedPayment(string Id, LineKind Kind, string Day, string Amount, string Reason, Money? WouldTake = null);

/// <param name="Total">How many there are, which may be more than are listed.</param>
public sealed record UncountedListing(IReadOnlyList<UncountedPayment> Newest, int Total);

/// <summary>Finds what earns nothing on a deal.</summary>
internal static class Uncounted
{
    public const int MostListed = 100;

    public static async Task<UncountedListing> OfAsync(PartnersDb db, Deal deal, DateOnly today, CancellationToken cancel)
    {
        var inputs = await PostingInputs.LoadAsync(db, [deal], cancel);
        List<UncountedPayment> all =
        [
            .. Of(deal.ForPosting(), [.. inputs.PaymentsOf(deal)], today),
            .. await RefusedAsync(db, deal, inputs, cancel),
            .. await OfOthersAsync(db, deal, inputs, cancel),
            .. inputs.TakenAwayFrom(deal).Select(gone => Of(gone.Payment, gone.Says)),
        ];
        var newest = all.OrderByDescending(one => one.Day, StringComparer.Ordinal).ThenBy(one => one.Id, StringComparer.Ordinal);
        return new([.. newest.Take(MostListed)], all.Count);
    }

    /// <summary>Payments that do not count, and refunds on their way of payments that do.</summary>
    public static IEnumerable<UncountedPayment> Of(PostedDeal deal, IReadOnlyList<ClientPayment> payments, DateOnly today)
    {
        var terms = new TermsInForce(deal.Terms);
        foreach (var payment in payments)
        {
            var reason = deal.Earns
                ? Earning.WhyNot(deal.StartsOn, deal.EndedOn, terms, payment, today)
                : "The deal is void: nothing is earned on it.";
            if (reason is not null)
            {
                yield return Of(payment, reason);
                continue;
            }

            foreach (var back in payment.Back.Where(back => back.OnItsWay is not null))
            {
                yield return OnItsWay(payment, back, terms.On(payment.PaidOn).Kickback);
            }
        }
    }

    private static UncountedPayment Of(ClientPayment payment, string reason) =>
        new(LineSources.IdOf(payment.Id), payment.Kind, Written(payment.PaidOn), payment.Amount.ToString(), reason);

    private static UncountedPayment OnItsWay(ClientPayment payment, GoneBack back, Percentage kickback)
    {
        var comes = !Refund.HasFailed(back.OnItsWay!);
        var takes = comes && payment.Amount > Money.Zero
            ? kickback.Of(Money.Min(back.Amount, payment.Amount).Share((payment.Amount - payment.Vat).Cents, payment.Amount.Cents))
            : Money.Zero;
        var reason = comes
            ? $"The refund of payment {payment.Id} is on its way: {back.OnItsWay}. It takes its share once it is refunded."
            : $"The refund of payment {payment.Id} did not go through: {back.OnItsWay}. It takes nothing.";
        return new(back.Id, back.Kind, Written(back.On), back.Amount.ToString(), reason, comes ? takes : null);
    }

    private static async Task<List<UncountedPayment>> RefusedAsync(PartnersDb db, Deal deal, PostingInputs inputs, CancellationToken cancel)
    {
        if (deal.WorkspaceId is not { } workspace)
        {
            return [];
        }

        var own = await db.RefusedPayments.AsNoTracking().Where(refused => refused.WorkspaceId == workspace).ToListAsync(cancel);
        var pooled = inputs.PooledAccountOf(deal) is not { } account ? [] : await db.RefusedPayments.AsNoTracking()
            .Where(refused => refused.WorkspaceId == null && refused.BillingAccountId == account)
            .ToListAsync(cancel);
        return
        [
            .. own.Concat(pooled).Select(refused => new UncountedPayment(
                refused.Id,
                LineKind.Payment,
                refused.Day,
                refused.Amount,
                $"The import refused it. {refused.Reason}")),
        ];
    }

    /// <summary>Payments of the client's pooled account that another client's deal counted.</summary>
    private static async Task<List<UncountedPayment>> OfOthersAsync(
        PartnersDb db,
        Deal deal,
        PostingInputs inputs,
        CancellationToken cancel)
    {
        if (inputs.PooledAccountOf(deal) is not { } account)
        {
            return [];
        }

        var others = await db.Payments.AsNoTracking()
            .Where(payment =>
                payment.BillingAccountId == account && payment.WorkspaceId != null && payment.WorkspaceId != deal.WorkspaceId)
            .Join(
                db.Workspaces,
                payment => payment.WorkspaceId,
                workspace => workspace.Id,
                (payment, workspace) => new
                {
                    payment.Id,
                    At = payment.PaidAt ?? payment.CreatedAt,
                    payment.Amount,
                    Client = workspace.DataOwnerName ?? workspace.Name,
                })
            .ToListAsync(cancel);
        return
        [
            .. others.Select(payment => new UncountedPayment(
                payment.Id,
                LineKind.Payment,
                Written(payment.At.DayInAmsterdam()),
                payment.Amount.ToString(),
                $"It is of an account that several workspaces share, and counts on the deal for {payment.Client}.")),
        ];
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
