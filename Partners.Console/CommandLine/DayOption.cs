using System.CommandLine;
using System.Globalization;
using Partners.Core.Values;

namespace Partners.Console.CommandLine;

/// <summary><c>--as-of DATE</c></summary>
internal static class DayOption
{
    public static Option<DateOnly?> AsOf(string description) => new("--as-of")
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(
                result.Tokens[^1].Value,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day)
                && day.IsRecordable())
            {
                return day;
            }

            result.AddError($"{result.Tokens[^1].Value} is no day from {RecordableDays.Words}. Write it as 2026-11-20.");
            return null;
        },
    };
}
