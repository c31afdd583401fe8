using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Partners.Core.Outbox;

namespace Partners.Core.Platform.Push;

public enum FieldStanding
{
    /// <summary>The platform has it.</summary>
    Same,

    /// <summary>The platform has what it had before.</summary>
    AsBefore,

    /// <summary>Somebody changed it there.</summary>
    Otherwise,
}

/// <summary>Compares a field of the platform's with what it is to be, and with what it was believed to be.</summary>
internal static class FieldThere
{
    public static FieldStanding Compare(PushField field, JsonObject there)
    {
        var found = Value(field.Field, there);
        return IsSame(field.Field, field.After, found) ? FieldStanding.Same
            : field.Field == PlatformFields.StickyRemoved || !field.KnowsBefore || IsSame(field.Field, field.Before, found)
                ? FieldStanding.AsBefore
            : FieldStanding.Otherwise;
    }

    public static JsonNode? Value(string field, JsonObject there) => field == PlatformFields.StickyRemoved
        ? (there[PlatformFields.Settings] as JsonObject)?["sticky_removed"]
        : there[field];

    public static bool IsSame(string field, JsonNode? ours, JsonNode? theirs) => field switch
    {
        // The platform ends a record at its own time.
        PlatformFields.DeletedAt => ours is null == theirs is null,
        PlatformFields.UsageContext => Word(ours, "internal") == Word(theirs, "internal"),
        PlatformFields.Visibility => Word(ours, "open_to_organisation") == Word(theirs, "open_to_organisation"),
        PlatformFields.StickyRemoved => People(ours).IsSubsetOf(People(theirs)),
        _ => Plain(ours) == Plain(theirs),
    };

    /// <summary>Who is in a list of removed people: ids, or objects with one each.</summary>
    public static HashSet<string> People(JsonNode? list) => list is not JsonArray entries
        ? []
        :
        [
            .. entries
                .Select(entry => entry is JsonObject one ? one["user_id"] : entry)
                .Where(id => id?.GetValueKind() == JsonValueKind.String)
                .Select(id => id!.GetValue<string>().ToLowerInvariant()),
        ];

    private static string Word(JsonNode? value, string usual) => value?.GetValue<string>() ?? usual;

    /// <summary>Nothing and an empty text are the same, a number is its value, and an instant counts to the millisecond.</summary>
    private static string Plain(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => string.Empty,
        JsonValueKind.Number => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            .ToString("0.############", CultureInfo.InvariantCulture),
        JsonValueKind.String when Instant(value.GetValue<string>()) is { } instant => PlatformWords.Of(instant)!,
        JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    private static DateTimeOffset? Instant(string text) =>
        text.Length >= 19 && text[4] == '-' && text[10] == 'T'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;
}
