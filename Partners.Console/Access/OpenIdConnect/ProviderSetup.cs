using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Partners.Console.Shell;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>The provider's settings in the section <c>Authentication</c>, named as in <see cref="OpenIdConnectOptions"/>.</summary>
internal static class ProviderSetup
{
    public static readonly IReadOnlyList<string> Names =
    [
        nameof(OpenIdConnectOptions.Authority), nameof(OpenIdConnectOptions.MetadataAddress),
        nameof(OpenIdConnectOptions.ClientId), nameof(OpenIdConnectOptions.ClientSecret),
        nameof(OpenIdConnectOptions.CallbackPath), nameof(OpenIdConnectOptions.SignedOutCallbackPath),
        nameof(OpenIdConnectOptions.Scope), nameof(OpenIdConnectOptions.UsePkce),
        nameof(OpenIdConnectOptions.GetClaimsFromUserInfoEndpoint), nameof(OpenIdConnectOptions.MaxAge),
        nameof(OpenIdConnectOptions.Prompt), nameof(OpenIdConnectOptions.RequireHttpsMetadata),
        nameof(OpenIdConnectOptions.AdditionalAuthorizationParameters), nameof(OpenIdConnectOptions.BackchannelTimeout),
        nameof(OpenIdConnectOptions.AutomaticRefreshInterval), nameof(OpenIdConnectOptions.RefreshInterval),
    ];

    private static readonly string[] s_usualScope = ["openid", "profile", "email"];

    /// <exception cref="StartRefusedException">There would be no way to sign in, or an unsafe one.</exception>
    public static void Refuse(IConfigurationSection section, IHostEnvironment environment)
    {
        if (!Uri.TryCreate(section["Authority"], UriKind.Absolute, out var authority)
            || (authority.Scheme != Uri.UriSchemeHttps && authority.Scheme != Uri.UriSchemeHttp))
        {
            throw new StartRefusedException(
                $"{section.Path}:Authority has to be the whole address of the identity provider, beginning with https://.");
        }

        var mayBeHttp = environment.IsDevelopment() && authority.IsLoopback;
        if (section["RequireHttpsMetadata"] is { } asked && !bool.TryParse(asked, out _))
        {
            throw new StartRefusedException($"{section.Path}:RequireHttpsMetadata has to be true or false.");
        }

        var requiresHttps = !string.Equals(section["RequireHttpsMetadata"], bool.FalseString, StringComparison.OrdinalIgnoreCase);
        if (!requiresHttps && !mayBeHttp)
        {
            throw new StartRefusedException(
                $"{section.Path}:RequireHttpsMetadata may be false only in Development, for a provider on this machine: leave it out.");
        }

        var metadataIsHttps = section["MetadataAddress"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) != false;
        if (requiresHttps && (authority.Scheme != Uri.UriSchemeHttps || !metadataIsHttps))
        {
            throw new StartRefusedException(
                $"Partners speaks to its identity provider over https only: set {section.Path}:Authority, "
                + $"and {section.Path}:MetadataAddress where it is set, to an address that begins with https://.");
        }

        if (string.IsNullOrWhiteSpace(section["ClientId"]))
        {
            throw new StartRefusedException($"Set {section.Path}:ClientId to the name under which the identity provider knows Partners.");
        }
    }

    /// <exception cref="StartRefusedException">A value is not valid.</exception>
    public static void Bind(IConfigurationSection section, OpenIdConnectOptions options)
    {
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException fault)
        {
            throw new StartRefusedException($"A setting of {section.Path} cannot be read: {fault.Message}", fault);
        }

        // Configured scopes replace the defaults, as a list or as the single text that providers use.
        var scope = section.GetSection("Scope");
        string[] asked = scope.Value is { } text
            ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : [.. scope.GetChildren().Select(child => child.Value).OfType<string>()];
        options.Scope.Clear();
        foreach (var name in (asked.Length > 0 ? asked : s_usualScope).Prepend("openid").Distinct(StringComparer.Ordinal))
        {
            options.Scope.Add(name);
        }
    }
}
