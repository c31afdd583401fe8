using System.Security.Cryptography;
using Partners.Core.Persistence;

namespace Partners.Console.Shell;

/// <summary>What a person reads of an exception.</summary>
/// <param name="Reference">Short enough to be read out over the telephone; the log has it beside the exception.</param>
public sealed record Fault(string Reference, string Sentence);

/// <summary>
/// Tells a person what the database or its disk cannot do, since they can act on that. Of any other exception they read a reference, and
/// nothing else; the rest is beside it in the log.
/// </summary>
public sealed partial class Faults(ILogger<Faults> logger)
{
    private const string ReferenceLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const string Unknown = "Something went wrong.";

    /// <summary>Where a page tells of a fault that it knows nothing about.</summary>
    public static string Sentence(Fault? fault) => fault?.Sentence ?? Unknown;

    /// <summary>Logs the exception.</summary>
    public Fault Record(Exception exception)
    {
        var reference = RandomNumberGenerator.GetString(ReferenceLetters, 8);
        LogFault(exception, reference);
        return new(reference, $"{DatabaseFault.Of(exception)?.SentenceForStaff ?? Unknown} Reference {reference}");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Fault {Reference}")]
    private partial void LogFault(Exception exception, string reference);
}
