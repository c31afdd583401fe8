using System.Globalization;

namespace Partners.Core.Values;

/// <summary>
/// Reads typed money and percentages. It accepts one notation: digits, and a point before the decimals. If the text could mean something
/// else it says how to write it, because a guess could be off by a factor of a thousand.
/// </summary>
public static class TypedAmount
{
    private const int DigitsOfThousands = 3;

    /// <summary>Euros, such as <c>1000.50</c>. Empty text is no amount.</summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    public static string? ReadEuros(string? text, out Money? money)
    {
        money = null;
        var problem = Read(text?.Replace("€", string.Empty, StringComparison.Ordinal), "1000.50", out var euros);
        if (problem is not null || euros is not { } found)
        {
            return problem;
        }

        if (!Money.TryFromEuros(found, out var whole))
        {
            return decimal.Round(found, 2) == found ? "That is more than can be recorded." : "Give whole cents: two decimals at most.";
        }

        money = whole;
        return null;
    }

    /// <summary>
    /// A percentage from 0 to 100 with at most two decimals, such as <c>12.5</c>; a trailing % is allowed. Empty text is no percentage.
    /// </summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    public static string? ReadPercentage(string? text, out Percentage? percentage)
    {
        percentage = null;
        var problem = Read(text?.TrimEnd().TrimEnd('%'), "12.5", out var percent);
        if (problem is not null || percent is not { } found)
        {
            return problem;
        }

        if (!Percentage.TryFromPercent(found, out var share))
        {
            return found > 100 ? "A percentage may be 100 at most." : "A percentage may have two decimals at most.";
        }

        percentage = share;
        return null;
    }

    private static string? Read(string? text, string example, out decimal? number)
    {
        number = null;
        var typed = text?.Trim() ?? string.Empty;
        if (typed.Length == 0)
        {
            return null;
        }

        if (typed[0] is '-' or '−')
        {
            return "It may not be negative.";
        }

        var hasComma = typed.Contains(',', StringComparison.Ordinal);
        var points = typed.Count(character => character == '.');
        if (hasComma || points > 1 || typed.Any(char.IsWhiteSpace))
        {
            return typed.All(character => char.IsAsciiDigit(character) || character is ',' or '.' || char.IsWhiteSpace(character))
                ? $"Write it as {example}: a point before the decimals, and nothing between the thousands."
                : NoNumber(example);
        }

        if (!typed.All(character => char.IsAsciiDigit(character) || character == '.')
            || !decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read))
        {
            return NoNumber(example);
        }

        if (points == 1
            && typed[0] != '0'
            && typed.Length - typed.IndexOf('.', StringComparison.Ordinal) - 1 == DigitsOfThousands
            && typed.EndsWith("000", StringComparison.Ordinal))
        {
            return $"Is {typed} meant as {typed.Replace(".", string.Empty, StringComparison.Ordinal)} or as "
                + $"{typed[..^(DigitsOfThousands + 1)]}? Write the one that is meant.";
        }

        number = read;
        return null;
    }

    private static string NoNumber(string example) => $"That is no number. Write it as {example}.";
}
