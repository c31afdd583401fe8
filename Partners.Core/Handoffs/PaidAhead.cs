using Partners.Core.Billing;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Handoffs;

/// <summary>How far an account is paid ahead, by payments that did not go back (docs/product.md H22).</summary>
/// <param name="Through">The last day that is paid for; null if no payment is known.</param>
/// <param name="Credit">What is paid for the days after today, net of VAT.</param>
internal sealed record PaidAhead(DateOnly? Through, Money Credit)
{
    /// <summary>Payments looked at, the latest first: more never go back one after the other.</summary>
    private const int MostLookedAt = 36;

    /// <summary>
    /// The latest payment of which something is left pays for its month or year from the day it was paid. What is left of it after refunds
    /// and chargebacks, net of VAT, counts evenly for each of those days; a payment that went back whole pays for none.
    /// </summary>
    public static PaidAhead Of(IEnumerable<ClientPayment> payments, BillingPeriod period, DateOnly today)
    {
        var latest = payments
            .Where(payment => payment.Unpaid is null)
            .Select(payment => (payment.PaidOn, Left: Earning.NetOf(payment)))
            .Where(payment => payment.Left > Money.Zero)
            .OrderByDescending(payment => payment.PaidOn)
            .FirstOrDefault();
        if (latest.Left == Money.Zero)
        {
            return new(Through: null, Money.Zero);
        }

        var next = period == BillingPeriod.Monthly ? latest.PaidOn.AddMonths(1) : latest.PaidOn.AddYears(1);
        var days = next.DayNumber - latest.PaidOn.DayNumber;
        var ahead = Math.Clamp(next.DayNumber - today.DayNumber - 1, 0, days);
        return new(next.AddDays(-1), latest.Left.Share(ahead, days));
    }

    public static async Task<PaidAhead> OfAccountAsync(PartnersDb db, BillingAccount account, DateOnly today, CancellationToken cancel)
    {
        var latest = db.Payments
            .Where(payment => payment.BillingAccountId == account.Id && payment.Status == Payment.Paid && payment.PaidAt != null)
            .OrderByDescending(payment => payment.PaidAt)
            .Take(MostLookedAt);
        return Of((await PaymentReading.ReadAsync(db, latest, cancel)).Select(read => read.Payment), account.BillingPeriod, today);
    }
}
