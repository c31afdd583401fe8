using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Partners.Console.Access.OpenIdConnect;

/// <param name="Subject">The person it must be about; null if the token is what tells us.</param>
/// <param name="MaxAge">The greatest age of the person's proof that we requested; null if we requested none.</param>
/// <param name="AskedAt">When the browser was sent to the provider.</param>
internal sealed record IdTokenExpectation(
    string ClientId, string AccessToken, string? Subject, TimeSpan? MaxAge, DateTimeOffset AskedAt, TimeSpan Skew);

/// <summary>
/// What an ID token must contain beyond its signature, issuer, audience, time and nonce: OpenID Connect Core 1.0, sections 3.1.3.7 and
/// 3.1.3.6. Pure, to be read beside them.
/// </summary>
internal static class IdTokenRules
{
    /// <summary>The types that the header may state.</summary>
    public static readonly IReadOnlyList<string> Types = ["JWT"];

    /// <returns>Why it is refused; null if it is not.</returns>
    public static string? Refuse(SignedToken token, IdTokenExpectation expected, DateTimeOffset now)
    {
        var claims = token.Claims;
        return claims.Text("sub") is not { } subject ? "The ID token says of nobody that they signed in."
            : expected.Subject is not null && subject != expected.Subject ? "The ID token is somebody else's."
            : RefuseParty(claims, expected.ClientId)
            ?? RefuseMoments(claims, expected, now)
            ?? RefuseAccessToken(token, expected.AccessToken);
    }

    private static string? RefuseParty(JsonElement claims, string clientId) =>
        claims.Has("azp") ? (claims.Text("azp") == clientId ? null : "The ID token was made for another party.")
        : claims.Claims().Count(claim => claim.Type == "aud") > 1
            ? "The ID token has several audiences, and does not say for which of them it was made."
        : null;

    private static string? RefuseMoments(JsonElement claims, IdTokenExpectation expected, DateTimeOffset now)
    {
        if (claims.Moment("iat") is not { } issuedAt || issuedAt - expected.Skew > now)
        {
            return "The ID token does not say when it was made, or says a time to come.";
        }

        if (expected.MaxAge is not { } maxAge)
        {
            return null;
        }

        // Measured from the request: the time that the person then took to sign in does not count.
        return claims.Moment("auth_time") is not { } provedAt
                ? "The ID token does not say when the person proved who they are, which was asked."
            : provedAt + maxAge + expected.Skew < expected.AskedAt ? "The person proved who they are too long ago."
            : provedAt - expected.Skew > now ? "The person proved who they are at a time to come."
            : null;
    }

    private static string? RefuseAccessToken(SignedToken token, string accessToken)
    {
        if (!token.Claims.Has("at_hash"))
        {
            return null;
        }

        var text = Encoding.ASCII.GetBytes(accessToken);
        var hash = token.Algorithm[^3..] switch
        {
            "256" => SHA256.HashData(text),
            "384" => SHA384.HashData(text),
            _ => SHA512.HashData(text),
        };
        return token.Claims.Text("at_hash") == WebEncoders.Base64UrlEncode(hash.AsSpan(0, hash.Length / 2))
            ? null
            : "The ID token belongs to another access token.";
    }
}
