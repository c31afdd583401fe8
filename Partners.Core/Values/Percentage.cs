using System.Globalization;

namespace Partners.Core.Values;

/// <summary>A share in basis points, hundredths of a percent: 20 % is 2,000.</summary>
public readonly record struct Percentage(int BasisPoints) : IComparable<Percentage>
{
    public static readonly Percentage Zero = new(0);

    public const int Whole = 10_000;

    public static readonly Percentage Hundred = new(Whole);

    public static bool operator <(Percentage left, Percentage right) => left.BasisPoints < right.BasisPoints;

    public static bool operator >(Percentage left, Percentage right) => left.BasisPoints > right.BasisPoints;

    public static bool operator <=(Percentage left, Percentage right) => left.BasisPoints <= right.BasisPoints;

    public static bool operator >=(Percentage left, Percentage right) => left.BasisPoints >= right.BasisPoints;

    /// <summary>Refuses values below 0, above 100, or with more than two decimals.</summary>
    public static bool TryFromPercent(decimal percent, out Percentage percentage)
    {
        percentage = Zero;
        if (percent is < 0 or > 100 || decimal.Round(percent, 2) != percent)
        {
            return false;
        }

        percentage = new((int)(percent * 100));
        return true;
    }

    /// <summary>To the cent, halves away from zero.</summary>
    public Money Of(Money money) => money.Share(BasisPoints, Whole);

    public int CompareTo(Percentage other) => BasisPoints.CompareTo(other.BasisPoints);

    /// <summary>Machine-readable percent: <c>12.5</c>.</summary>
    public string ToPlainText() => (BasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>For display: <c>12.5 %</c>.</summary>
    public override string ToString() => ToPlainText() + " %";
}
