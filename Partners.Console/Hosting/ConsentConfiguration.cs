using Partners.Console.Shell;
using Partners.Core.Consent;
using Partners.Core.Values;

namespace Partners.Console.Hosting;

/// <summary>The configuration section <c>Links</c>: where people outside reach the console.</summary>
internal static class ConsentConfiguration
{
    private const string Section = "Links";
    private const string Address = "Address";
    private const string AllowedHosts = "AllowedHosts";

    /// <exception cref="StartRefusedException">People outside cannot open the address safely, or the console does not answer to its
    /// host.</exception>
    public static ConsentSettings ConsentSettings(this IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection(Section);
        if (section.GetChildren().FirstOrDefault(setting =>
            !setting.Key.Equals(Address, StringComparison.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new StartRefusedException($"There is no setting {Section}:{unknown.Key}. There is: {Address}.");
        }

        if (section[Address] is not { Length: > 0 } text)
        {
            return new ConsentSettings();
        }

        if (!SiteAddress.TryRead(text, environment.IsDevelopment(), out var address))
        {
            throw new StartRefusedException(
                $"{Section}:{Address} has to be an https address without a path, such as https://partners.example.");
        }

        var allowed = (configuration[AllowedHosts] ?? "*")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.Exists(allowed, host => IsAllowed(address.Host, host))
            ? new ConsentSettings(address)
            : throw new StartRefusedException(
                $"{Section}:{Address} names {address.Host}, which {AllowedHosts} does not: nobody could open a link. Add it there.");
    }

    /// <summary>As the framework's host filter reads that setting.</summary>
    private static bool IsAllowed(string host, string allowed) =>
        allowed == "*"
        || host.Equals(allowed, StringComparison.OrdinalIgnoreCase)
        || (allowed.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase));
}
