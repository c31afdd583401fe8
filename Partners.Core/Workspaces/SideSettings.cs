namespace Partners.Core.Workspaces;

/// <summary>The configuration section <c>Sides</c>: domains that decide whose side somebody is on.</summary>
public sealed record SideSettings
{
    /// <summary>Domains whose addresses are dembrane's own people, subdomains included.</summary>
    public IReadOnlyList<string> DembraneDomains { get; init; } = ["dembrane.com"];

    /// <summary>Mail providers open to everybody that the kept list lacks.</summary>
    public IReadOnlyList<string> PublicMailDomains { get; init; } = [];

    /// <summary>What is wrong with the settings, for whoever starts the console; null if nothing is.</summary>
    public string? Problem() =>
        DembraneDomains.Concat(PublicMailDomains).FirstOrDefault(domain =>
            !domain.Contains('.', StringComparison.Ordinal)
            || domain.Contains('@', StringComparison.Ordinal)
            || Uri.CheckHostName(domain) != UriHostNameType.Dns) is { } wrong
            ? $"Sides: a domain is written without the @, as in dembrane.com, and not as {wrong}."
            : null;
}
