using System.Globalization;
using System.Runtime.InteropServices;
using CsvHelper;

namespace Partners.Core.Values;

/// <summary>One cell of a CSV. Text and numbers are told apart by their type: text is made harmless, a number stays a number.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CsvCell
{
    private const char Disarming = '\'';

    /// <summary>What makes a spreadsheet take text for a formula or a command, also in its fullwidth and small forms.</summary>
    private const string Running = "=+-@\t\r\n＝＋－＠﹦﹢﹣﹫";

    private readonly string? _content;
    private readonly bool _isNumber;

    private CsvCell(string? content, bool isNumber) => (_content, _isNumber) = (content, isNumber);

    public static implicit operator CsvCell(string? text) => Of(text);

    public static implicit operator CsvCell(Money? amount) => Of(amount);

    public static implicit operator CsvCell(Percentage? share) => Of(share);

    public static implicit operator CsvCell(long? number) => Of(number);

    public static implicit operator CsvCell(DateOnly? day) => Of(day);

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
        else if (_content is { } text && Runs(text))
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
}
