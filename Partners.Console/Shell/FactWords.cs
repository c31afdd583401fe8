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

    /// <summary>Fields whose values are words of an enumeration, such as <c>handoffPlanned</c>.</summary>
    private static readonly HashSet<string> s_enumerations = new(StringComparer.Ordinal)
    {
        "role",
        "stage",
        "status",
        "fate",
        "copies",
        "tier",
        "billingPeriod",
        "grid",
        "partnerSaid",
    };

    /// <summary>Words of enumerations that the product calls otherwise.</summary>
    private static readonly Dictionary<(string Field, string Word), string> s_words = new()
    {
        [("usageContext", "external")] = "external client",
        [("usageContext", "internal")] = "own team",
        [("paymentMode", "none")] = "no payment method",
        [("paymentMode", "mollie")] = "Mollie",
        [("paymentMode", "offline")] = "by invoice",
    };

    /// <param name="field">The field's own name, without its parents.</param>
    public static string Of(string field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => Nothing,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => OfText(field, value.GetString()!),
        JsonValueKind.Number when s_percentages.Contains(field) && value.TryGetInt32(out var basisPoints) =>
            new Percentage(basisPoints).ToString(),
        JsonValueKind.Number when s_amounts.Contains(field) && value.TryGetInt64(out var cents) => new Money(cents).ToString(),
        JsonValueKind.Array => value.GetArrayLength() == 0 ? "none" : Words.Number(value.GetArrayLength()),
        _ => value.GetRawText(),
    };

    private static string OfText(string field, string text) =>
        s_words.TryGetValue((field, text), out var word) ? word
        : s_enumerations.Contains(field) ? Spaced(text).ToLowerInvariant()
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? AmsterdamTime.Day(day)
        : DateTimeOffset.TryParseExact(
            text,
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant)
            ? AmsterdamTime.Moment(instant)
        : text;

    /// <summary>handoffPlanned and handoff_planned become handoff planned.</summary>
    internal static string Spaced(string name) => string.Concat(name.Select((letter, index) => letter switch
    {
        '_' => " ",
        _ when index > 0 && char.IsUpper(letter) && char.IsLower(name[index - 1]) => $" {char.ToLowerInvariant(letter)}",
        _ => letter.ToString(),
    }));
}
