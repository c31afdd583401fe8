using Partners.Console.Shell;
using Partners.Core.Platform.Mollie;

namespace Partners.Console.Hosting;

/// <summary>The configuration section <c>Mollie</c>.</summary>
internal static class MollieConfiguration
{
    private const string Section = "Mollie";

    private const string Address = "Address";

    private const string Key = "Key";

    private static readonly string[] s_names = [Key, Address];

    /// <exception cref="StartRefusedException">A setting is unknown or cannot be used. The sentence never holds the key.</exception>
    public static MollieSettings MollieSettings(this IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        foreach (var setting in section.GetChildren())
        {
            if (!s_names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw new StartRefusedException($"There is no setting {Section}:{setting.Key}. There are: {string.Join(", ", s_names)}.");
            }
        }

        var settings = new MollieSettings { Key = section[Key] };
        if (section[Address] is { Length: > 0 } address)
        {
            settings = settings with { Address = new Uri(address, UriKind.RelativeOrAbsolute) };
        }

        return settings.Problem is { } problem ? throw new StartRefusedException(problem) : settings;
    }
}
