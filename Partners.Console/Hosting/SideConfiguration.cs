using Partners.Console.Shell;
using Partners.Core.Workspaces;

namespace Partners.Console.Hosting;

/// <summary>The configuration section <c>Sides</c>: lists of domains.</summary>
internal static class SideConfiguration
{
    private const string Section = "Sides";

    /// <exception cref="StartRefusedException">A setting is unknown, or a domain is none.</exception>
    public static SideSettings SideSettings(this IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        string[] names = [.. typeof(SideSettings).GetProperties().Select(setting => setting.Name)];
        if (section.GetChildren().FirstOrDefault(setting => !names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new StartRefusedException($"There is no setting {Section}:{unknown.Key}. There are: {string.Join(", ", names)}.");
        }

        var known = new SideSettings();
        var settings = known with
        {
            DembraneDomains = Read(nameof(known.DembraneDomains)) ?? known.DembraneDomains,
            PublicMailDomains = Read(nameof(known.PublicMailDomains)) ?? known.PublicMailDomains,
        };
        return settings.Problem() is { } problem ? throw new StartRefusedException(problem) : settings;

        IReadOnlyList<string>? Read(string name) => section.GetSection(name) is { } list && list.Exists()
            ? [.. list.GetChildren().Select(domain => domain.Value?.Trim().ToLowerInvariant() ?? string.Empty)]
            : null;
    }
}
