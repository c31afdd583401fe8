using System.Globalization;
using System.Text.Json;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import;

internal sealed partial class RowFields
{
    public DateTimeOffset Instant(string field) => OptionalInstant(field) ?? Missing<DateTimeOffset>(field);

    /// <summary>A UTC instant to the millisecond; without a zone it is taken as UTC.</summary>
    public DateTimeOffset? OptionalInstant(string field)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.TryGetDateTime(out var time))
        {
            if (time.Kind == DateTimeKind.Unspecified)
            {
                return new DateTimeOffset(time, TimeSpan.Zero).ToMilliseconds();
            }

            if (value.TryGetDateTimeOffset(out var instant))
            {
                return instant.ToMilliseconds();
            }
        }

        Reject($"The field {field} is no timestamp: {Shown.Value(value)}.");
        return null;
    }

    public DateOnly Day(string field) => OptionalDay(field) ?? Missing<DateOnly>(field);

    /// <summary>The day of a timestamp as written: the platform stores a day as its midnight in UTC.</summary>
    public DateOnly? OptionalDay(string field) =>
        OptionalInstant(field) is not null
            ? DateOnly.ParseExact(Text(field)!.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    public Percentage? OptionalPercentage(string field)
    {
        if (Decimal(field) is not { } percent)
        {
            return null;
        }

        if (Percentage.TryFromPercent(percent, out var percentage))
        {
            return percentage;
        }

        Reject(percent switch
        {
            > 100 => $"The field {field} is over 100 %: {Shown.Value(percent)}.",
            < 0 => $"The field {field} is below 0 %: {Shown.Value(percent)}.",
            _ => $"The field {field} is finer than two decimals: {Shown.Value(percent)}.",
        });
        return null;
    }

    /// <summary>Euros, as a number or decimal text. Rejects negative amounts and fractions of a cent.</summary>
    public Money? OptionalEuros(string field)
    {
        if (Decimal(field) is not { } euros)
        {
            return null;
        }

        if (euros < 0)
        {
            Reject($"The field {field} is negative: {Shown.Value(euros)}.");
        }
        else if (!Money.TryFromEuros(euros, out var money))
        {
            Reject($"The field {field} is finer than a cent, or too large: {Shown.Value(euros)}.");
        }
        else
        {
            return money;
        }

        return null;
    }

    public decimal? Decimal(string field)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number
            ? value.TryGetDecimal(out var number)
            : decimal.TryParse(
                Text(field),
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out number))
        {
            return number;
        }

        Reject($"The field {field} is no number: {Shown.Value(value)}.");
        return null;
    }
}
