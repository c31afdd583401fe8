using System.Text.Json;
using Partners.Console.Shell;

namespace Partners.Console.Audit;

/// <summary>One side of an entry, field by field, as people write it.</summary>
internal sealed class EntryFacts
{
    private readonly JsonElement _facts;

    private EntryFacts(JsonElement facts) => _facts = facts;

    /// <summary>No fields, for a text that is missing or is no JSON.</summary>
    public static EntryFacts Of(string? json)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? "{}");
            return new(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return new(default);
        }
    }

    /// <summary>Null if the field is missing or empty.</summary>
    /// <param name="path">The field, with the fields that it is nested in before it.</param>
    public string? Text(params ReadOnlySpan<string> path) => Find(path) is { } value ? FactWords.Of(path[^1], value) : null;

    /// <summary>Null if the field is missing, empty or no number.</summary>
    public long? Number(string field) =>
        Find([field]) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    /// <summary>Of an import: how many rows of all its collections became so.</summary>
    public string Rows(string became) => Words.Number(
        Find(["collections"]) is { ValueKind: JsonValueKind.Array } collections
            ? collections.EnumerateArray().Sum(collection => new EntryFacts(collection).Number(became) ?? 0)
            : 0);

    private JsonElement? Find(ReadOnlySpan<string> path)
    {
        var found = _facts;
        foreach (var field in path)
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(field, out found))
            {
                return null;
            }
        }

        return found.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : found;
    }
}
