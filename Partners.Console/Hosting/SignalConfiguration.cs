using System.Globalization;
using Partners.Console.Shell;
using Partners.Core.ExternalLed;

namespace Partners.Console.Hosting;

/// <summary>
/// The configuration section <c>ExternalLed</c>: window and thresholds of the signals. Defaults follow docs/product.md P1, P7.
/// </summary>
internal static class SignalConfiguration
{
    private const string Section = "ExternalLed";

    private static readonly string[] s_names = [.. typeof(SignalSettings).GetProperties().Select(setting => setting.Name)];

    /// <exception cref="StartRefusedException">A setting is unknown, not a whole number, or not valid.</exception>
    public static SignalSettings SignalSettings(this IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        foreach (var setting in section.GetChildren())
        {
            if (!s_names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw new StartRefusedException($"There is no setting {Section}:{setting.Key}. There are: {string.Join(", ", s_names)}.");
            }

            if (!int.TryParse(setting.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            {
                throw new StartRefusedException($"{Section}:{setting.Key} has to be a whole number.");
            }
        }

        var settings = section.Get<SignalSettings>() ?? new SignalSettings();
        return settings.Problem() is { } problem ? throw new StartRefusedException(problem) : settings;
    }
}
