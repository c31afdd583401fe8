using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>What the provider says of itself, and whether it can be believed.</summary>
internal static class ProviderDiscovery
{
    /// <summary>Asks when it is first needed, so that the console starts while the provider is down.</summary>
    /// <exception cref="SignInRefusedException">The provider cannot be reached, or says something of itself that cannot be.</exception>
    public static async Task<OpenIdConnectConfiguration> DiscoverAsync(this OpenIdConnectOptions options, CancellationToken cancel)
    {
        OpenIdConnectConfiguration found;
        try
        {
            found = await options.ConfigurationManager!.GetConfigurationAsync(cancel);
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or HttpRequestException or TaskCanceledException or ArgumentException && !cancel.IsCancellationRequested)
        {
            throw new SignInRefusedException(SignInProblem.Unreachable, "The provider did not describe itself at its metadata address.", fault);
        }

        if (Refuse(options, found) is { } reason)
        {
            throw new SignInRefusedException(SignInProblem.SetUp, reason);
        }

        return found;
    }

    private static string? Refuse(OpenIdConnectOptions options, OpenIdConnectConfiguration found)
    {
        if (found.Issuer?.Contains('{', StringComparison.Ordinal) == true)
        {
            return "The provider's issuer stands for many organisations at once, which is not supported: set the authority of one organisation.";
        }

        // A last slash is as often left out as not. Everything else has to be the same to the letter.
        if (string.IsNullOrEmpty(found.Issuer) || found.Issuer.TrimEnd('/') != options.Authority!.TrimEnd('/'))
        {
            return "The provider calls itself by another name than the authority that is set.";
        }

        if (string.IsNullOrEmpty(found.AuthorizationEndpoint) || string.IsNullOrEmpty(found.TokenEndpoint))
        {
            return "The provider does not say where people sign in, or where codes are redeemed.";
        }

        string?[] endpoints = [found.AuthorizationEndpoint, found.TokenEndpoint, found.UserInfoEndpoint, found.EndSessionEndpoint, found.JwksUri];
        return endpoints.Any(endpoint => !string.IsNullOrEmpty(endpoint) && !MayBeUsed(endpoint, options.RequireHttpsMetadata)) ? "One of the provider's endpoints is no https address." : null;
    }

    private static bool MayBeUsed(string endpoint, bool requireHttps) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (!requireHttps && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
