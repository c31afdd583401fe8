using System.Text.Json.Nodes;

namespace Partners.Core.Platform.Push;

/// <summary>One request that changes something on the platform.</summary>
public abstract record PlatformWrite(string Collection)
{
    /// <summary>As it is printed: <c>PATCH /items/org</c>.</summary>
    public abstract string Line { get; }

    /// <summary>What is sent; null for a file.</summary>
    public abstract JsonNode? Body { get; }

    /// <summary>The fields that it sets, by collection and action: what the console's user on the platform has to be allowed.</summary>
    internal IEnumerable<(string Collection, string Action, string Field)> Needs => this switch
    {
        CreateRows create => create.Rows.SelectMany(row => Of(Collection, "create", row)),
        ChangeRow change => Of(Collection, "update", change.Data),
        ChangeRows change => change.Rows.SelectMany(row => Of(Collection, "update", row)),
        _ => [(Collection, "create", "id")],
    };

    private static IEnumerable<(string, string, string)> Of(string collection, string action, JsonObject row) =>
        from field in row
        where field.Key != "id" || action == "create"
        from one in field.Value is JsonObject nested && InnerOf(collection, field.Key) is { } inner
            ? Of(inner, action, nested).Prepend((collection, action, field.Key))
            : [(collection, action, field.Key)]
        select one;

    private static string? InnerOf(string collection, string field) => (collection, field) switch
    {
        ("org_membership", "org_id") => "org",
        ("workspace_membership", "workspace_id") => "workspace",
        ("workspace", "billing_account_id") => "billing_account",
        _ => null,
    };
}

/// <param name="Rows">One, which may have others nested in it, or several that are made all or none.</param>
public sealed record CreateRows(string Collection, IReadOnlyList<JsonObject> Rows) : PlatformWrite(Collection)
{
    public override string Line => $"POST /items/{Collection}";

    public override JsonNode? Body => Rows.Count == 1 ? Rows[0].DeepClone() : new JsonArray([.. Rows.Select(row => row.DeepClone())]);
}

/// <param name="Before">What has to be there by then; null for none.</param>
public sealed record ChangeRow(string Collection, JsonValue Id, IReadOnlyDictionary<string, JsonValue?> Before, JsonObject Data)
    : PlatformWrite(Collection)
{
    public override string Line => $"PATCH /items/{Collection}";

    public override JsonNode? Body => new JsonObject
    {
        ["where"] = Where(),
        ["data"] = Data.DeepClone(),
    };

    private JsonObject Where()
    {
        var where = new JsonObject { ["id"] = Id.DeepClone() };
        foreach (var (field, value) in Before)
        {
            where[field] = value?.DeepClone();
        }

        return where;
    }
}

/// <param name="Rows">Each with its id; others may be nested in the first.</param>
public sealed record ChangeRows(string Collection, IReadOnlyList<JsonObject> Rows) : PlatformWrite(Collection)
{
    public override string Line => $"PATCH /items/{Collection}";

    public override JsonNode? Body => new JsonArray([.. Rows.Select(row => row.DeepClone())]);
}

public sealed record PlaceFile(Guid Id) : PlatformWrite("directus_files")
{
    public override string Line => $"POST /files ({Id})";

    public override JsonNode? Body => null;
}
