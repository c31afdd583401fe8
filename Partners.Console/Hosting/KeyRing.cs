using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Partners.Core.Persistence.Sqlite;

namespace Partners.Console.Hosting;

/// <summary>
/// The keys that sign-ins and forms are protected by: kept in a folder, so that a restart signs nobody out. Whoever has them can make
/// a sign-in, so only the account that the console runs under may look into a folder that it makes.
/// </summary>
internal static class KeyRing
{
    public const string FolderSetting = "DataProtection:KeysFolder";

    /// <summary>Beside the database's file, where no other folder is set.</summary>
    private const string Usual = "keys";

    /// <summary>Fixed: by default it is the path of the installation, and another one would not know the cookies of the last.</summary>
    private const string Application = "Partners";

    public static void AddKeyRing(this WebApplicationBuilder builder)
    {
        builder.Services.AddDataProtection().SetApplicationName(Application);
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services => new ConfigureOptions<KeyManagementOptions>(keys =>
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
