using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>
/// A token that the provider signed for this client: an ID token or a logout token. What is refused before the library sees it stands
/// first, because the version of it that can be had is old: what is too long, encrypted, unsigned, or signed with a shared secret.
/// </summary>
/// <param name="Algorithm">Of the signature, one that is allowed.</param>
internal sealed record SignedToken(JsonElement Claims, string Algorithm)
{
    /// <summary>Characters. A token of an ordinary person has one or two thousand.</summary>
    public const int Longest = 16 * 1024;

    /// <param name="types">What its header may say that it is; one that says nothing may be any of them.</param>
    /// <exception cref="SignInRefusedException">It is not the provider's, not for this client, or out of date.</exception>
    public static async Task<SignedToken> ReadAsync(string? token, OpenIdConnectOptions options, IReadOnlyList<string> types, DateTimeOffset now, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(token))
        {
            throw Refused("There is no token.");
        }

        if (token.Length > Longest)
        {
            throw Refused("The token is too long.");
        }

        if (token.Split('.') is not [var header, var payload, { Length: > 0 }])
        {
            throw Refused("The token does not have the three parts of a signed one.");
        }

        var (said, claims) = (Parse(header), Parse(payload));
        if (said.Text("alg") is not { } algorithm || !options.TokenValidationParameters.ValidAlgorithms.Contains(algorithm, StringComparer.Ordinal))
        {
            throw Refused("The token is signed in a way that is not allowed.");
        }

        if (said.Has("crit") || said.Has("zip") || (said.Text("typ") is { } type && !types.Contains(type, StringComparer.OrdinalIgnoreCase)))
        {
            throw Refused("The token is of another kind.");
        }

        var provider = await options.DiscoverAsync(cancel);
        if (said.Text("kid") is { } key && !Knows(provider, key))
        {
            // The provider may have a new key since it was last asked.
            options.ConfigurationManager!.RequestRefresh();
            provider = await options.DiscoverAsync(cancel);
        }

        await VerifyAsync(token, options, provider, said.Text("kid"), now);
        return new(claims, algorithm);
    }

    private static async Task VerifyAsync(string token, OpenIdConnectOptions options, OpenIdConnectConfiguration provider, string? key, DateTimeOffset now)
    {
        var rules = options.TokenValidationParameters.Clone();
        rules.RequireSignedTokens = true;
        rules.TryAllIssuerSigningKeys = false;
        rules.IssuerSigningKeyResolver = (_, _, _, _) => provider.SigningKeys.Where(IsAsymmetric).Where(known => key is null || known.KeyId == key);
        rules.ValidateIssuer = true;
        rules.ValidIssuer = provider.Issuer;
        rules.ValidateAudience = true;
        rules.ValidAudience = options.ClientId;
        rules.IgnoreTrailingSlashWhenValidatingAudience = false;
        rules.ValidateLifetime = true;
        rules.RequireExpirationTime = true;
        rules.LifetimeValidator = (from, until, _, _) => until > now.UtcDateTime - rules.ClockSkew && (from is null || from <= now.UtcDateTime + rules.ClockSkew);
        TokenValidationResult result;
        try
        {
            result = await new JsonWebTokenHandler { MaximumTokenSizeInBytes = Longest }.ValidateTokenAsync(token, rules);
        }
#pragma warning disable CA1031 // Whatever it cannot read is refused. Its words may hold what the token says; its type does not.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            throw Refused($"The token cannot be read ({fault.GetType().Name}).");
        }

        if (!result.IsValid)
        {
            throw Refused($"The token is not valid ({result.Exception?.GetType().Name}).");
        }
    }

    private static bool Knows(OpenIdConnectConfiguration provider, string key) => provider.SigningKeys.Any(known => known.KeyId == key);

    /// <summary>A shared secret among a provider's published keys would let anybody sign.</summary>
    private static bool IsAsymmetric(SecurityKey key) => key is AsymmetricSecurityKey or JsonWebKey { Kty: JsonWebAlgorithmsKeyTypes.RSA or JsonWebAlgorithmsKeyTypes.EllipticCurve };

    private static JsonElement Parse(string part)
    {
        try
        {
            using var document = JsonDocument.Parse(WebEncoders.Base64UrlDecode(part));
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document.RootElement.Clone();
            }
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
        }

        throw Refused("The token cannot be read.");
    }

    private static SignInRefusedException Refused(string reason) => new(SignInProblem.AnswerRefused, reason);
}
