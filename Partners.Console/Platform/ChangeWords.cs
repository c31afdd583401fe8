using System.Text.Json;
using Partners.Console.Links;
using Partners.Core.Outbox;
using Partners.Core.Platform;

namespace Partners.Console.Platform;

/// <summary>Display text for platform changes. Fields keep the platform's names, because someone types them in there.</summary>
public static class ChangeWords
{
    public static string FieldOf(PlatformChangeRow change) => IsNewRecord(change) ? "New record" : change.Field;

    /// <summary>The value, or one per field for a new record.</summary>
    public static IReadOnlyList<(string? Field, string Value)> ValuesOf(PlatformChangeRow change)
    {
        using var value = JsonDocument.Parse(change.Value);
        return IsNewRecord(change) && value.RootElement.ValueKind == JsonValueKind.Object
            ? [.. value.RootElement.EnumerateObject().Select(field => ((string?)field.Name, InWords(field.Value)))]
            : [(null, InWords(value.RootElement))];
    }

    /// <summary>This console's page of the record; null if there is none.</summary>
    public static string? PageOf(PlatformChangeRow change) => (change.Collection, Guid.TryParse(change.Item, out var id)) switch
    {
        (PlatformFields.Organisation, true) => OrganisationAddresses.Of(id),
        (PlatformFields.Workspace, true) => WorkspaceAddresses.Of(id),
        _ => null,
    };

    private static bool IsNewRecord(PlatformChangeRow change) =>
        string.Equals(change.Field, PlatformFields.NewRecord, StringComparison.Ordinal);

    private static string InWords(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "nothing",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
