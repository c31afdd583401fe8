using System.Security.Claims;
using System.Text.Json;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>A provider's JSON as claims, the way the framework's handler makes them: one claim for each text of a list, and an object as its JSON.</summary>
internal static class ProviderClaims
{
    /// <param name="members">The ID token's payload, or the userinfo.</param>
    public static IEnumerable<Claim> Of(JsonElement members, string issuer) =>
        from member in members.EnumerateObject()
        from value in member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray() : Enumerable.Repeat(member.Value, 1)
        where value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
        select new Claim(member.Name, value.ToString(), value.ValueKind == JsonValueKind.Object ? JsonClaimType : ClaimValueTypes.String, issuer);

    public const string JsonClaimType = "JSON";

    /// <summary>Both, where the userinfo counts: it is read at the moment, and the token was made before.</summary>
    public static IEnumerable<Claim> Of(JsonElement idToken, JsonElement? userInfo, string issuer)
    {
        var later = userInfo is { } info ? Of(info, issuer).ToList() : [];
        var names = later.Select(claim => claim.Type).ToHashSet(StringComparer.Ordinal);
        return [.. later, .. Of(idToken, issuer).Where(claim => !names.Contains(claim.Type))];
    }
}
