using System.Text.Json;

namespace Partners.Console.Shell;

/// <summary>One field that someone else changed, as text.</summary>
public sealed record ConflictChange(string Field, string Before, string After);

/// <summary>The differences between a conflict's before and after, field by field.</summary>
public static class ConflictChanges
{
    /// <summary>Fields that the product calls otherwise than the code does.</summary>
    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        ["ownerName"] = "Owner",
        ["clientName"] = "Client",
        ["isSnoozed"] = "Snoozed",
        ["isPartner"] = "Partner",
        ["isFull"] = "Full refresh",
        ["startsOn"] = "Starts",
        ["expiresOn"] = "Expires",
        ["usageContext"] = "Kept as",
        ["dataOwnerName"] = "Data owner",
        ["paymentMode"] = "Payment",
        ["sha256"] = "Fingerprint of the file",
        ["client newName"] = "Client",
        ["timing agreedOn"] = "Agreed day",
        ["approvedByName"] = "Approved by",
    };

    public static IReadOnlyList<ConflictChange> Of(string? jsonBefore, string? jsonAfter)
    {
        var before = FieldsOf(jsonBefore);
        var after = FieldsOf(jsonAfter);
        return
        [
            .. before.Keys.Union(after.Keys, StringComparer.Ordinal)
                .Select(field => (Name: InWords(field), Before: Side(before, field), After: Side(after, field)))
                .Where(change => change.Before.Raw != change.After.Raw)
                .Select(change => new ConflictChange(
                    change.Name,
                    change.Before.Text,
                    change.Before.Text == change.After.Text ? $"{change.After.Text}, changed" : change.After.Text)),
        ];
    }

    /// <summary>A missing field and an empty one are the same.</summary>
    private static Fact Side(Dictionary<string, Fact> facts, string field) =>
        facts.GetValueOrDefault(field, new(FactWords.Nothing, "null"));

    private static Dictionary<string, Fact> FieldsOf(string? json)
    {
        var fields = new Dictionary<string, Fact>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(json))
        {
            return fields;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            Collect(document.RootElement, string.Empty, string.Empty, fields);
        }
        catch (JsonException)
        {
            fields["value"] = new(json, json);
        }

        return fields;
    }

    /// <summary>Leaves out ids: they say nothing to a person, and the names stand beside them.</summary>
    private static void Collect(JsonElement element, string path, string name, Dictionary<string, Fact> fields)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                Collect(property.Value, path.Length == 0 ? property.Name : $"{path} {property.Name}", property.Name, fields);
            }
        }
        else if (element.ValueKind != JsonValueKind.String || !Guid.TryParseExact(element.GetString(), "D", out _))
        {
            fields[path.Length == 0 ? "value" : path] = new(FactWords.Of(name, element), element.GetRawText());
        }
    }

    private static string InWords(string field) => s_names.GetValueOrDefault(field) ?? Words.Capital(FactWords.Spaced(field));

    /// <param name="Raw">Tells facts apart that read the same, such as two lists of three people.</param>
    private readonly record struct Fact(string Text, string Raw);
}
