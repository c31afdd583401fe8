using System.Security.Cryptography;

namespace Partners.Console.Shell;

/// <summary>What a person is told of an exception is a reference, and nothing else; the rest stands beside it in the log.</summary>
public sealed partial class Faults(ILogger<Faults> logger)
{
    private const string ReferenceLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Sentence(string? reference) =>
        reference is null ? "Something went wrong." : $"Something went wrong. Reference {reference}";

    /// <summary>Logs the exception, and returns its reference: short enough to be read out over the telephone.</summary>
    public string Record(Exception exception)
    {
        var reference = RandomNumberGenerator.GetString(ReferenceLetters, 8);
        LogFault(exception, reference);
        return reference;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Fault {Reference}")]
    private partial void LogFault(Exception exception, string reference);
}
