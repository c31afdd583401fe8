using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using CsvHelper;

namespace Partners.Core.Values;

/// <summary>One cell of a CSV. Text and numbers are told apart by their type: text is made harmless, a number stays a number.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CsvCell
{
    private const char Disarming = '\'';

    /// <summary>An id has more dashes than a day has.</summary>
    private const int MostInADay = 3;

    /// <summary>What makes a spreadsheet take text for a formula or a command, also in its fullwidth and small forms.</summary>
    private const string Running = "=+-@\t\r\n＝＋－＠﹦﹢﹣﹫";

    /// <summary>
    /// Digits with what stands in a number, an amount, a day or a time, such as 1-2, 3/4, 1e5, 00123, 12:30 and mei 2026.
    /// </summary>
    private static readonly Regex s_number = new(
        "^(?:[0-9 .,:/()%€$£'’-]|e[-+]?[0-9]|am|pm"
        + "|jan(?:uari|uary)?|feb(?:ruari|ruary)?|mrt|maart|mar(?:ch)?|apr(?:il)?|mei|may|jun[ei]?|jul[iy]?"
        + "|aug(?:ustus|ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly string[] s_truth = ["waar", "onwaar"];

    private readonly string? _content;
    private readonly bool _isNumber;

    private CsvCell(string? content, bool isNumber) => (_content, _isNumber) = (content, isNumber);

    public static implicit operator CsvCell(string? text) => Of(text);

    public static implicit operator CsvCell(Money? amount) => Of(amount);

    public static implicit operator CsvCell(Percentage? share) => Of(share);

    public static implicit operator CsvCell(long? number) => Of(number);

    public static implicit operator CsvCell(DateOnly? day) => Of(day);

    /// <summary>Such as <c>2026-11</c>, which every spreadsheet reads as that month.</summary>
    public static implicit operator CsvCell(Month month) => new(month.ToString(), isNumber: true);

    public static CsvCell Of(string? text) => new(text, isNumber: false);

    /// <summary>Euros: <c>-1234.50</c>.</summary>
    public static CsvCell Of(Money? amount) => new(amount?.ToPlainText(), isNumber: true);

    /// <summary>Percent: <c>12.5</c>.</summary>
    public static CsvCell Of(Percentage? share) => new(share?.ToPlainText(), isNumber: true);

    public static CsvCell Of(long? number) => new(number?.ToString(CultureInfo.InvariantCulture), isNumber: true);

    /// <summary>Such as <c>2026-11-29</c>, which every spreadsheet reads as that day.</summary>
    public static CsvCell Of(DateOnly? day) => new(day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), isNumber: true);

    internal void Write(CsvWriter csv, CsvForm form)
    {
        if (_isNumber)
        {
            csv.WriteField(form is CsvForm.DutchExcel ? _content?.Replace('.', ',') : _content);
        }
        else if (_content is { } text && (Runs(text) || (form is CsvForm.DutchExcel && BecomesSomethingElse(text))))
        {
            csv.WriteField(Disarming + text, CsvQuoting.Always);
        }
        else
        {
            csv.WriteField(_content);
        }
    }

    /// <summary>True if a spreadsheet could run the text, also if spaces or invisible characters stand before what it runs.</summary>
    private static bool Runs(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && Running.Contains((char)rune.Value, StringComparison.Ordinal))
            {
                return true;
            }

            if (!rune.IsInvisible())
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>
    /// True if Excel would make a day, a time, a number or a truth value of the text, and lose what it said: the zeros in front of it, its
    /// last digits, or that 1-2 is a reference and not the first of February.
    /// </summary>
    private static bool BecomesSomethingElse(string text)
    {
        var plain = text.Trim();
        return s_truth.Contains(plain, StringComparer.OrdinalIgnoreCase)
            || (plain.Any(char.IsAsciiDigit) && plain.Count(letter => letter is '-' or '/') <= MostInADay && s_number.IsMatch(plain));
    }
}
