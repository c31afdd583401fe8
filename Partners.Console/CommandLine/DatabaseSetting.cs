namespace Partners.Console.CommandLine;

/// <summary>
/// Which SQLite file to use: the option's, else the setting's, else <c>partners.db</c>. Relative to the caller's working directory.
/// </summary>
public static class DatabaseSetting
{
    public const string Key = "Database:File";

    private const string Usual = "partners.db";

    public static string FileOf(IConfiguration settings, string? option)
    {
        var file = string.IsNullOrWhiteSpace(option) ? settings[Key] : option;
        return Path.GetFullPath(string.IsNullOrWhiteSpace(file) ? Usual : file);
    }

    /// <summary>The settings of a command that does not serve: the same files and variables as the console's.</summary>
    /// <param name="named">The environment, if the command line names one.</param>
    public static IConfiguration Settings(string? named)
    {
        var environment = named
            ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
            ?? Environments.Production;
        return new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables()
            .Build();
    }
}
