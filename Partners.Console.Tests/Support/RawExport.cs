using System.Globalization;
using System.Text.Json;

namespace Partners.Console.Tests.Support;

/// <summary>An export's rows as in its files, for calculations that share no code with the product.</summary>
internal static class RawExport
{
    private static readonly TimeZoneInfo s_amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>Empty if there is no such file.</summary>
    public static List<JsonElement> Rows(string folder, string collection)
    {
        var file = Path.Combine(folder, collection + ".json");
        if (!File.Exists(file))
        {
            return [];
        }

        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var root = document.RootElement;
        var rows = root.ValueKind == JsonValueKind.Array ? root
            : root.TryGetProperty("data", out var data) ? data
            : root.GetProperty("_embedded").EnumerateObject().Single().Value;
        return [.. rows.EnumerateArray().Select(row => row.Clone())];
    }

    /// <summary>The objects of a list inside a row; none if there is no such list.</summary>
    public static IEnumerable<JsonElement> Inside(JsonElement row, string list) =>
        row.TryGetProperty("_embedded", out var embedded) && embedded.TryGetProperty(list, out var rows) ? rows.EnumerateArray() : [];

    /// <summary>An object, JSON text of one, or an empty object.</summary>
    public static JsonElement Metadata(JsonElement row)
    {
        row.TryGetProperty("metadata", out var metadata);
        try
        {
            var found = metadata.ValueKind == JsonValueKind.String ? JsonDocument.Parse(metadata.GetString()!).RootElement : metadata;
            return found.ValueKind == JsonValueKind.Object ? found : JsonDocument.Parse("{}").RootElement;
        }
        catch (JsonException)
        {
            return JsonDocument.Parse("{}").RootElement;
        }
    }

    public static string? Text(JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value.ToString()
            : null;

    public static decimal? Number(JsonElement row, string field) =>
        Text(row, field) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    public static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>In Amsterdam.</summary>
    public static DateOnly Day(string instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Instant(instant), s_amsterdam).DateTime);
}
