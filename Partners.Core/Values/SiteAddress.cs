using System.Diagnostics.CodeAnalysis;

namespace Partners.Core.Values;

/// <summary>Where people reach the console: a scheme and a host, and nothing behind them.</summary>
public static class SiteAddress
{
    /// <param name="isDevelopment">Also takes plain http on this machine.</param>
    public static bool TryRead(string? text, bool isDevelopment, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address)
        && address.PathAndQuery == "/"
        && address.Fragment.Length == 0
        && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (isDevelopment && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
