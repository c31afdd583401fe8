namespace Partners.Core.Access;

/// <summary>The person asking. Every command and query takes one and checks it first.</summary>
/// <param name="Subject">The identity provider's stable id for the person; the audit trail is keyed by it.</param>
public sealed record Staff(string Subject, string Name, string Email, Permission Permissions)
{
    internal const string ConsoleSubject = "console";
    private const string CommandLineSubject = "command-line:";
    private const string LinkSubject = "link:";

    /// <summary>
    /// When the person last proved who they are to the identity provider; null if it does not say, or there is no provider.
    /// </summary>
    public DateTimeOffset? ProvedAt { get; init; }

    public bool May(Permission permission) => (Permissions & permission) == permission;

    /// <summary>For queries. The page has already turned the person away, so a missing permission here is a fault.</summary>
    /// <exception cref="NotPermittedException">The person lacks the permission.</exception>
    public void Require(Permission permission)
    {
        if (!May(permission))
        {
            throw new NotPermittedException(permission);
        }
    }

    /// <summary>The actor for automatic work such as the daily refresh, so that it is audited too.</summary>
    public static Staff TheConsoleItself(Permission permissions) => new(ConsoleSubject, "The console itself", string.Empty, permissions);

    /// <summary>Someone who runs a command on the machine itself; the operating system let them in.</summary>
    public static Staff AtTheCommandLine(string userName) =>
        new($"{CommandLineSubject}{userName}", $"{userName} (command line)", string.Empty, Role.Staff.Permissions | Permission.EditLedger);

    /// <summary>
    /// Someone outside who answers by a link that they were given. They may do nothing: the link alone lets them answer. The trail names
    /// the link, because nobody knows who held it.
    /// </summary>
    internal static Staff ByLink(Guid link, string person) =>
        new($"{LinkSubject}{link}", $"The link of {person}", string.Empty, Permission.None);

    /// <summary>True for someone who signs in; false for the console itself, its command line, and links.</summary>
    internal static bool IsPerson(string subject) =>
        subject != ConsoleSubject
        && !subject.StartsWith(CommandLineSubject, StringComparison.Ordinal)
        && !subject.StartsWith(LinkSubject, StringComparison.Ordinal);
}
