using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core.Platform.Live;

namespace Partners.Console.Tests.Platform.Live;

/// <summary>
/// A platform of a few rows, over real HTTP, which answers what a pull asks; and in place of any answer what a test says, as a proxy, a
/// wrong clock or a changed schema would.
/// </summary>
internal sealed class RowsPlatform : IAsyncDisposable
{
    private readonly Dictionary<string, List<JsonObject>> _rows = new(StringComparer.Ordinal);

    private LoopbackServer _server = null!;

    private RowsPlatform()
    {
    }

    /// <summary>Answers in its place. False for what it leaves to the platform.</summary>
    public Func<HttpContext, Task<bool>>? Instead { get; set; }

    public Uri Address => _server.Address;

    public DateTimeOffset Clock { get; set; } = FixedClock.Noon;

    /// <summary>The paths that were asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>What may be read, where it is not everything.</summary>
    public Dictionary<string, string[]> Readable { get; } = LiveCollection.All
        .Where(collection => collection.IsNeeded)
        .ToDictionary(collection => collection.Name, _ => (string[])["*"], StringComparer.Ordinal);

    public static async Task<RowsPlatform> StartAsync()
    {
        var platform = new RowsPlatform();
        platform._server = await LoopbackServer.StartAsync(server => server.Run(platform.AnswerAsync));
        return platform;
    }

    public Task<TestDatabase> ConsoleAsync() => TestDatabase.CreateAsync(services => services.AddSingleton(
        new PlatformSettings { Address = Address, Token = FakePlatform.Token }));

    /// <summary>An organisation, changed now by the platform's clock.</summary>
    public JsonObject Organisation(string name, bool isStamped = true)
    {
        var row = new JsonObject
        {
            ["id"] = $"{Guid.NewGuid()}",
            ["name"] = name,
            ["is_partner"] = true,
            ["created_by"] = null,
            ["created_at"] = Stamp(Clock.AddYears(-1)),
            ["updated_at"] = isStamped ? Stamp(Clock) : null,
            ["deleted_at"] = null,
        };
        Rows("org").Add(row);
        return row;
    }

    /// <summary>Lets the platform's trail be read, and writes an act into it.</summary>
    public void Act(string collection, string item)
    {
        Readable["directus_activity"] = ["*"];
        Rows("activity").Add(new JsonObject
        {
            ["id"] = $"{Rows("activity").Count + 1}",
            ["action"] = "update",
            ["user"] = null,
            ["timestamp"] = Stamp(Clock),
            ["collection"] = collection,
            ["item"] = item,
        });
    }

    public void Rename(JsonObject row, string name) => (row["name"], row["updated_at"]) = (name, Stamp(Clock));

    public List<JsonObject> Rows(string collection)
    {
        if (!_rows.TryGetValue(collection, out var rows))
        {
            _rows[collection] = rows = [];
        }

        return rows;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public static async Task<bool> SayAsync(HttpContext context, int status, string body, string type = "text/html")
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, type);
        await context.Response.WriteAsync(body);
        return true;
    }

    private static string Stamp(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private async Task AnswerAsync(HttpContext context)
    {
        Asked.Enqueue(context.Request.Path.Value!);
        context.Response.Headers.Date = Clock.ToString("R", CultureInfo.InvariantCulture);
        if (Instead is not null && await Instead(context))
        {
            return;
        }

        var path = context.Request.Path.Value!.TrimStart('/');
        var data = path switch
        {
            "server/info" => """{"queryLimit":{"default":100,"max":-1}}""",
            "permissions/me" => Rights(),
            _ => Some(
                Rows(path.StartsWith("items/", StringComparison.Ordinal) ? path["items/".Length..] : path),
                context.Request.Method == "SEARCH" ? await BodyAsync(context) : Query(context)),
        };
        await SayAsync(context, StatusCodes.Status200OK, $$"""{"data":{{data}}}""", "application/json");
    }

    private string Rights() => new JsonObject(Readable.Select(one => KeyValuePair.Create<string, JsonNode?>(one.Key, new JsonObject
    {
        ["read"] = new JsonObject
        {
            ["access"] = "full",
            ["fields"] = new JsonArray([.. one.Value.Select(field => JsonValue.Create(field))]),
        },
    }))).ToJsonString();

    private static string Some(IEnumerable<JsonObject> rows, JsonElement query) => new JsonArray(
    [
        .. rows
            .Where(row => Matches(row, query.TryGetProperty("filter", out var filter) ? filter : default))
            .OrderBy(row => (string?)row["updated_at"] ?? (string?)row["id"], StringComparer.Ordinal)
            .Skip(query.TryGetProperty("offset", out var offset) ? offset.GetInt32() : 0)
            .Take(query.GetProperty("limit").GetInt32())
            .Select(row => row.DeepClone()),
    ]).ToJsonString();

    private static bool Matches(JsonObject row, JsonElement filter) => filter.ValueKind != JsonValueKind.Object
        || filter.EnumerateObject().All(one => one.Name == "_and" ? one.Value.EnumerateArray().All(each => Matches(row, each))
            : one.Name == "_or" ? one.Value.EnumerateArray().Any(each => Matches(row, each))
            : one.Name == "activity" || one.Value.EnumerateObject().All(condition => Holds(row[one.Name], condition)));

    private static bool Holds(JsonNode? value, JsonProperty condition) => condition.Name switch
    {
        "_null" => value is null,
        "_nnull" => value is not null,
        "_gt" => long.Parse(value!.ToString(), CultureInfo.InvariantCulture) > condition.Value.GetInt64(),
        "_gte" => string.CompareOrdinal((string?)value, condition.Value.GetString()) >= 0,
        "_in" => condition.Value.EnumerateArray().Any(id => id.ToString() == value?.ToString()),
        _ => true,
    };

    private static JsonElement Query(HttpContext context)
    {
        var query = new JsonObject { ["limit"] = int.Parse(context.Request.Query["limit"]!, CultureInfo.InvariantCulture) };
        if (context.Request.Query.TryGetValue("offset", out var offset))
        {
            query["offset"] = int.Parse(offset!, CultureInfo.InvariantCulture);
        }

        if (context.Request.Query.TryGetValue("filter", out var filter))
        {
            query["filter"] = JsonNode.Parse(filter!);
        }

        return JsonSerializer.SerializeToElement(query);
    }

    private static async Task<JsonElement> BodyAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        return body.RootElement.GetProperty("query").Clone();
    }
}
