using System.Globalization;

namespace Partners.Core.Values;

/// <summary>
/// Reads money and percentages as the Dutch and the English write them: 3000,50 and 3.000,50, 3000.50 and 3,000.50. What could be both,
/// such as 1.000, is asked about, because a guess could be off by a factor of a thousand.
/// </summary>
public static class TypedAmount
{
    private const int DigitsOfThousands = 3;
    private const string TooMuch = "That is more than can be recorded.";

    /// <summary>Euros, such as <c>1.000,50</c> and <c>1,000.50</c>. Empty text is no amount.</summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    public static string? ReadEuros(string? text, out Money? money)
    {
        money = null;
        var digits = text?.Replace("€", string.Empty, StringComparison.Ordinal);
        var problem = Read(digits, "1000.50", hasThousands: true, out var euros);
        if (problem is not null || euros is not { } found)
        {
            return problem;
        }

        if (!Money.TryFromEuros(found, out var whole))
        {
            return decimal.Round(found, 2) == found ? TooMuch : "Enter at most two decimals.";
        }

        if (whole > Money.Most)
        {
            return TooMuch;
        }

        money = whole;
        return null;
    }

    /// <summary>
    /// A percentage from 0 to 100 with at most two decimals, such as <c>12.5</c> or <c>12,5</c>; a trailing % is allowed. Empty text is no
    /// percentage.
    /// </summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    public static string? ReadPercentage(string? text, out Percentage? percentage)
    {
        percentage = null;
        var problem = Read(text?.TrimEnd().TrimEnd('%'), "12.5", hasThousands: false, out var percent);
        if (problem is not null || percent is not { } found)
        {
            return problem;
        }

        if (!Percentage.TryFromPercent(found, out var share))
        {
            return found > 100 ? "A percentage can be at most 100." : "A percentage can have at most two decimals.";
        }

        percentage = share;
        return null;
    }

    /// <param name="hasThousands">Whether signs between the thousands are allowed. Without them every sign is before the decimals.</param>
    private static string? Read(string? text, string example, bool hasThousands, out decimal? number)
    {
        number = null;
        var typed = text?.Trim() ?? string.Empty;
        if (typed.Length == 0)
        {
            return null;
        }

        if (typed[0] is '-' or '−')
        {
            return "Enter zero or more.";
        }

        if (!typed.All(character => char.IsAsciiDigit(character) || character is '.' or ',' || char.IsWhiteSpace(character)))
        {
            return NoNumber(example);
        }

        if (typed.Any(char.IsWhiteSpace))
        {
            return $"Write it without spaces, for example {example}.";
        }

        if (hasThousands && Ambiguous(typed) is { } question)
        {
            return question;
        }

        if (Plain(typed, hasThousands) is not { } plain
            || !decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read))
        {
            return NoNumber(example);
        }

        number = read;
        return null;
    }

    /// <summary>The question about one sign before exactly three digits, which could be thousands or decimals; null for all else.</summary>
    private static string? Ambiguous(string typed)
    {
        if (typed.Split('.', ',') is not [{ Length: > 0 and <= DigitsOfThousands } before, { Length: DigitsOfThousands } after]
            || before[0] == '0')
        {
            return null;
        }

        return after[^1] == '0'
            ? $"Write {before}{after} or {before}.{after[..2]}: {typed} could be either."
            : $"Write {before}{after} if that is meant: an amount has two decimals at most.";
    }

    /// <summary>With a point before the decimals and nothing between the thousands; null if it is written in no known way.</summary>
    private static string? Plain(string typed, bool hasThousands)
    {
        var signs = typed.Where(character => character is '.' or ',').ToList();
        if (signs.Count <= 1)
        {
            return typed.Replace(',', '.');
        }

        // The last sign is before the decimals if it is another than those between the thousands; all of one kind are thousands.
        var (thousands, last) = (signs[0], signs[^1]);
        var end = last == thousands ? typed.Length : typed.LastIndexOf(last);
        var groups = typed[..end].Split(thousands);
        return hasThousands
            && groups.All(group => group.All(char.IsAsciiDigit))
            && groups[0].Length is > 0 and <= DigitsOfThousands
            && groups[0][0] != '0'
            && groups.Skip(1).All(group => group.Length == DigitsOfThousands)
                ? string.Concat(groups) + typed[end..].Replace(',', '.')
                : null;
    }

    private static string NoNumber(string example) => $"This is not a number. For example {example}.";
}
