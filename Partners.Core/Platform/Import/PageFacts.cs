using System.Globalization;
using System.Text.Json;

namespace Partners.Core.Platform.Import;

/// <summary>What one page of a list holds, and what it says about the whole list.</summary>
internal sealed class PageFacts
{
    private const string CountName = "count";
    private const string LinksName = "_links";
    private const string MetaName = "meta";

    public long Rows { get; private set; }

    /// <summary>The id of its first row; null without one.</summary>
    public string? FirstId { get; private set; }

    /// <summary>How many rows the page says it has (<c>count</c>).</summary>
    public long? Count { get; private set; }

    /// <summary>How many rows the page says there are in all (<c>meta.total_count</c>, <c>meta.filter_count</c>).</summary>
    public long? Total { get; private set; }

    /// <summary>True if it names a next page (<c>_links.next</c>); false if it says that there is none; null if it does not say.</summary>
    public bool? HasNext { get; private set; }

    /// <summary>The id with which the next page begins, where the link to it says so.</summary>
    public string? NextId { get; private set; }

    /// <summary>The property's name if it is one of those that speak of completeness.</summary>
    public static string? NameOf(in Utf8JsonReader property) =>
        property.ValueTextEquals(CountName) ? CountName
        : property.ValueTextEquals(LinksName) ? LinksName
        : property.ValueTextEquals(MetaName) ? MetaName
        : null;

    /// <summary>True for an answer with rows in it. A payment also has something embedded, and an id of its own.</summary>
    public static bool IsPage(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && !root.TryGetProperty("id", out _)
                && (Is(root, "data", JsonValueKind.Array)
                    || (root.TryGetProperty("_embedded", out var embedded)
                        && embedded.ValueKind == JsonValueKind.Object
                        && (Is(embedded, "payments", JsonValueKind.Array)
                            || Is(embedded, "refunds", JsonValueKind.Array)
                            || Is(embedded, "chargebacks", JsonValueKind.Array))));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    public void Take(ReadOnlyMemory<byte> row)
    {
        if (Rows++ == 0)
        {
            FirstId = IdOf(row);
        }
    }

    /// <summary>What cannot be read says nothing.</summary>
    public void Note(string name, JsonElement value)
    {
        try
        {
            switch (name)
            {
                case CountName:
                    Count = Number(value);
                    break;
                case MetaName when value.ValueKind == JsonValueKind.Object:
                    Total = Largest(Number(value, "total_count"), Number(value, "filter_count"));
                    break;
                case LinksName when value.ValueKind == JsonValueKind.Object && value.TryGetProperty("next", out var next):
                    HasNext = next.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined or JsonValueKind.False);
                    NextId = AddressIn(next) is { } address ? IdIn(address) : null;
                    break;
            }
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in a name or in the text.
        }
    }

    /// <summary>The row's id as text; null if it has none that can be read.</summary>
    public static string? IdOf(ReadOnlyMemory<byte> row)
    {
        try
        {
            using var document = JsonDocument.Parse(row);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("id", out var id)
                ? id.ValueKind switch
                {
                    JsonValueKind.String => id.GetString(),
                    JsonValueKind.Number => id.GetRawText(),
                    _ => null,
                }
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Is(JsonElement within, string name, JsonValueKind kind) =>
        within.TryGetProperty(name, out var value) && value.ValueKind == kind;

    private static long? Number(JsonElement within, string name) => within.TryGetProperty(name, out var value) ? Number(value) : null;

    private static long? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var written) =>
            written,
        _ => null,
    };

    private static long? Largest(long? one, long? other) => one is null ? other : other is null ? one : Math.Max(one.Value, other.Value);

    private static string? AddressIn(JsonElement next) => next.ValueKind switch
    {
        JsonValueKind.String => next.GetString(),
        JsonValueKind.Object when next.TryGetProperty("href", out var href) && href.ValueKind == JsonValueKind.String => href.GetString(),
        _ => null,
    };

    /// <summary>The provider's link: <c>…/payments?from=tr_8&amp;limit=250</c>.</summary>
    private static string? IdIn(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        return query < 0
            ? null
            : address[(query + 1)..].Split('&')
                .Where(part => part.StartsWith("from=", StringComparison.Ordinal))
                .Select(part => Uri.UnescapeDataString(part["from=".Length..]))
                .FirstOrDefault();
    }
}
