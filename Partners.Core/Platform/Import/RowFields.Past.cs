using System.Globalization;
using System.Text.Json;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import;

/// <summary>What has happened, and lists inside a row.</summary>
internal sealed partial class RowFields
{
    /// <summary>The day of the import, in Amsterdam.</summary>
    public DateOnly Today { get; init; } = DateOnly.MaxValue;

    /// <summary>A time of something that has happened: from 2000 to today (docs/product.md L66).</summary>
    public DateTimeOffset? OptionalPast(string field)
    {
        if (OptionalInstant(field) is not { } instant)
        {
            return null;
        }

        var date = DateOnly.FromDateTime(instant.UtcDateTime);
        if (date < Earning.FirstDay)
        {
            Reject($"The field {field}, {Day(date)}, lies before 2000.");
        }
        else if (date.Year == DateOnly.MaxValue.Year || instant.DayInAmsterdam() > Today)
        {
            Reject($"The field {field}, {Day(date)}, lies in the future.");
        }
        else
        {
            return instant;
        }

        return null;
    }

    public DateTimeOffset Past(string field) => OptionalPast(field) ?? Missing<DateTimeOffset>(field);

    /// <summary>Reads each object of a list in the row by itself: a problem of one does not reject the row.</summary>
    public void Each(string field, Action<RowFields> read)
    {
        if (Find(field) is not { ValueKind: JsonValueKind.Array } list)
        {
            return;
        }

        foreach (var element in list.EnumerateArray().Where(element => element.ValueKind == JsonValueKind.Object))
        {
            var inner = new RowFields { Today = Today };
            inner.Begin(element);
            read(inner);
        }
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
