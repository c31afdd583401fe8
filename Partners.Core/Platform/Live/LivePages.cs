using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Partners.Core.Platform.Import;

namespace Partners.Core.Platform.Live;

/// <summary>
/// Reads a collection whole, a page at a time, the next one while the last is being taken in. Rows that change meanwhile come once more;
/// rows at the seam of two pages may come twice.
/// </summary>
internal sealed class LivePages(PlatformReader reader, int pageSize)
{
    /// <summary>Read no faster in larger ones, and so much is kept in memory.</summary>
    public const int Largest = 5_000;

    private const string Stamp = "updated_at";

    /// <param name="from">Only rows that were changed at this stamp or later; null for all, those without a stamp included.</param>
    /// <exception cref="PlatformFaultException">The platform did not answer.</exception>
    public async IAsyncEnumerable<LivePage> ReadAsync(
        LiveCollection collection,
        IReadOnlyList<string> fields,
        JsonObject? filter,
        string? from,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        LiveCursor? next = LiveCursor.First(collection.Order, from);
        var coming = FetchAsync(collection, fields, filter, next, cancel);
        while (true)
        {
            var page = await coming;
            next = next.After(page, pageSize);
            coming = next is null ? Task.FromResult(LivePage.None) : FetchAsync(collection, fields, filter, next, cancel);
            if (page.Ids.Count > 0)
            {
                yield return page;
            }

            if (next is null)
            {
                yield break;
            }
        }
    }

    private async Task<LivePage> FetchAsync(
        LiveCollection collection,
        IReadOnlyList<string> fields,
        JsonObject? filter,
        LiveCursor cursor,
        CancellationToken cancel)
    {
        var conditions = new JsonArray();
        if (filter is not null)
        {
            conditions.Add(filter.DeepClone());
        }

        if (cursor.Condition() is { } from)
        {
            conditions.Add((JsonNode)from);
        }

        var query = new ItemQuery(collection.Name, pageSize)
        {
            Fields = fields,
            Sort = cursor.Sort,
            Offset = cursor.Offset,
            Filter = conditions.Count == 0 ? null : new JsonObject { ["_and"] = conditions },
        };
        var answer = await reader.BytesAsync(query, cancel);
        return answer.IsThere ? LivePage.Of(answer.Value) : throw new PlatformFaultException(answer.Fault);
    }

    /// <summary>Where a page begins.</summary>
    /// <param name="IsBounded">Begins at a stamp, so that rows without one are none of it.</param>
    private sealed record LiveCursor(LiveOrder Order, string? From, int Offset, bool IsOfUnstamped, bool IsBounded)
    {
        public static LiveCursor First(LiveOrder order, string? from) => new(order, from, 0, IsOfUnstamped: false, from is not null);

        public IReadOnlyList<string> Sort => Order is LiveOrder.Stamped && !IsOfUnstamped ? [Stamp, "id"] : ["id"];

        public JsonObject? Condition() => Order switch
        {
            LiveOrder.Stamped when IsOfUnstamped => new() { [Stamp] = new JsonObject { ["_null"] = true } },
            LiveOrder.Stamped => From is null
                ? new() { [Stamp] = new JsonObject { ["_nnull"] = true } }
                : new() { [Stamp] = new JsonObject { ["_gte"] = From } },
            LiveOrder.Numbered => From is null
                ? null
                : new() { ["id"] = new JsonObject { ["_gt"] = long.Parse(From, System.Globalization.CultureInfo.InvariantCulture) } },
            _ => null,
        };

        /// <summary>Null after the last page. Rows without a stamp come last.</summary>
        public LiveCursor? After(LivePage page, int size)
        {
            var isFull = page.Ids.Count >= size;
            return Order switch
            {
                LiveOrder.Stamped when !IsOfUnstamped && isFull =>
                    page.Stamps[^1] is { Length: > 0 } stamp && stamp != From
                        ? this with { From = stamp, Offset = 0 }
                        : this with { Offset = Offset + size },
                LiveOrder.Stamped when !IsOfUnstamped && IsBounded => null,
                LiveOrder.Stamped when !IsOfUnstamped => this with { Offset = 0, IsOfUnstamped = true },
                LiveOrder.Numbered => isFull ? this with { From = page.Ids[^1] } : null,
                _ => isFull ? this with { Offset = Offset + size } : null,
            };
        }
    }
}

/// <summary>Rows as they came, with their ids.</summary>
/// <param name="Bytes">The platform's answer: <c>{"data":[…]}</c>.</param>
/// <param name="Stamps">Each row's <c>updated_at</c>, as it came; empty where it has none.</param>
internal sealed record LivePage(byte[] Bytes, IReadOnlyList<string> Ids, IReadOnlyList<string> Stamps)
{
    public static readonly LivePage None = new([], [], []);

    /// <summary>Those of the first row, and so of every row.</summary>
    private IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Of a page of the trail: each entry's number, and the row that it is about, if it is about one.</summary>
    public IEnumerable<(string Number, string? Collection, string? Item)> Acts()
    {
        using var document = JsonDocument.Parse(Bytes);
        foreach (var (row, number) in document.RootElement.GetProperty("data").EnumerateArray().Zip(Ids))
        {
            yield return (number, row.GetProperty("collection").GetString(), row.GetProperty("item").GetString());
        }
    }

    public JsonRows Rows()
    {
        var rows = new JsonRows(new MemoryStream(Bytes));
        rows.FindRows();
        return rows;
    }

    /// <summary>Itself, with every field that a row of the collection needs: the platform writes a field that is empty, too.</summary>
    /// <exception cref="PlatformFaultException">A field is gone.</exception>
    public LivePage With(LiveCollection collection)
    {
        string[] gone = Ids.Count == 0 ? [] : [.. collection.Needed.Except(Fields, StringComparer.Ordinal)];
        return gone.Length == 0 ? this : throw new PlatformFaultException(new FieldsGone(collection.Name, gone));
    }

    /// <exception cref="PlatformFaultException">It is no list of rows with ids.</exception>
    public static LivePage Of(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var data = document.RootElement.GetProperty("data");
            var ids = new List<string>(data.GetArrayLength());
            var stamps = new List<string>(ids.Capacity);
            foreach (var row in data.EnumerateArray())
            {
                var id = row.GetProperty("id");
                ids.Add(id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText());
                stamps.Add(
                    row.TryGetProperty("updated_at", out var stamp) && stamp.ValueKind == JsonValueKind.String
                        ? stamp.GetString()!
                        : string.Empty);
            }

            return new(bytes, ids, stamps)
            {
                Fields = ids.Count == 0 ? [] : [.. data[0].EnumerateObject().Select(field => field.Name)],
            };
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new PlatformFaultException(new ServerFault(200));
        }
    }
}
