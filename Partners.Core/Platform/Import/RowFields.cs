using System.Globalization;
using System.Text.Json;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import;

/// <summary>
/// Reads the fields of one row and keeps the first reason to reject it. After a problem the returned values mean nothing, so check
/// <see cref="Problem"/> before using them.
/// </summary>
internal sealed partial class RowFields
{
    public const int LongestText = 10_000;
    public const int LongestEmail = 320;

    private static readonly Dictionary<string, bool> s_flags = new(StringComparer.OrdinalIgnoreCase)
    {
        ["0"] = false,
        ["false"] = false,
        ["1"] = true,
        ["true"] = true,
    };

    private JsonElement _row;

    public string? Problem { get; private set; }

    public void Begin(JsonElement row)
    {
        Problem = null;
        _row = row;
    }

    public void Reject(string reason) => Problem ??= reason;

    /// <summary>True if the row has such a field at all, even an empty one.</summary>
    public bool Has(string field) => _row.TryGetProperty(field, out _);

    public Guid Id(string field)
    {
        var id = OptionalId(field);
        return id ?? Missing<Guid>(field);
    }

    public Guid? OptionalId(string field)
    {
        if (Text(field, Related(field)) is not { } text)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "D", out var id))
        {
            return id;
        }

        Reject($"The field {field} is no valid uuid: {Shown.Value(text)}.");
        return null;
    }

    /// <summary>One of the platform's numeric ids, as a JSON number or as text.</summary>
    public long Number(string field)
    {
        if (Related(field) is not { } value)
        {
            return Missing<long>(field);
        }

        if (value.ValueKind == JsonValueKind.Number
            ? value.TryGetInt64(out var number) || IsWhole(value, out number)
            : long.TryParse(Text(field, value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return number;
        }

        Reject($"The field {field} is no whole number: {Shown.Value(value)}.");
        return 0;
    }

    /// <summary>Trimmed text; rejects missing, empty or too long.</summary>
    public string Required(string field, int longest) => Optional(field, longest) ?? Missing<string>(field) ?? string.Empty;

    /// <summary>Trimmed text; null if missing or empty, or if there is nothing to see in it.</summary>
    public string? Optional(string field, int longest = LongestText)
    {
        var text = Text(field)?.Trim();
        if (text is null || text.IsInvisible())
        {
            return null;
        }

        if (text.Length > longest)
        {
            Reject($"The field {field} is longer than {longest.ToString("N0", CultureInfo.InvariantCulture)} characters.");
            return null;
        }

        // The platform's database cannot hold a null character, and SQLite would return only the text before it.
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            Reject($"The field {field} holds a null character.");
            return null;
        }

        // Unicode reserves these two for no text at all, and refuses to compare text that holds them.
        if (text.AsSpan().ContainsAny('\uFFFE', '\uFFFF'))
        {
            Reject($"The field {field} is not readable text.");
            return null;
        }

        return text;
    }

    /// <summary>The field's raw JSON.</summary>
    public string? Json(string field)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        try
        {
            var json = value.GetRawText();
            ReadAll(value);
            if (json.Length <= 10 * LongestText)
            {
                return json;
            }

            Reject($"The field {field} is too long.");
        }
        catch (InvalidOperationException)
        {
            Reject($"The field {field} is not readable text.");
        }

        return null;
    }

    public bool Flag(string field)
    {
        switch (Find(field))
        {
            case null or { ValueKind: JsonValueKind.False }:
                return false;
            case { ValueKind: JsonValueKind.True }:
                return true;
            case { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var one) && one is 0 or 1:
                return one == 1;
            case { ValueKind: JsonValueKind.String } when s_flags.TryGetValue(Text(field)?.Trim() ?? string.Empty, out var isSet):
                return isSet;
            case { } other:
                Reject($"The field {field} is neither true nor false: {Shown.Value(other)}.");
                return false;
        }
    }

    public T OneOf<T>(string field, IReadOnlyDictionary<string, T> words, T? absent = null)
        where T : struct
    {
        if (Text(field) is not { } text)
        {
            return absent ?? Missing<T>(field);
        }

        if (words.TryGetValue(text, out var value))
        {
            return value;
        }

        Reject($"The {field} {Shown.Value(text)} is not known; known are {string.Join(", ", words.Keys)}.");
        return default;
    }

    /// <summary>Reads the fields of an object inside the row; false if there is no such object.</summary>
    public bool Within(string field, Action<RowFields> read)
    {
        if (Find(field) is not { ValueKind: JsonValueKind.Object } inner)
        {
            return false;
        }

        Within(inner, read);
        return true;
    }

    /// <summary>Reads the fields of an object that came in the row.</summary>
    public void Within(JsonElement inner, Action<RowFields> read)
    {
        var outer = _row;
        _row = inner;
        read(this);
        _row = outer;
    }

    /// <summary>Text, or null for anything else: for what may be missing or wrong without harm.</summary>
    public string? Plain(string field)
    {
        try
        {
            return Find(field) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public T? Missing<T>(string field)
    {
        Reject($"The field {field} is missing.");
        return default;
    }

    private string? Text(string field) => Text(field, Find(field));

    private string? Text(string field, JsonElement? found)
    {
        if (found is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Reject($"The field {field} is no text: {Shown.Value(value)}.");
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Invalid UTF-8, or half of a surrogate pair.
            Reject($"The field {field} is not readable text.");
            return null;
        }
    }

    /// <summary>A relation: the other record's id, or the whole of it, which an export with more fields than it needs gives.</summary>
    private JsonElement? Related(string field) =>
        Find(field) is not { ValueKind: JsonValueKind.Object } whole ? Find(field)
        : whole.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number ? id
        : whole;

    /// <summary>A whole number in another form, such as 12.0 or 1e3.</summary>
    private static bool IsWhole(JsonElement value, out long number)
    {
        number = 0;
        if (!value.TryGetDecimal(out var written) || decimal.Truncate(written) != written || written is < long.MinValue or > long.MaxValue)
        {
            return false;
        }

        number = (long)written;
        return true;
    }

    /// <exception cref="InvalidOperationException">A text or a name in it is no text.</exception>
    private static void ReadAll(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var one in value.EnumerateArray())
                {
                    ReadAll(one);
                }

                break;
            case JsonValueKind.Object:
                foreach (var one in value.EnumerateObject())
                {
                    _ = one.Name;
                    ReadAll(one.Value);
                }

                break;
        }
    }

    private JsonElement? Find(string field) =>
        _row.TryGetProperty(field, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;
}
