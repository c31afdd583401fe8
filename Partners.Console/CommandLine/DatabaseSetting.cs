using Partners.Console.Shell;
using Partners.Core.Persistence;

namespace Partners.Console.CommandLine;

/// <summary>Which database to use: the option's, else the settings'.</summary>
public static class DatabaseSetting
{
    public const string ProviderKey = "Database:Provider";
    public const string FileKey = "Database:File";
    public const string ConnectionKey = "Database:ConnectionString";

    /// <summary>The server itself, where the connection string leads through a pooler (docs/postgresql.md).</summary>
    public const string DirectKey = "Database:DirectConnectionString";

    /// <summary>Where it is false, only the command migrate changes the tables (docs/operations.md).</summary>
    public const string MigrateKey = "Database:MigrateAtStart";

    private const string UsualFile = "partners.db";

    /// <summary>How a connection string begins, so that one can be named where a file can.</summary>
    private const string Server = "Host=";

    /// <param name="option">A file, relative to the caller's working directory, or a connection string; null where none is named.</param>
    /// <exception cref="StartRefusedException">The settings name no database.</exception>
    public static DatabaseAddress AddressOf(IConfiguration settings, string? option)
    {
        if (!string.IsNullOrWhiteSpace(option))
        {
            return Parse(option);
        }

        var provider = settings[ProviderKey];
        return provider switch
        {
            null or "" or nameof(DatabaseProvider.Sqlite) => OfFile(settings[FileKey]),
            nameof(DatabaseProvider.PostgreSql) => settings[ConnectionKey] is { Length: > 0 } connection
                ? new(DatabaseProvider.PostgreSql, connection, settings[DirectKey] is { Length: > 0 } direct ? direct : null)
                : throw new StartRefusedException(
                    $"{ProviderKey} is {provider}, and {ConnectionKey} is not set. Set it, such as "
                        + "Host=db.example;Database=partners;Username=partners;Password=…"),
            _ => throw new StartRefusedException(
                $"{ProviderKey} is {provider}. Set it to {nameof(DatabaseProvider.Sqlite)} or {nameof(DatabaseProvider.PostgreSql)}."),
        };
    }

    /// <param name="text">A file, or a connection string.</param>
    public static DatabaseAddress Parse(string text) =>
        text.StartsWith(Server, StringComparison.OrdinalIgnoreCase) ? new(DatabaseProvider.PostgreSql, text) : OfFile(text);

    public static bool MigratesAtStart(IConfiguration settings) => settings.GetValue(MigrateKey, defaultValue: true);

    private static DatabaseAddress OfFile(string? file) =>
        new(DatabaseProvider.Sqlite, Path.GetFullPath(string.IsNullOrWhiteSpace(file) ? UsualFile : file));

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
