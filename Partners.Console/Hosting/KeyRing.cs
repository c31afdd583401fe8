using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Persistence;

namespace Partners.Console.Hosting;

/// <summary>
/// The keys that protect sign-ins and forms, kept in a folder so that a restart signs no one out. With these keys anyone could forge a
/// sign-in, so a folder created here is readable only by the console's own account. Instances that share a database on a server share the
/// keys through it, encrypted with a certificate that they share too.
/// </summary>
internal static class KeyRing
{
    public const string FolderSetting = "DataProtection:KeysFolder";

    /// <summary>A PKCS#12 file with a private key.</summary>
    public const string CertificateSetting = "DataProtection:CertificateFile";

    private const string PasswordSetting = "DataProtection:CertificatePassword";

    /// <summary>Beside the database file, unless a folder is set.</summary>
    private const string Usual = "keys";

    /// <summary>
    /// Fixed, because the default is the installation's path, and an installation elsewhere would not accept the old cookies.
    /// </summary>
    private const string Application = "Partners";

    public static void AddKeyRing(this WebApplicationBuilder builder)
    {
        var protection = builder.Services.AddDataProtection().SetApplicationName(Application);
        var certificate = Certificate(builder.Configuration);
        if (certificate is not null)
        {
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        }

        builder.Services
            .AddSingleton<IConfigureOptions<KeyManagementOptions>>(services => new ConfigureOptions<KeyManagementOptions>(keys =>
                keys.XmlRepository = Repository(
                    builder.Configuration[FolderSetting],
                    services,
                    mayBeReadable: certificate is not null || builder.Environment.IsDevelopment())));
    }

    /// <summary>The first sign-in would find out too late that the keys have no place.</summary>
    /// <exception cref="StartRefusedException">The settings leave the keys unprotected.</exception>
    public static void CheckKeyRing(this IServiceProvider services) =>
        _ = services.GetRequiredService<IOptions<KeyManagementOptions>>().Value;

    private static IXmlRepository Repository(string? setting, IServiceProvider services, bool mayBeReadable)
    {
        var folder = string.IsNullOrWhiteSpace(setting)
            ? services.GetRequiredService<DatabaseUpkeep>().Folder is { } own ? Path.Combine(own, Usual) : null
            : Path.GetFullPath(setting);
        return folder is not null ? new FileSystemXmlRepository(Folder(folder), services.GetRequiredService<ILoggerFactory>())
            : mayBeReadable ? new SharedKeys(services.GetRequiredService<ProtectionKeys>())
            : throw new StartRefusedException(
                $"The keys of sign-ins are kept in the database, where whoever reads it could use them. Set {CertificateSetting} to a "
                    + $"PKCS#12 file that all instances share, or {FolderSetting} to a folder that they share.");
    }

    private static X509Certificate2? Certificate(ConfigurationManager settings)
    {
        if (settings[CertificateSetting] is not { Length: > 0 } file)
        {
            return null;
        }

        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, settings[PasswordSetting]);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"{CertificateSetting} names {file}, which cannot be read as PKCS#12 with {PasswordSetting}.",
                fault);
        }
    }

    private static DirectoryInfo Folder(string folder) =>
        OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>One instance reads what another made, also after its start.</summary>
    private sealed class SharedKeys(ProtectionKeys keys) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.Read().Select(XElement.Parse)];

        public void StoreElement(XElement element, string friendlyName) =>
            keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
    }
}
