using Partners.Console.Platform;
using Partners.Console.Shell;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Push;

namespace Partners.Console.Hosting;

/// <summary>The configuration section <c>Platform</c>.</summary>
internal static class PlatformConfiguration
{
    private const string Section = "Platform";

    private const string Address = "Address";

    private const string Token = "Token";

    private const string Push = "Push";

    private const string Nudge = "NudgeSecret";

    private static readonly string[] s_names = [Address, Token, Push, Nudge];

    /// <exception cref="StartRefusedException">A setting is unknown or cannot be used. The sentence never holds the token.</exception>
    public static PlatformSettings PlatformSettings(this IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        foreach (var setting in section.GetChildren())
        {
            if (!s_names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw new StartRefusedException($"There is no setting {Section}:{setting.Key}. There are: {string.Join(", ", s_names)}.");
            }
        }

        var settings = new PlatformSettings
        {
            Address = section[Address] is { Length: > 0 } address ? new Uri(address, UriKind.RelativeOrAbsolute) : null,
            Token = section[Token],
        };
        return settings.Problem is { } problem ? throw new StartRefusedException(problem) : settings;
    }

    /// <exception cref="StartRefusedException">A collection is unknown, or its switch is neither true nor false.</exception>
    public static PushSettings PushSettings(this IConfiguration configuration)
    {
        var on = new HashSet<string>(StringComparer.Ordinal);
        foreach (var setting in configuration.GetSection($"{Section}:{Push}").GetChildren())
        {
            var name = Core.Platform.Push.PushSettings.All.FirstOrDefault(
                known => string.Equals(known, setting.Key, StringComparison.OrdinalIgnoreCase))
                ?? throw new StartRefusedException(
                    $"There is no setting {Section}:{Push}:{setting.Key}. "
                        + $"There are: {string.Join(", ", Core.Platform.Push.PushSettings.All)}.");
            if (!bool.TryParse(setting.Value, out var isOn))
            {
                throw new StartRefusedException($"{Section}:{Push}:{name} has to be true or false.");
            }

            if (isOn)
            {
                on.Add(name);
            }
        }

        return new() { On = on };
    }

    /// <exception cref="StartRefusedException">The secret could be guessed. The sentence never holds it.</exception>
    public static PullNudgeSettings PullNudgeSettings(this IConfiguration configuration) =>
        configuration[$"{Section}:{Nudge}"] switch
        {
            null or "" => new(Secret: null),
            { Length: < Platform.PullNudgeSettings.Shortest } => throw new StartRefusedException(
                $"{Section}:{Nudge} has to have {Platform.PullNudgeSettings.Shortest} characters at least, drawn at random."),
            var secret => new(secret),
        };
}
