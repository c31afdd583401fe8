using System.Text.Json;

namespace Partners.Console.Access.OpenIdConnect;

internal static class JsonMembers
{
    /// <returns>Null where it is missing, empty, or no text.</returns>
    public static string? Text(this JsonElement within, string name) =>
        within.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && member.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>Seconds since 1970, as tokens have them.</summary>
    /// <returns>Null where it is missing, or no moment.</returns>
    public static DateTimeOffset? Moment(this JsonElement within, string name) =>
        within.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetDouble(out var seconds) && seconds is > 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;

    public static bool Has(this JsonElement within, string name) => within.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null;

    /// <summary>The texts of a member that is one, or a list of them.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement within, string name) => !within.TryGetProperty(name, out var member) ? []
        : member.ValueKind == JsonValueKind.String ? [member.GetString()!]
        : member.ValueKind == JsonValueKind.Array ? [.. member.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)]
        : [];
}
