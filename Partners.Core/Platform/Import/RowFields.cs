using System.Globalization;
using System.Text.Json;

namespace Partners.Core.Platform.Import;

/// <summary>
/// Reads the fields of one row and keeps the first reason to reject it. After a problem the returned values mean nothing, so check
/// <see cref="Problem"/> before using them.
/// </summary>
internal sealed partial class RowFields
{
    public const int LongestText = 10_000;
    public const int LongestEmail = 320;

    private JsonElement _row;

    public string? Problem { get; private set; }

    public void Begin(JsonElement row)
    {
        Problem = null;
        _row = row;
    }

    public void Reject(string reason) => Problem ??= reason;

    public Guid Id(string field)
    {
        var id = OptionalId(field);
        return id ?? Missing<Guid>(field);
    }

    public Guid? OptionalId(string field)
    {
        if (Text(field) is not { } text)
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
        if (Find(field) is not { } value)
        {
            return Missing<long>(field);
        }

        if (value.ValueKind == JsonValueKind.Number
            ? value.TryGetInt64(out var number)
            : long.TryParse(Text(field), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return number;
        }

        Reject($"The field {field} is no whole number: {Shown.Value(value)}.");
        return 0;
    }

    /// <summary>Trimmed text; rejects missing, empty or too long.</summary>
    public string Required(string field, int longest) => Optional(field, longest) ?? Missing<string>(field) ?? string.Empty;

    /// <summary>Trimmed text; null if missing or empty.</summary>
    public string? Optional(string field, int longest = LongestText)
    {
        var text = Text(field)?.Trim();
        if (string.IsNullOrEmpty(text))
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

        var outer = _row;
        _row = inner;
        read(this);
        _row = outer;
        return true;
    }

    public T? Missing<T>(string field)
    {
        Reject($"The field {field} is missing.");
        return default;
    }

    private string? Text(string field)
    {
        if (Find(field) is not { } value)
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

    private JsonElement? Find(string field) =>
        _row.TryGetProperty(field, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;
}
