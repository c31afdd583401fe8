namespace Partners.Core.Consent;

/// <param name="Address">Where people outside reach the console; null where that is not configured, and no link can be made.</param>
public sealed record ConsentSettings(Uri? Address = null)
{
    /// <summary>What the addresses of links begin with, before the token.</summary>
    public const string Path = "/consent/";

    /// <summary>The whole address of a link.</summary>
    /// <exception cref="InvalidOperationException">No address is configured.</exception>
    public string AddressOf(ConsentToken token) =>
        new Uri(Address ?? throw new InvalidOperationException("No public address is configured."), $"{Path}{token.Text}").AbsoluteUri;
}
