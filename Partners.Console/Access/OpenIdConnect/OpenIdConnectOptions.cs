using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>
/// What the handler has to know. Every name, and what it means, is that of the framework's own handler
/// (Microsoft.AspNetCore.Authentication.OpenIdConnect), which the package registry of this project does not carry.
/// </summary>
public sealed class OpenIdConnectOptions : OAuthOptions
{
    public OpenIdConnectOptions()
    {
        CallbackPath = "/signin-oidc";
        UsePkce = true;
        SaveTokens = true;
        BackchannelTimeout = TimeSpan.FromSeconds(10);
    }

    /// <summary>The provider's address. What it says of itself at <see cref="MetadataAddress"/> has to name it as the issuer.</summary>
    public string? Authority { get; set; }

    /// <summary>Where the provider describes itself; below the authority where nothing is set.</summary>
    public string? MetadataAddress { get; set; }

    /// <summary>Only a provider on this very machine, in Development, may be spoken to without TLS.</summary>
    public bool RequireHttpsMetadata { get; set; } = true;

    /// <summary>Where the provider leads to after a sign-out there.</summary>
    public PathString SignedOutCallbackPath { get; set; } = "/signout-callback-oidc";

    /// <summary>Also asks the userinfo endpoint, whose claims count before the ID token's.</summary>
    public bool GetClaimsFromUserInfoEndpoint { get; set; } = true;

    /// <summary>How long ago a person may have proved who they are to the provider; null where that is the provider's to decide.</summary>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>How the provider is to ask, such as <c>select_account</c>.</summary>
    public string? Prompt { get; set; }

    /// <summary>The scheme that holds the tokens of whoever signs out.</summary>
    public string? SignOutScheme { get; set; }

    /// <summary>How old what the provider said of itself may be.</summary>
    public TimeSpan AutomaticRefreshInterval { get; set; } = TimeSpan.FromHours(12);

    /// <summary>The shortest time between two looks at the provider's keys that were caused by a key not known here.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Tolerances and algorithms. Issuer, audience, keys and clock are set by the handler.</summary>
    public TokenValidationParameters TokenValidationParameters { get; set; } = new()
    {
        ClockSkew = TimeSpan.FromMinutes(1),
        ValidAlgorithms =
        [
            SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
            SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
            SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        ],
    };

    /// <summary>Reads and keeps what the provider says of itself. Made from the settings where none is set.</summary>
    public IConfigurationManager<OpenIdConnectConfiguration>? ConfigurationManager { get; set; }

    /// <summary>Differs from its base, which asks for endpoints that are discovered here, and for a secret that a public client has none of.</summary>
    public override void Validate()
    {
        if (string.IsNullOrEmpty(ClientId) || string.IsNullOrEmpty(Authority) || !CallbackPath.HasValue || !SignedOutCallbackPath.HasValue)
        {
            throw new InvalidOperationException("The provider's address, this client's name there, and where the provider leads back to have to be set.");
        }
    }
}
