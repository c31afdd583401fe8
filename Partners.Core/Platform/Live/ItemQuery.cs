using System.Globalization;
using System.Text.Json.Nodes;

namespace Partners.Core.Platform.Live;

/// <summary>A question to one collection.</summary>
/// <param name="Collection">A collection of the platform's, or one of its own: <c>directus_revisions</c>.</param>
/// <param name="Limit">Always said: without one the platform silently stops at 100.</param>
public sealed record ItemQuery(string Collection, int Limit)
{
    /// <summary>All that may be read, where none are named.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>As Directus writes it: <c>{"updated_at":{"_gte":"2026-11-29T10:00:00Z"}}</c>.</summary>
    public JsonObject? Filter { get; init; }

    public IReadOnlyList<string> Sort { get; init; } = [];

    public int Offset { get; init; }

    internal string Path => PathOf(Collection);

    internal static string PathOf(string collection) =>
        collection.StartsWith("directus_", StringComparison.Ordinal) ? collection["directus_".Length..] : $"items/{collection}";

    internal string PathAndQuery()
    {
        var parts = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"limit={Limit}"),
        };
        if (Offset > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"offset={Offset}"));
        }

        Add("fields", Fields);
        Add("sort", Sort);
        if (Filter is not null)
        {
            parts.Add("filter=" + Uri.EscapeDataString(Filter.ToJsonString()));
        }

        return $"{Path}?{string.Join('&', parts)}";

        void Add(string name, IReadOnlyList<string> names)
        {
            if (names.Count > 0)
            {
                parts.Add($"{name}={Uri.EscapeDataString(string.Join(',', names))}");
            }
        }
    }

    /// <summary>The same in a body, for a list of ids that no address could hold.</summary>
    internal JsonObject Body()
    {
        var query = new JsonObject { ["limit"] = Limit, ["offset"] = Offset };
        if (Fields.Count > 0)
        {
            query["fields"] = Names(Fields);
        }

        if (Sort.Count > 0)
        {
            query["sort"] = Names(Sort);
        }

        if (Filter is not null)
        {
            query["filter"] = Filter.DeepClone();
        }

        return new JsonObject { ["query"] = query };
    }

    private static JsonArray Names(IReadOnlyList<string> names) => [.. names.Select(name => JsonValue.Create(name))];
}
