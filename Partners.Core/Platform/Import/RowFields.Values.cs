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
            var instant = time.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(time, TimeSpan.Zero)
                : value.TryGetDateTimeOffset(out var zoned) ? zoned
                : (DateTimeOffset?)null;
            if (instant is { } found)
            {
                if (found.IsRecordable())
                {
                    return found.ToMilliseconds();
                }

                Reject($"The field {field} is not from {RecordableDays.Words}: {Shown.Value(value)}.");
                return null;
            }
        }

        Reject($"The field {field} is no timestamp: {Shown.Value(value)}.");
        return null;
    }

    public DateOnly Day(string field) => OptionalDay(field) ?? Missing<DateOnly>(field);

    /// <summary>
    /// The platform stores a day as its midnight in UTC, which in Amsterdam is within that day. Any other instant is its day in Amsterdam.
    /// </summary>
    public DateOnly? OptionalDay(string field) => OptionalInstant(field)?.DayInAmsterdam();

    /// <summary>When the platform changed the row; null if it does not say.</summary>
    public DateTimeOffset? UpdatedAt() => OptionalInstant("updated_at");

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
    /// <param name="most">Rejects more; null for no other limit than what can be held.</param>
    public Money? OptionalEuros(string field, Money? most = null)
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
        else if (money > most)
        {
            Reject($"The field {field} is {money}. More than {most} is refused as a likely mistake.");
        }
        else
        {
            return money;
        }

        return null;
    }

    /// <summary>A number, or its text. What a binary column made of a number with two decimals is that number again.</summary>
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
            return BinaryDecimal.Restored(number, decimals: 2);
        }

        Reject($"The field {field} is no number: {Shown.Value(value)}.");
        return null;
    }
}
