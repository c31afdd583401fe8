namespace Partners.Core.Values;

/// <summary>Decimals that went through a binary number, such as 33.330000000000005 for 33.33.</summary>
public static class BinaryDecimal
{
    /// <summary>A sum of a few binary numbers is off by so many of their last places.</summary>
    private const int Places = 16;

    /// <summary>
    /// The number with fewer decimals that the binary one stands for. A number that stands for none, such as 12.345, comes back as it is.
    /// </summary>
    public static decimal Restored(decimal number, int decimals)
    {
        var rounded = decimal.Round(number, decimals, MidpointRounding.AwayFromZero);
        return rounded == number || !(IsSameDouble(number, rounded) || IsSameSingle(number, rounded)) ? number : rounded;
    }

    private static bool IsSameDouble(decimal number, decimal rounded) => IsWithin(Places, (double)number, (double)rounded);

    /// <summary>True if the number is exactly what 32 bits hold of the rounded one.</summary>
    private static bool IsSameSingle(decimal number, decimal rounded)
    {
        var single = (float)(double)number;
        return single == (float)(double)rounded && IsWithin(1, (double)number, single);
    }

    private static bool IsWithin(int places, double one, double other) =>
        Math.Abs(one - other) <= places * (Math.BitIncrement(Math.Abs(other)) - Math.Abs(other));
}
