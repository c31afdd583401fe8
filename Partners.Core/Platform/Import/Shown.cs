using System.Globalization;
using System.Text.Json;

namespace Partners.Core.Platform.Import;

/// <summary>Formats values from a file for use in a sentence: short, and without control characters that would upset a terminal.</summary>
internal static class Shown
{
    private const int Longest = 60;

    public static string Value(string text) => $"“{Plain(text)}”";

    public static string Value(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Value(JsonElement value) => value.ValueKind == JsonValueKind.String ? Value(Raw(value)) : Plain(Raw(value));

    /// <summary>The row's own id, or its place in the file if it has no readable id.</summary>
    public static string Item(JsonElement row, long number)
    {
        try
        {
            if (row.ValueKind == JsonValueKind.Object
                && row.TryGetProperty("id", out var id)
                && id.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            {
                var text = Plain(Raw(id));
                if (text.Length > 0)
                {
                    return text;
                }
            }
        }
        catch (InvalidOperationException)
        {
            // The name of a field is not readable text.
            return row.EnumerateObject().Select(OwnId).FirstOrDefault(id => id is not null) ?? Place(number);
        }

        return Place(number);
    }

    public static string Place(long number) => $"row {number.ToString(CultureInfo.InvariantCulture)}";

    private static string? OwnId(JsonProperty field)
    {
        try
        {
            return field.NameEquals("id") && field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number
                ? Plain(Raw(field.Value))
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Raw(JsonElement value)
    {
        try
        {
            return value.GetRawText().Trim('"');
        }
        catch (InvalidOperationException)
        {
            return "bytes that are no text";
        }
    }

    /// <summary>Shortened, with a dot for each control character.</summary>
    public static string Plain(string text)
    {
        var head = text.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "…") : text;
        return head.Any(char.IsControl) ? string.Concat(head.Select(character => char.IsControl(character) ? '·' : character)) : head;
    }
}
