using Partners.Console.Shell;
using Partners.Core.Handoffs;

namespace Partners.Console.Hosting;

/// <summary>The configuration section <c>Handoff</c>.</summary>
internal static class HandoffConfiguration
{
    private const string Section = "Handoff";

    private static readonly string[] s_names = [.. typeof(HandoffSettings).GetProperties().Select(setting => setting.Name)];

    /// <exception cref="StartRefusedException">A setting is unknown, or neither true nor false.</exception>
    public static HandoffSettings HandoffSettings(this IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        foreach (var setting in section.GetChildren())
        {
            if (!s_names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw new StartRefusedException($"There is no setting {Section}:{setting.Key}. There are: {string.Join(", ", s_names)}.");
            }

            if (!bool.TryParse(setting.Value, out _))
            {
                throw new StartRefusedException($"{Section}:{setting.Key} has to be true or false.");
            }
        }

        return section.Get<HandoffSettings>() ?? new HandoffSettings();
    }
}
