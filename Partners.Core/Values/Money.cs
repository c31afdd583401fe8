using System.Globalization;

namespace Partners.Core.Values;

/// <summary>An amount of euros in whole cents. SQLite can neither sort nor sum decimals, so none are stored.</summary>
public readonly record struct Money(long Cents) : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    /// <summary>A billion euros. Whoever types more has slipped, and sums of more could overflow.</summary>
    public static readonly Money Most = new(100_000_000_000);

    public static Money operator +(Money left, Money right) => new(checked(left.Cents + right.Cents));

    public static Money operator -(Money left, Money right) => new(checked(left.Cents - right.Cents));

    public static Money operator -(Money money) => new(-money.Cents);

    public static Money operator *(Money money, int times) => new(checked(money.Cents * times));

    public static bool operator <(Money left, Money right) => left.Cents < right.Cents;

    public static bool operator >(Money left, Money right) => left.Cents > right.Cents;

    public static bool operator <=(Money left, Money right) => left.Cents <= right.Cents;

    public static bool operator >=(Money left, Money right) => left.Cents >= right.Cents;

    public static Money Min(Money left, Money right) => left <= right ? left : right;

    public static Money Max(Money left, Money right) => left >= right ? left : right;

    public static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Zero, (sum, amount) => sum + amount);

    /// <summary>This amount × numerator ÷ denominator, to the cent, halves away from zero.</summary>
    public Money Share(long numerator, long denominator)
    {
        var product = (Int128)Cents * numerator;
        var divisor = (Int128)denominator;
        if (divisor < 0)
        {
            (product, divisor) = (-product, -divisor);
        }

        var half = product < 0 ? -divisor : divisor;
        return new(checked((long)(((product * 2) + half) / (divisor * 2))));
    }

    /// <summary>
    /// Reads decimal text from the platform and the payment provider, such as <c>900.00</c>; refuses fractions of a cent.
    /// </summary>
    public static bool TryFromDecimalText(string? text, out Money money)
    {
        money = Zero;
        if (!decimal.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var euros))
        {
            return false;
        }

        return TryFromEuros(euros, out money);
    }

    /// <summary>Refuses fractions of a cent, and amounts too large for a long.</summary>
    public static bool TryFromEuros(decimal euros, out Money money)
    {
        money = Zero;
        if (euros is > 90_000_000_000_000m or < -90_000_000_000_000m || decimal.Round(euros, 2) != euros)
        {
            return false;
        }

        money = new((long)(euros * 100));
        return true;
    }

    public int CompareTo(Money other) => Cents.CompareTo(other.Cents);

    /// <summary>Machine-readable euros: <c>1234.50</c>.</summary>
    public string ToPlainText() => ((decimal)Cents / 100).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>For display: <c>€ 1,234.50</c>.</summary>
    public override string ToString() => (Cents < 0 ? "−€ " : "€ ") + Digits;

    /// <summary>For a column that says itself that it is in euros: <c>1,234.50</c>.</summary>
    public string ToAmountText() => (Cents < 0 ? "−" : null) + Digits;

    private string Digits => (Math.Abs((decimal)Cents) / 100).ToString("#,##0.00", CultureInfo.InvariantCulture);
}
