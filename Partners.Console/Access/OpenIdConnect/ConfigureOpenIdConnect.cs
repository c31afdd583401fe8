using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>Makes what follows from the settings. Runs after the framework has made the client that speaks to the provider.</summary>
internal sealed class ConfigureOpenIdConnect : IPostConfigureOptions<OpenIdConnectOptions>
{
    /// <summary>Bytes of one answer, whatever it is. The largest that are usual, a provider's keys with their certificates, are a tenth of it.</summary>
    private const int LongestAnswer = 256 * 1024;

    public void PostConfigure(string? name, OpenIdConnectOptions options)
    {
        options.Backchannel.MaxResponseContentBufferSize = LongestAnswer;
        options.MetadataAddress ??= $"{options.Authority?.TrimEnd('/')}/.well-known/openid-configuration";
        options.ConfigurationManager ??= new ConfigurationManager<OpenIdConnectConfiguration>(
            options.MetadataAddress,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(options.Backchannel) { RequireHttps = options.RequireHttpsMetadata })
        {
            AutomaticRefreshInterval = options.AutomaticRefreshInterval,
            RefreshInterval = options.RefreshInterval,
        };
    }
}
