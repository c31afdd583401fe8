using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Partners.Console.Access.OpenIdConnect;

internal static class ProviderDiscovery
{
    /// <summary>Fetches the description when it is first needed, so that the console starts while the provider is down.</summary>
    /// <exception cref="SignInRefusedException">The provider cannot be reached, or its description is not acceptable.</exception>
    public static async Task<OpenIdConnectConfiguration> DiscoverAsync(this OpenIdConnectOptions options, CancellationToken cancel)
    {
        try
        {
            return await options.ConfigurationManager!.GetConfigurationAsync(cancel);
        }
        catch (InvalidOperationException fault)
        {
            // The manager repeats a first failure for up to RefreshInterval of the machine's clock, even if the provider is back. This
            // makes it try again on the next request.
            options.ConfigurationManager!.RequestRefresh();
            throw fault.InnerException as SignInRefusedException
                ?? new(SignInProblem.Unreachable, "The provider did not describe itself at its metadata address.", fault);
        }
    }
}

/// <summary>Decides whether the provider's description of itself is acceptable. One that is not never reaches the caller.</summary>
internal sealed class DiscoveryRules(OpenIdConnectOptions options) : IConfigurationValidator<OpenIdConnectConfiguration>
{
    public ConfigurationValidationResult Validate(OpenIdConnectConfiguration configuration) =>
        Refuse(configuration) is { } reason ? throw new SignInRefusedException(SignInProblem.SetUp, reason) : new() { Succeeded = true };

    private string? Refuse(OpenIdConnectConfiguration found)
    {
        if (found.Issuer?.Contains('{', StringComparison.Ordinal) == true)
        {
            return "The provider's issuer stands for many organisations at once, which is not supported: "
                + "set the authority of one organisation.";
        }

        // The last slash is often left out. Everything else must match to the letter.
        if (string.IsNullOrEmpty(found.Issuer) || found.Issuer.TrimEnd('/') != options.Authority!.TrimEnd('/'))
        {
            return "The provider calls itself by another name than the authority that is set.";
        }

        if (string.IsNullOrEmpty(found.AuthorizationEndpoint) || string.IsNullOrEmpty(found.TokenEndpoint))
        {
            return "The provider does not say where people sign in, or where codes are redeemed.";
        }

        // The handler has them turned off, and would throw.
        if (found.RequirePushedAuthorizationRequests)
        {
            return "The provider demands pushed authorisation requests, which are not supported: "
                + "let this client send people there with an ordinary request.";
        }

        string?[] endpoints =
            [found.AuthorizationEndpoint, found.TokenEndpoint, found.UserInfoEndpoint, found.EndSessionEndpoint, found.JwksUri];
        return endpoints.All(endpoint => string.IsNullOrEmpty(endpoint) || MayBeUsed(endpoint))
            ? null
            : "One of the provider's endpoints is no https address.";
    }

    private bool MayBeUsed(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps
            || (!options.RequireHttpsMetadata && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
