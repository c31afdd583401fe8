using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Partners.Core.Platform.Live;

/// <summary>Everything that the console asks the platform without changing it.</summary>
internal sealed class PlatformReader(PlatformLink link)
{
    /// <summary>Twice as large reads no faster, and holds up everybody else there for longer.</summary>
    public const int LargestPage = 1_000;

    private const int LastOfRow = 100;

    private static readonly HttpMethod s_search = new("SEARCH");

    /// <summary>What the platform allows, and what time it is there.</summary>
    public async Task<PlatformAnswer<PlatformLimits>> LimitsAsync(CancellationToken cancel)
    {
        DateTimeOffset? now = null;
        var info = await link.SendAsync(
            HttpMethod.Get, "server/info", content: null, source: null, mayRepeat: true, cancel, answer => now = answer.Headers.Date);
        return info.Select(found => PlatformLimits.Of(found) with { Now = now });
    }

    /// <summary>What the console's user may do, by collection and action.</summary>
    public async Task<PlatformAnswer<PlatformRights>> RightsAsync(CancellationToken cancel) =>
        (await GetAsync("permissions/me", cancel)).Select(PlatformRights.Of);

    public async Task<PlatformAnswer<IReadOnlyList<JsonElement>>> RowsAsync(ItemQuery query, CancellationToken cancel) =>
        (await GetAsync(query.PathAndQuery(), cancel)).Select(Rows);

    /// <summary>The answer as it came, for rows that an import reads by itself.</summary>
    public Task<PlatformAnswer<byte[]>> BytesAsync(ItemQuery query, CancellationToken cancel) =>
        link.BytesAsync(HttpMethod.Get, query.PathAndQuery(), content: null, source: null, mayRepeat: true, cancel);

    /// <summary>The rows with these ids, in no order; one that is not there is left out. At most <see cref="LargestPage"/> ids.</summary>
    public async Task<PlatformAnswer<IReadOnlyList<JsonElement>>> SearchAsync(
        string collection,
        IReadOnlyCollection<string> ids,
        IReadOnlyList<string> fields,
        CancellationToken cancel)
    {
        if (ids.Count == 0)
        {
            return Array.Empty<JsonElement>();
        }

        var query = ByIds(collection, ids, fields);
        using var body = PlatformLink.Json(query.Body());
        return (await link.SendAsync(s_search, query.Path, body, source: null, mayRepeat: true, cancel)).Select(Rows);
    }

    /// <summary>The same, as it came.</summary>
    public async Task<PlatformAnswer<byte[]>> SearchBytesAsync(
        string collection,
        IReadOnlyCollection<string> ids,
        IReadOnlyList<string> fields,
        CancellationToken cancel)
    {
        var query = ByIds(collection, ids, fields);
        using var body = PlatformLink.Json(query.Body());
        return await link.BytesAsync(s_search, query.Path, body, source: null, mayRepeat: true, cancel);
    }

    /// <summary>The row, or an empty list where it is not there.</summary>
    public Task<PlatformAnswer<IReadOnlyList<JsonElement>>> FindAsync(
        string collection,
        string id,
        IReadOnlyList<string> fields,
        CancellationToken cancel) => SearchAsync(collection, [id], fields, cancel);

    /// <summary>Who changed a row after a revision that is known, in order. At most <see cref="LargestPage"/>.</summary>
    /// <param name="after">The last revision that is known; 0 for all.</param>
    public async Task<PlatformAnswer<IReadOnlyList<PlatformRevision>>> RevisionsAsync(
        string collection,
        string id,
        long after,
        CancellationToken cancel)
    {
        var query = PlatformRevision.Query(LargestPage) with
        {
            Filter = new JsonObject
            {
                ["collection"] = new JsonObject { ["_eq"] = collection },
                ["item"] = new JsonObject { ["_eq"] = id },
                ["id"] = new JsonObject { ["_gt"] = after },
            },
        };
        return (await RowsAsync(query, cancel)).Select(PlatformRevision.All);
    }

    /// <summary>The last changes of a row, the newest first.</summary>
    public async Task<PlatformAnswer<IReadOnlyList<PlatformRevision>>> LastRevisionsAsync(
        string collection,
        string id,
        CancellationToken cancel)
    {
        var query = PlatformRevision.Query(LastOfRow) with
        {
            Sort = ["-id"],
            Filter = new JsonObject
            {
                ["collection"] = new JsonObject { ["_eq"] = collection },
                ["item"] = new JsonObject { ["_eq"] = id },
            },
        };
        return (await RowsAsync(query, cancel)).Select(PlatformRevision.All);
    }

    /// <summary>Every change of any row since a moment of the platform's clock, a page of them in the order of their ids.</summary>
    public async Task<PlatformAnswer<IReadOnlyList<PlatformRevision>>> RevisionsSinceAsync(
        DateTimeOffset since,
        long after,
        int limit,
        CancellationToken cancel)
    {
        var query = PlatformRevision.Query(limit) with
        {
            Filter = new JsonObject
            {
                ["activity"] = new JsonObject { ["timestamp"] = new JsonObject { ["_gte"] = Stamp(since) } },
                ["id"] = new JsonObject { ["_gt"] = after },
            },
        };
        return (await RowsAsync(query, cancel)).Select(PlatformRevision.All);
    }

    /// <summary>As the platform writes a moment.</summary>
    internal static string Stamp(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private Task<PlatformAnswer<JsonElement>> GetAsync(string pathAndQuery, CancellationToken cancel) =>
        link.SendAsync(HttpMethod.Get, pathAndQuery, content: null, source: null, mayRepeat: true, cancel);

    private static IReadOnlyList<JsonElement> Rows(JsonElement data) =>
        data.ValueKind == JsonValueKind.Array ? [.. data.EnumerateArray()] : [];

    private static ItemQuery ByIds(string collection, IReadOnlyCollection<string> ids, IReadOnlyList<string> fields) =>
        new(collection, ids.Count)
        {
            Fields = fields,
            Filter = new JsonObject
            {
                ["id"] = new JsonObject { ["_in"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) },
            },
        };
}
