using Partners.Core.Values;

namespace Partners.Core.Referrals;

public enum ForecastEnd
{
    /// <summary>No expiry, and no cap that would be reached at this pace.</summary>
    Neither,

    Cap,
    Expiry,
}

/// <summary>What ends a deal's earning first, and when.</summary>
/// <param name="AMonth">The monthly average of the last three months' lines, before the cap.</param>
/// <param name="On">The day; null for neither.</param>
public sealed record Forecast(ForecastEnd First, DateOnly? On, Money AMonth)
{
    public const int Months = 3;

    /// <summary>
    /// What ends the deal first, and when: the cap, at the pace of the last three months, or the expiry (docs/product.md L22). If both fall
    /// on one day it names the cap, which could still be raised.
    /// </summary>
    /// <param name="recent">Amounts and days of the lines of the last three months.</param>
    /// <param name="lastDay">The expiry, or the earlier end.</param>
    public static Forecast Of(IEnumerable<(DateOnly On, Money Amount)> recent, Money earned, Money? cap, DateOnly? lastDay, DateOnly today)
    {
        var since = today.AddMonths(-Months);
        var sum = Money.Sum(recent.Where(line => line.On > since && line.On <= today).Select(line => line.Amount));
        var aMonth = sum.Share(1, Months);
        var capOn = CapOn(sum, today.DayNumber - since.DayNumber, cap is { } ceiling ? ceiling - earned : null, today);
        return (capOn, lastDay) switch
        {
            ({ } full, var last) when !(full > last) => new(ForecastEnd.Cap, full, aMonth),
            (_, { } last) => new(ForecastEnd.Expiry, last, aMonth),
            _ => new(ForecastEnd.Neither, null, aMonth),
        };
    }

    private static DateOnly? CapOn(Money sum, int days, Money? left, DateOnly today)
    {
        if (left is not { } room)
        {
            return null;
        }

        if (room <= Money.Zero)
        {
            return today;
        }

        if (sum <= Money.Zero)
        {
            return null;
        }

        var needed = ((Int128)room.Cents * days + sum.Cents - 1) / sum.Cents;
        return needed > DateOnly.MaxValue.DayNumber - today.DayNumber ? null : today.AddDays((int)needed);
    }
}
