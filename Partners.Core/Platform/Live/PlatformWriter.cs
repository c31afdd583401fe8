using System.Text.Json;
using System.Text.Json.Nodes;

namespace Partners.Core.Platform.Live;

/// <summary>
/// Everything that the console changes on the platform. Each write names the change and the person. None but the conditional one is
/// ever sent twice: where the answer is lost, read what is there, then decide.
/// </summary>
internal sealed class PlatformWriter(PlatformLink link)
{
    /// <summary>Adds a row with an id of ours; objects nested in it are made with it, in one transaction.</summary>
    /// <returns>The row as the platform has it now; nothing but its id where no more may be read.</returns>
    public Task<PlatformAnswer<JsonElement>> CreateAsync(
        string collection,
        JsonObject row,
        ChangeSource source,
        CancellationToken cancel) =>
        WriteAsync(HttpMethod.Post, collection, row, source, mayRepeat: false, cancel);

    /// <summary>Adds all rows, or none.</summary>
    public Task<PlatformAnswer<JsonElement>> CreateManyAsync(
        string collection,
        IEnumerable<JsonObject> rows,
        ChangeSource source,
        CancellationToken cancel) =>
        WriteAsync(HttpMethod.Post, collection, new JsonArray([.. rows]), source, mayRepeat: false, cancel);

    /// <summary>
    /// Changes one row, where it still holds what it held before. That closes the seconds between somebody's look and the write, not the
    /// milliseconds: read the row's revisions afterwards. It is sent again when its answer is lost, so false may also mean that it was
    /// done: read the row.
    /// </summary>
    /// <param name="before">By field, as the platform writes it; null for none. A list or an object can only be compared to none.</param>
    /// <returns>Whether a row was changed.</returns>
    public async Task<PlatformAnswer<bool>> ChangeAsync(
        string collection,
        JsonValue id,
        IReadOnlyDictionary<string, JsonValue?> before,
        JsonObject data,
        ChangeSource source,
        CancellationToken cancel)
    {
        var conditions = new JsonArray(Condition("id", id));
        foreach (var (field, value) in before)
        {
            conditions.Add((JsonNode)Condition(field, value));
        }

        var body = new JsonObject
        {
            ["query"] = new JsonObject { ["filter"] = new JsonObject { ["_and"] = conditions }, ["limit"] = 1 },
            ["data"] = data.DeepClone(),
        };
        var answer = await WriteAsync(HttpMethod.Patch, collection, body, source, mayRepeat: true, cancel);
        return answer.Select(rows => rows is { ValueKind: JsonValueKind.Array } && rows.GetArrayLength() > 0);
    }

    /// <summary>
    /// Changes rows of one collection, and through nested objects of others, all or none. Each holds its id. A row that is not there
    /// makes the whole be refused. Send 400 at most.
    /// </summary>
    public Task<PlatformAnswer<JsonElement>> ChangeManyAsync(
        string collection,
        IEnumerable<JsonObject> rows,
        ChangeSource source,
        CancellationToken cancel) =>
        WriteAsync(HttpMethod.Patch, collection, new JsonArray([.. rows]), source, mayRepeat: false, cancel);

    /// <summary>Places a file under an id of ours. A second time it is not unique: then it is there.</summary>
    public async Task<PlatformAnswer<JsonElement>> UploadAsync(
        Guid id,
        string fileName,
        string contentType,
        ReadOnlyMemory<byte> content,
        ChangeSource source,
        CancellationToken cancel)
    {
        // The fields have to come before the file.
        using var form = new MultipartFormDataContent();
        using var itsId = new StringContent(id.ToString("D"));
        using var itsType = new StringContent(contentType);
        using var bytes = new ReadOnlyMemoryContent(content);
        bytes.Headers.ContentType = new(contentType);
        form.Add(itsId, "\"id\"");
        form.Add(itsType, "\"type\"");
        form.Add(bytes, "\"file\"", $"\"{fileName.Replace('"', '_')}\"");
        return await link.SendAsync(HttpMethod.Post, "files?fields=id", form, source, mayRepeat: false, cancel);
    }

    private async Task<PlatformAnswer<JsonElement>> WriteAsync(
        HttpMethod method,
        string collection,
        JsonNode body,
        ChangeSource source,
        bool mayRepeat,
        CancellationToken cancel)
    {
        using var content = PlatformLink.Json(body);
        return await link.SendAsync(method, $"{ItemQuery.PathOf(collection)}?fields=id", content, source, mayRepeat, cancel);
    }

    private static JsonObject Condition(string field, JsonValue? value) => new()
    {
        [field] = value is null ? new JsonObject { ["_null"] = true } : new JsonObject { ["_eq"] = value.DeepClone() },
    };
}
