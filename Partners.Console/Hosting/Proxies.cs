using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Partners.Console.Shell;

namespace Partners.Console.Hosting;

/// <summary>
/// A reverse proxy reports in headers who asked, and whether by https. Anyone can send such headers, so they are trusted only from the
/// proxies in the settings, and from no one if there are none.
/// </summary>
internal static class Proxies
{
    public const string AddressesSetting = "ForwardedHeaders:KnownProxies";
    public const string NetworksSetting = "ForwardedHeaders:KnownNetworks";

    /// <summary>The framework's own switch, ASPNETCORE_FORWARDEDHEADERS_ENABLED.</summary>
    private const string BelieveAnybody = "ForwardedHeaders_Enabled";

    private static readonly char[] s_between = [',', ' '];

    /// <exception cref="StartRefusedException">A setting is not a valid address or network, or the headers would be trusted from
    /// anyone.</exception>
    public static void AddProxies(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<bool>(BelieveAnybody))
        {
            throw new StartRefusedException(
                $"{BelieveAnybody} believes every visitor's forwarded headers: leave it out, and name the proxy in {AddressesSetting}.");
        }

        var addresses = Words(builder.Configuration, AddressesSetting)
            .Select(word => IPAddress.TryParse(word, out var address)
                ? address
                : throw new StartRefusedException($"{AddressesSetting}: “{word}” is not an address such as 10.0.0.5."))
            .ToList();
        var networks = Words(builder.Configuration, NetworksSetting)
            .Select(word => System.Net.IPNetwork.TryParse(word, out var network)
                ? network
                : throw new StartRefusedException($"{NetworksSetting}: “{word}” is not a network such as 10.0.0.0/24."))
            .ToList();
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            // Without the host header: a proxy passes on the host that was asked for.
            forwarded.ForwardedHeaders = addresses.Count + networks.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            addresses.ForEach(forwarded.KnownProxies.Add);
            networks.ForEach(forwarded.KnownIPNetworks.Add);
        });
    }

    private static string[] Words(ConfigurationManager settings, string setting) =>
        settings[setting]?.Split(s_between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
