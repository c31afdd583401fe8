using Partners.Core.Values;

namespace Partners.Console.Look;

/// <summary>The classes of a table's cells.</summary>
public static class CellClasses
{
    private const string OfNumber = "number";
    private const string OfZero = "number zero";

    /// <summary>A zero is grey, so that the numbers that say something stand out.</summary>
    public static string Number(long number) => number == 0 ? OfZero : OfNumber;

    public static string Number(Money amount) => Number(amount.Cents);

    public static string Number(Percentage share) => Number(share.BasisPoints);
}
