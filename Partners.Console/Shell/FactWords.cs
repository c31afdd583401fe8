using System.Globalization;
using System.Text.Json;
using Partners.Core.Values;

namespace Partners.Console.Shell;

/// <summary>
/// Formats facts of the audit trail for display. The trail stores percentages in basis points, money in cents, days as yyyy-MM-dd and
/// instants in UTC; the field's name tells which it is.
/// </summary>
public static class FactWords
{
    public const string Nothing = "–";

    private static readonly HashSet<string> s_percentages = new(StringComparer.Ordinal) { "kickback", "discount" };

    private static readonly HashSet<string> s_amounts = new(StringComparer.Ordinal)
    {
        "cap",
        "amount",
        "opening",
        "contributions",
        "payouts",
        "closing",
    };

    /// <param name="field">The field's own name, without its parents.</param>
    public static string Of(string field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => Nothing,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => OfText(value.GetString()!),
        JsonValueKind.Number when s_percentages.Contains(field) && value.TryGetInt32(out var basisPoints) =>
            new Percentage(basisPoints).ToString(),
        JsonValueKind.Number when s_amounts.Contains(field) && value.TryGetInt64(out var cents) => new Money(cents).ToString(),
        _ => value.GetRawText(),
    };

    private static string OfText(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? AmsterdamTime.Day(day)
        : DateTimeOffset.TryParseExact(
            text,
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant)
            ? AmsterdamTime.Moment(instant)
        : text;
}
