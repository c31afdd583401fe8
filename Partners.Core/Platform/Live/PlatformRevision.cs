using System.Globalization;
using System.Text.Json;

namespace Partners.Core.Platform.Live;

/// <summary>
/// One change of one row, from the platform's own trail. Its id and its moment are given before the commit: both can come late.
/// </summary>
/// <param name="Item">The row's id.</param>
/// <param name="Delta">The fields that changed, with their new values; null of JSON where the console may not read them.</param>
/// <param name="User">The platform's user, and of most changes of its own API one service account.</param>
/// <param name="UserAgent">Of the console's own writes <see cref="ChangeSource"/>; null where it may not be read.</param>
public sealed record PlatformRevision(
    long Id,
    string Collection,
    string Item,
    JsonElement Delta,
    Guid? User,
    DateTimeOffset? At,
    string? UserAgent)
{
    private static readonly string[] s_fields =
    [
        "id", "collection", "item", "delta", "activity.user", "activity.timestamp", "activity.user_agent",
    ];

    /// <summary>Whether the console made it, in that change.</summary>
    public bool IsOf(Guid change) =>
        UserAgent is not null
        && UserAgent.StartsWith($"{ChangeSource.Console} (change {change:D}; ", StringComparison.Ordinal);

    internal static ItemQuery Query(int limit) => new("directus_revisions", limit) { Fields = s_fields, Sort = ["id"] };

    internal static IReadOnlyList<PlatformRevision> All(IReadOnlyList<JsonElement> rows) => [.. rows.Select(Of)];

    private static PlatformRevision Of(JsonElement row)
    {
        var activity = Member(row, "activity");
        return new(
            Number(Member(row, "id")),
            Text(Member(row, "collection")) ?? string.Empty,
            Text(Member(row, "item")) ?? string.Empty,
            Member(row, "delta"),
            Guid.TryParse(Text(Member(activity, "user")), out var user) ? user : null,
            Member(activity, "timestamp") is { ValueKind: JsonValueKind.String } at && at.TryGetDateTimeOffset(out var moment)
                ? moment
                : null,
            Text(Member(activity, "user_agent")));
    }

    /// <summary>The platform's running numbers, which it writes as text once they need more than 32 bits.</summary>
    internal static long Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var number) => number,
        _ => 0,
    };

    private static JsonElement Member(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
