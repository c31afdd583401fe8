using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>An ID token or logout token with a valid signature, issuer, audience and time.</summary>
/// <param name="Algorithm">The signature's algorithm, one that is allowed.</param>
internal sealed record SignedToken(JsonElement Claims, string Algorithm)
{
    public static SignedToken Of(string payload, string algorithm)
    {
        using var document = JsonDocument.Parse(WebEncoders.Base64UrlDecode(payload));
        return new(document.RootElement.Clone(), algorithm);
    }
}

/// <summary>Validates sign-in tokens for the framework's handler, and refreshed and logout tokens for this console.</summary>
internal sealed class ProviderTokenHandler : JsonWebTokenHandler
{
    /// <summary>In characters. An ordinary person's token has one or two thousand.</summary>
    private const int Longest = 16 * 1024;

    public ProviderTokenHandler() => (MaximumTokenSizeInBytes, MapInboundClaims) = (Longest, false);

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        // The framework's handler accepts unsigned tokens from the token endpoint, as OpenID Connect Core 3.1.3.7 allows.
        validationParameters.RequireSignedTokens = true;
        var result = await base.ValidateTokenAsync(token, validationParameters);
        // RFC 7515, 4.1.11: a token with an unknown critical member must be refused. The library does not check.
        return result.IsValid && ((JsonWebToken)result.SecurityToken).TryGetHeaderValue<object>("crit", out _)
            ? new() { Exception = new SecurityTokenValidationException("The header has a critical member.") }
            : result;
    }

    /// <summary>A token without a type in its header may be of any type.</summary>
    public static TypeValidator OfType(IReadOnlyList<string> types) => (type, _, _) =>
        string.IsNullOrEmpty(type) || types.Contains(type, StringComparer.OrdinalIgnoreCase)
            ? type
            : throw new SecurityTokenInvalidTypeException("The token is of another kind.");

    /// <exception cref="SignInRefusedException">It is not from the provider, not for this client, or out of date.</exception>
    public static async Task<SignedToken> ReadAsync(
        string? token, OpenIdConnectOptions options, IReadOnlyList<string> types, CancellationToken cancel)
    {
        await options.DiscoverAsync(cancel);
        var rules = options.TokenValidationParameters.Clone();
        rules.TypeValidator = OfType(types);
        rules.ConfigurationManager = (BaseConfigurationManager)options.ConfigurationManager!;
        var result = await options.TokenHandler.ValidateTokenAsync(token, rules);
        return result is { IsValid: true, SecurityToken: JsonWebToken read }
            ? SignedToken.Of(read.EncodedPayload, read.Alg)
            : throw new SignInRefusedException($"The token is not valid ({result.Exception?.GetType().Name}).");
    }
}
