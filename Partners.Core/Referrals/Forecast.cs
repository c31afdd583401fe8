using Partners.Core.Values;

namespace Partners.Core.Referrals;

public enum ForecastEnd
{
    /// <summary>No expiry, and no cap that would be reached at this pace.</summary>
    Neither,

    Cap,
    Expiry,
}

/// <summary>What a client paid in one month.</summary>
/// <param name="On">The day of the last payment in it.</param>
/// <param name="Base">What counts of them, less what went back.</param>
public sealed record PaidMonth(DateOnly On, Money Base);

/// <summary>What a forecast starts from.</summary>
/// <param name="Terms">All versions, those agreed for later included.</param>
/// <param name="EndedOn">The last day, if the deal was ended early.</param>
/// <param name="Sum">All lines before the cap.</param>
/// <param name="Paid">The months in which the client paid and it counted, oldest first.</param>
/// <param name="IsBilledYearly">By its billing account.</param>
public sealed record ForecastInput(
    IReadOnlyList<EarningTerms> Terms,
    DateOnly? EndedOn,
    Money Sum,
    Money Earned,
    IReadOnlyList<PaidMonth> Paid,
    bool IsBilledYearly);

/// <summary>What ends a deal's earning first, and when (docs/product.md L22).</summary>
/// <param name="AMonth">What a month's payment earns by the terms in force today, before the cap; of a yearly client a year's.</param>
/// <param name="On">The day; null for neither.</param>
public sealed record Forecast(ForecastEnd First, DateOnly? On, Money AMonth)
{
    /// <summary>The payments that make the rate of a client who pays by the month.</summary>
    public const int Months = 3;

    /// <summary>A client with more payments missing than these has stopped paying, as far as one can see.</summary>
    public const int MostMissing = 3;

    private const int MostSteps = 1_200;

    private const int MonthsOfYear = 12;

    /// <summary>Two payments closer than this are not a year's.</summary>
    private const int MonthsOfRenewal = 10;

    /// <summary>The client pays once a year: the forecast steps at each renewal.</summary>
    public bool IsYearly { get; init; }

    /// <summary>The payments that the rate comes from, oldest first.</summary>
    public IReadOnlyList<PaidMonth> Rate { get; init; } = [];

    /// <summary>The days about which a payment was due and is not in. The forecast does not count them.</summary>
    public IReadOnlyList<DateOnly> Missing { get; init; } = [];

    /// <summary>The next payment that is counted; null if none is expected.</summary>
    public DateOnly? NextOn { get; init; }

    /// <summary>The first day of terms agreed for later that the forecast counts; null if there are none.</summary>
    public DateOnly? LaterTermsFrom { get; init; }

    /// <summary>
    /// Pays the deal forward: as the client paid so far, month by month or year by year from its last payment, with the percentage, the cap
    /// and the expiry in force on each day. A payment that is due and not in is named, and not counted. If cap and expiry fall on one day
    /// it names the cap, which could still be raised.
    /// </summary>
    public static Forecast Of(ForecastInput input, DateOnly today)
    {
        var terms = new TermsInForce(input.Terms);
        var lastDay = DealStatuses.LastDay(terms.Versions[^1].ExpiresOn, input.EndedOn);
        var isYearly = input.IsBilledYearly
            && !(input.Paid is [.., var before, var latest] && MonthsBetween(before, latest) < MonthsOfRenewal);
        var step = isYearly ? MonthsOfYear : 1;
        List<PaidMonth> rate = [.. input.Paid.TakeLast(isYearly ? 1 : Months)];
        var missing = rate is [.., var last] ? Due(last.On, step).TakeWhile(day => day <= today && !(day > lastDay)).ToList() : [];
        var stopped = rate.Count == 0 || missing.Count > (isYearly ? 0 : MostMissing);
        var payment = stopped ? Money.Zero : Money.Sum(rate.Select(paid => paid.Base)).Share(1, rate.Count);
        var capOn = CapOn(
            terms,
            new(input.Sum, input.Earned),
            payment > Money.Zero ? Due(rate[^1].On, step).SkipWhile(day => day <= today) : [],
            payment,
            lastDay,
            today);
        var (first, on) = (capOn, lastDay) switch
        {
            ({ } full, var end) when !(full > end) => (ForecastEnd.Cap, full),
            (_, { } end) => (ForecastEnd.Expiry, end),
            _ => (ForecastEnd.Neither, (DateOnly?)null),
        };
        return new(first, on, terms.On(today).Kickback.Of(payment))
        {
            IsYearly = isYearly,
            Rate = rate,
            Missing = missing,
            NextOn = payment > Money.Zero ? Due(rate[^1].On, step).First(day => day > today) : null,
            LaterTermsFrom = terms.Versions.FirstOrDefault(version => version.HoldsFrom > today)?.HoldsFrom,
        };
    }

    /// <summary>The first day on which the cap is reached and no terms agreed for later lift it.</summary>
    private static DateOnly? CapOn(
        TermsInForce terms,
        EarnedToDate toDate,
        IEnumerable<DateOnly> payments,
        Money payment,
        DateOnly? lastDay,
        DateOnly today)
    {
        // Later terms release what lay over the old cap on the day they hold, before that day's payment.
        var days = terms.Versions
            .Where(version => version.HoldsFrom > today)
            .Select(version => (Day: version.HoldsFrom, IsPayment: false))
            .Concat(payments.Take(MostSteps).TakeWhile(day => !(day > lastDay)).Select(day => (Day: day, IsPayment: true)))
            .OrderBy(day => day.Day)
            .ThenBy(day => day.IsPayment)
            .Prepend((Day: today, IsPayment: false));
        DateOnly? reached = null;
        foreach (var (day, isPayment) in days)
        {
            var inForce = terms.On(day);
            if (!(day > inForce.ExpiresOn))
            {
                toDate = toDate.After(isPayment ? inForce.Kickback.Of(payment) : Money.Zero, inForce.Cap);
            }

            reached = toDate.Earned >= inForce.Cap ? reached ?? day : null;
        }

        return reached;
    }

    /// <summary>The days after a payment on which the next ones are due; a 31st stays the last of its month.</summary>
    private static IEnumerable<DateOnly> Due(DateOnly last, int step)
    {
        for (var count = 1; count <= MostSteps && last.Year + (count * step / MonthsOfYear) < DateOnly.MaxValue.Year; count++)
        {
            yield return last.AddMonths(count * step);
        }
    }

    private static int MonthsBetween(PaidMonth before, PaidMonth after) => Month.Of(before.On).Until(Month.Of(after.On)) - 1;
}
