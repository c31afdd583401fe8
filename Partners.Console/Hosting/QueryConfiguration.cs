using System.Globalization;
using Partners.Console.Shell;
using Partners.Core.Telemetry;

namespace Partners.Console.Hosting;

/// <summary>The setting <c>Database:SlowQueryMilliseconds</c>.</summary>
internal static class QueryConfiguration
{
    private const string Setting = "Database:SlowQueryMilliseconds";

    /// <exception cref="StartRefusedException">It is not a whole number, or not valid.</exception>
    public static QuerySettings QuerySettings(this IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } text)
        {
            return new QuerySettings();
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds))
        {
            throw new StartRefusedException($"{Setting} has to be a whole number.");
        }

        var settings = new QuerySettings(milliseconds);
        return settings.Problem is { } problem ? throw new StartRefusedException($"{Setting}: {problem}") : settings;
    }
}
