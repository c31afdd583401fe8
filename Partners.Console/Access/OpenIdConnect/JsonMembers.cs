using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using System.Text.Json;
using JsonClaimValueTypes = Microsoft.IdentityModel.JsonWebTokens.JsonClaimValueTypes;

namespace Partners.Console.Access.OpenIdConnect;

internal static class JsonMembers
{
    /// <summary>
    /// As the framework's handler reads them from an ID token: one claim for each text of a list, and an object as its JSON.
    /// </summary>
    public static IEnumerable<Claim> Claims(this JsonElement within) =>
        JwtPayload.Deserialize(within.GetRawText()).Claims.Where(claim => claim.ValueType != JsonClaimValueTypes.JsonNull);

    /// <returns>Null if it is missing, empty or not text.</returns>
    public static string? Text(this JsonElement within, string name) =>
        within.TryGetProperty(name, out var member)
        && member.ValueKind == JsonValueKind.String && member.GetString() is { Length: > 0 } text
            ? text
            : null;

    /// <summary>Seconds since 1970, as in tokens.</summary>
    /// <returns>Null if it is missing or not a valid time.</returns>
    public static DateTimeOffset? Moment(this JsonElement within, string name) =>
        within.TryGetProperty(name, out var member)
        && member.ValueKind == JsonValueKind.Number && member.TryGetDouble(out var seconds) && seconds is > 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;

    public static bool Has(this JsonElement within, string name) =>
        within.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null;
}
