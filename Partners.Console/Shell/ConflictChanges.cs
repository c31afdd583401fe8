using System.Text.Json;

namespace Partners.Console.Shell;

/// <summary>One field that someone else changed, as text.</summary>
public sealed record ConflictChange(string Field, string Before, string After);

/// <summary>The differences between a conflict's before and after, field by field.</summary>
public static class ConflictChanges
{
    public static IReadOnlyList<ConflictChange> Of(string? jsonBefore, string? jsonAfter)
    {
        var before = FieldsOf(jsonBefore);
        var after = FieldsOf(jsonAfter);
        return
        [
            .. before.Keys.Union(after.Keys, StringComparer.Ordinal)
                .Select(field => new ConflictChange(
                    InWords(field),
                    before.GetValueOrDefault(field, FactWords.Nothing),
                    after.GetValueOrDefault(field, FactWords.Nothing)))
                .Where(change => !string.Equals(change.Before, change.After, StringComparison.Ordinal)),
        ];
    }

    private static Dictionary<string, string> FieldsOf(string? json)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
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
            fields["value"] = json;
        }

        return fields;
    }

    private static void Collect(JsonElement element, string path, string name, Dictionary<string, string> fields)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                Collect(property.Value, path.Length == 0 ? property.Name : $"{path} {property.Name}", property.Name, fields);
            }

            return;
        }

        fields[path.Length == 0 ? "value" : path] = FactWords.Of(name, element);
    }

    /// <summary>agreementReference and agreement_reference become Agreement reference.</summary>
    private static string InWords(string field)
    {
        var words = string.Concat(field.Select((letter, index) => letter switch
        {
            '_' => " ",
            _ when index > 0 && char.IsUpper(letter) && char.IsLower(field[index - 1]) => $" {char.ToLowerInvariant(letter)}",
            _ => letter.ToString(),
        }));
        return Words.Capital(words);
    }
}
