using System.Text.Json;

namespace Partners.Core.Platform.Live;

/// <summary>What the console's user may do on the platform, from <c>/permissions/me</c>.</summary>
public sealed class PlatformRights
{
    private readonly Dictionary<(string Collection, string Action), IReadOnlySet<string>> _fields = [];

    private readonly HashSet<string> _readInPart = new(StringComparer.Ordinal);

    /// <summary>Whether every row may be read; where only some may, a row that does not come may still be there.</summary>
    public bool MayReadAll(string collection) => May(collection, "read") && !_readInPart.Contains(collection);

    /// <param name="action">As the platform calls it: read, create, update.</param>
    public bool May(string collection, string action) => _fields.ContainsKey((collection, action));

    public bool May(string collection, string action, string field) =>
        _fields.TryGetValue((collection, action), out var fields) && (fields.Contains("*") || fields.Contains(field));

    internal static PlatformRights Of(JsonElement data)
    {
        var rights = new PlatformRights();
        if (data.ValueKind != JsonValueKind.Object)
        {
            return rights;
        }

        foreach (var collection in data.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object))
        {
            foreach (var action in collection.Value.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object))
            {
                // "full" or "partial" (some rows); "none" otherwise.
                if (action.Value.TryGetProperty("access", out var access)
                    && access.ValueKind == JsonValueKind.String
                    && !access.ValueEquals("none"))
                {
                    rights._fields[(collection.Name, action.Name)] = Fields(action.Value);
                    if (action.NameEquals("read") && !access.ValueEquals("full"))
                    {
                        rights._readInPart.Add(collection.Name);
                    }
                }
            }
        }

        return rights;
    }

    private static HashSet<string> Fields(JsonElement action) =>
        action.TryGetProperty("fields", out var fields) && fields.ValueKind == JsonValueKind.Array
            ? [.. fields.EnumerateArray().Where(field => field.ValueKind == JsonValueKind.String).Select(field => field.GetString()!)]
            : ["*"];
}
