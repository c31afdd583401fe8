using System.Security.Cryptography;
using Partners.Core.Persistence;

namespace Partners.Console.Shell;

/// <summary>What a person sees of an exception.</summary>
/// <param name="Reference">Short enough to read out over the phone; the log has it beside the exception.</param>
public sealed record Fault(string Reference, string Sentence);

/// <summary>
/// Explains faults of the database or its disk, since people can act on them. For any other exception a person sees only a reference, and
/// the log has the rest beside it.
/// </summary>
public sealed partial class Faults(ILogger<Faults> logger)
{
    private const string ReferenceLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const string Unknown = "Something went wrong.";

    /// <summary>The fault's sentence, or a general one for an unknown fault.</summary>
    public static string Sentence(Fault? fault) => fault?.Sentence ?? Unknown;

    /// <summary>Logs the exception under a new reference.</summary>
    public Fault Record(Exception exception)
    {
        var reference = RandomNumberGenerator.GetString(ReferenceLetters, 8);
        LogFault(exception, reference);
        return new(reference, $"{DatabaseFault.Of(exception)?.SentenceForStaff ?? Unknown} Reference {reference}");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Fault {Reference}")]
    private partial void LogFault(Exception exception, string reference);
}
