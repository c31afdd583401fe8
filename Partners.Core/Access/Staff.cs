namespace Partners.Core.Access;

/// <summary>
/// Who asks. Every command and query takes one, and checks it before anything else.
/// </summary>
/// <param name="Subject">The identity provider's stable name for the person; what the audit trail is keyed by.</param>
public sealed record Staff(string Subject, string Name, string Email, Permission Permissions)
{
    private const string ConsoleSubject = "console";
    private const string CommandLineSubject = "command-line:";

    /// <summary>When the person last proved who they are at the identity provider; null where it does not say, or there is none.</summary>
    public DateTimeOffset? ProvedAt { get; init; }

    public bool May(Permission permission) => (Permissions & permission) == permission;

    /// <summary>For queries: a page has already turned the person away, so arriving here without leave is a fault.</summary>
    /// <exception cref="NotPermittedException">The person lacks the permission.</exception>
    public void Require(Permission permission)
    {
        if (!May(permission))
        {
            throw new NotPermittedException(permission);
        }
    }

    /// <summary>What happens by itself, such as the daily refresh: nobody's doing, and still in the audit trail.</summary>
    public static Staff TheConsoleItself(Permission permissions) => new(ConsoleSubject, "The console itself", string.Empty, permissions);

    /// <summary>Somebody at the machine itself, who runs a command of the executable: the operating system let them in.</summary>
    public static Staff AtTheCommandLine(string userName) =>
        new($"{CommandLineSubject}{userName}", $"{userName} (command line)", string.Empty, Role.Staff.Permissions | Permission.EditLedger);

    /// <summary>Whether a subject is somebody who signs in, and not the console or its command line.</summary>
    internal static bool IsPerson(string subject) => subject != ConsoleSubject && !subject.StartsWith(CommandLineSubject, StringComparison.Ordinal);
}
