using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Partners.Console.Mail;
using Partners.Console.Referrals;
using Partners.Console.Shell;
using Partners.Console.Today;
using Partners.Core.Mail;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Today;

namespace Partners.Console.Hosting;

/// <summary>The configuration section <c>Mail</c>, and the way out that it makes.</summary>
internal static class MailConfiguration
{
    private const string Section = "Mail";

    /// <summary>In Development, beside the database's file, unless a server or another folder is set.</summary>
    private const string UsualFolder = "mail";

    private static readonly string[] s_names =
    [
        nameof(MailSettings.Server), nameof(MailSettings.Port), nameof(MailSettings.Security), nameof(MailSettings.User),
        nameof(MailSettings.Password), nameof(MailSettings.From), nameof(MailSettings.FromName), nameof(MailSettings.ReplyTo),
        nameof(MailSettings.ConsoleAddress), nameof(MailSettings.Folder),
    ];

    public static void AddMail(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var isDevelopment = builder.Environment.IsDevelopment();
        var settings = builder.Configuration.ReadMail(isDevelopment);
        services.AddSingleton(provider => settings.IsServer || settings.Folder is not null || !isDevelopment
            ? settings
            : settings with { Folder = FolderBeside(provider.GetRequiredService<DatabaseUpkeep>()) });
        services.Replace(ServiceDescriptor.Singleton<ISecretSeal, SecretSeal>());
        if (settings.IsServer)
        {
            services.Replace(ServiceDescriptor.Singleton<IMailCarrier, SmtpCarrier>());
        }
        else if (isDevelopment)
        {
            services.Replace(ServiceDescriptor.Singleton<IMailCarrier, FolderCarrier>());
        }

        services.AddSingleton<IStatementPaper, StatementPaper>();
        services.AddSingleton<IDigestWriter, DigestWriter>();
        services.AddHostedService<MailWorker>();
    }

    /// <exception cref="StartRefusedException">A setting is unknown or cannot be used. The sentence never holds the password.</exception>
    public static MailSettings ReadMail(this IConfiguration configuration, bool isDevelopment)
    {
        var section = configuration.GetSection(Section);
        foreach (var setting in section.GetChildren())
        {
            if (!s_names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw new StartRefusedException($"There is no setting {Section}:{setting.Key}. There are: {string.Join(", ", s_names)}.");
            }
        }

        var plain = new MailSettings();
        var settings = plain with
        {
            Server = Text(nameof(plain.Server)),
            Port = Text(nameof(plain.Port)) is not { } port ? plain.Port
                : int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
                : 0,
            Security = Text(nameof(plain.Security)) is not { } security ? plain.Security
                : Enum.TryParse<MailSecurity>(security, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known
                : throw new StartRefusedException(
                    $"{Section}:{nameof(plain.Security)} has to be one of {string.Join(", ", Enum.GetNames<MailSecurity>())}."),
            User = Text(nameof(plain.User)),
            Password = Text(nameof(plain.Password)),
            From = Text(nameof(plain.From)),
            FromName = Text(nameof(plain.FromName)) ?? plain.FromName,
            ReplyTo = Text(nameof(plain.ReplyTo)),
            ConsoleAddress = Text(nameof(plain.ConsoleAddress)),
            Folder = Text(nameof(plain.Folder)),
        };
        return settings.Problem(isDevelopment) is { } problem ? throw new StartRefusedException(problem) : settings;

        string? Text(string name) => section[name] is { Length: > 0 } text ? text : null;
    }

    private static string FolderBeside(DatabaseUpkeep database) =>
        Path.Combine(database.Folder ?? Environment.CurrentDirectory, UsualFolder);
}
