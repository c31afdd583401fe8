using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Partners.Core.Persistence.Sqlite;

namespace Partners.Console.Hosting;

/// <summary>
/// The keys that protect sign-ins and forms, kept in a folder so that a restart signs no one out. With these keys anyone could forge a
/// sign-in, so a folder created here is readable only by the console's own account.
/// </summary>
internal static class KeyRing
{
    public const string FolderSetting = "DataProtection:KeysFolder";

    /// <summary>Beside the database file, unless a folder is set.</summary>
    private const string Usual = "keys";

    /// <summary>
    /// Fixed, because the default is the installation's path, and an installation elsewhere would not accept the old cookies.
    /// </summary>
    private const string Application = "Partners";

    public static void AddKeyRing(this WebApplicationBuilder builder)
    {
        builder.Services.AddDataProtection().SetApplicationName(Application);
        builder.Services
            .AddSingleton<IConfigureOptions<KeyManagementOptions>>(services => new ConfigureOptions<KeyManagementOptions>(keys =>
                keys.XmlRepository = new FileSystemXmlRepository(
                    Folder(builder.Configuration[FolderSetting], services.GetRequiredService<DatabaseFile>()),
                    services.GetRequiredService<ILoggerFactory>())));
    }

    private static DirectoryInfo Folder(string? setting, DatabaseFile database)
    {
        var folder = string.IsNullOrWhiteSpace(setting) ? BesideTheDatabase(database) : Path.GetFullPath(setting);
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string BesideTheDatabase(DatabaseFile database) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database.Name))!, Usual);
}
