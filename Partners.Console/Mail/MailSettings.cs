using MailKit.Security;
using Partners.Core.Values;

namespace Partners.Console.Mail;

/// <summary>How the connection to the mail server is kept private.</summary>
public enum MailSecurity
{
    /// <summary>Upgraded before anything is said; without it nothing is sent.</summary>
    StartTls,

    /// <summary>From the first byte, as on port 465.</summary>
    Tls,

    /// <summary>Not at all: for a mail server on this machine alone.</summary>
    None,
}

/// <summary>The configuration section <c>Mail</c> (docs/product.md N6). Without a server nothing leaves the house.</summary>
public sealed record MailSettings
{
    public const int UsualPort = 587;

    public string? Server { get; init; }

    public int Port { get; init; } = UsualPort;

    public MailSecurity Security { get; init; }

    public string? User { get; init; }

    /// <summary>Never logged or shown.</summary>
    public string? Password { get; init; }

    /// <summary>The address that mails come from.</summary>
    public string? From { get; init; }

    public string FromName { get; init; } = "dembrane";

    /// <summary>Where answers go; null for <see cref="From"/>.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The console's own address, for links in mails to staff; null for none.</summary>
    public string? ConsoleAddress { get; init; }

    /// <summary>In Development: catches mails instead of sending them.</summary>
    public string? Folder { get; init; }

    public bool IsServer => !string.IsNullOrEmpty(Server);

    /// <summary>What keeps these settings from being used, a sentence without the password; null where nothing does.</summary>
    public string? Problem(bool isDevelopment) => this switch
    {
        { Folder.Length: > 0 } when !isDevelopment => "Mail:Folder catches mail in Development alone. Set Mail:Server instead.",
        { Folder.Length: > 0, IsServer: true } => "Mail:Folder catches mail and Mail:Server sends it. Set one of them.",
        { ConsoleAddress.Length: > 0 } when !SiteAddress.TryRead(ConsoleAddress, isDevelopment, out _) =>
            "Mail:ConsoleAddress has to be an https address without a path, such as https://partners.example.",
        { IsServer: false } when (User ?? Password ?? From) is not null => "Mail:Server is not set, and other settings of Mail are.",
        { IsServer: false } => null,
        _ when Uri.CheckHostName(Server) == UriHostNameType.Unknown =>
            "Mail:Server has to be the name of a mail server, such as smtp.example.",
        { Port: < 1 or > ushort.MaxValue } => "Mail:Port has to be from 1 to 65535.",
        _ when EmailAddress.Problem(From) is not null => "Mail:From has to be the address that mails come from.",
        { ReplyTo.Length: > 0 } when EmailAddress.Problem(ReplyTo) is not null => "Mail:ReplyTo has to be an address.",
        _ when string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password) =>
            "Mail:User and Mail:Password are set together or not at all.",
        { Security: MailSecurity.None } when !IsOfThisMachine => "Mail:Security may be None only for a mail server on this machine.",
        _ => null,
    };

    internal SecureSocketOptions Socket => Security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private bool IsOfThisMachine =>
        Server is "localhost" || (System.Net.IPAddress.TryParse(Server, out var address) && System.Net.IPAddress.IsLoopback(address));

    /// <summary>The compiler would write the password, too.</summary>
    public override string ToString() => $"{nameof(MailSettings)} {{ {nameof(Server)} = {Server} }}";
}
