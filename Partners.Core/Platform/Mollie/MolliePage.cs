using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Partners.Core.Platform.Import;
using Partners.Core.Platform.Live;

namespace Partners.Core.Platform.Mollie;

/// <param name="Id">Empty where it cannot be read: the import says so.</param>
/// <param name="CreatedAt">Null where it cannot be read.</param>
/// <param name="State">The same for the same content, whatever the row is.</param>
internal sealed record MollieRow(string Id, DateTimeOffset? CreatedAt, string State, byte[] Bytes);

/// <summary>One answer of a list, newest first.</summary>
/// <param name="Next">Where the next page is; null on the last.</param>
internal sealed record MolliePage(IReadOnlyList<MollieRow> Rows, Uri? Next)
{
    /// <param name="list">As Mollie calls it: <c>payments</c>.</param>
    /// <exception cref="PlatformFaultException">It is no page of that list, or names a next one that is no address.</exception>
    public static MolliePage Of(byte[] bytes, string list)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            return new([.. root.GetProperty("_embedded").GetProperty(list).EnumerateArray().Select(RowOf)], NextOf(root));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new PlatformFaultException(new MollieFailed(200));
        }
    }

    /// <summary>As an import reads rows.</summary>
    public static JsonRows ToJson(IEnumerable<MollieRow> rows)
    {
        var stream = new MemoryStream();
        stream.WriteByte((byte)'[');
        var first = true;
        foreach (var row in rows)
        {
            if (!first)
            {
                stream.WriteByte((byte)',');
            }

            first = false;
            stream.Write(row.Bytes);
        }

        stream.WriteByte((byte)']');
        stream.Position = 0;
        var json = new JsonRows(stream);
        json.FindRows();
        return json;
    }

    private static MollieRow RowOf(JsonElement row)
    {
        var bytes = Encoding.UTF8.GetBytes(row.GetRawText());
        return new(
            Text(row, "id")?.GetRawText().Trim('"') ?? string.Empty,
            Text(row, "createdAt") is { } text && text.TryGetDateTimeOffset(out var created) ? created : null,
            Convert.ToHexString(SHA256.HashData(bytes)),
            bytes);
    }

    private static Uri? NextOf(JsonElement root)
    {
        if (!root.TryGetProperty("_links", out var links)
            || !links.TryGetProperty("next", out var next)
            || next.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return Uri.TryCreate(next.GetProperty("href").GetString(), UriKind.Absolute, out var address)
            ? address
            : throw new PlatformFaultException(new MollieLinkRefused());
    }

    private static JsonElement? Text(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value
            : null;
}
