using System.Text.RegularExpressions;
using Partners.Core.Access;

namespace Partners.Console.Access;

/// <summary>Why someone is back at the sign-in page, as far as they are told. The log knows more.</summary>
internal enum SignInProblem
{
    Denied,
    SignInThereFirst,
    ProviderBusy,
    SetUp,
    NotBegunHere,
    AnswerRefused,
    Unreachable,
    SomebodyElse,
    SignedOut,
    AccountRefused,
    NotAskedForTooLong,
}

internal static partial class SignInProblems
{
    /// <summary>The sign-in page's parameter that names a problem.</summary>
    public const string Parameter = "problem";

    public static string Sentence(this SignInProblem problem) => problem switch
    {
        SignInProblem.Denied => "The identity provider did not let you in.",
        SignInProblem.SignInThereFirst => "The identity provider wants something from you first. Sign in again, and answer what it asks.",
        SignInProblem.ProviderBusy => "The identity provider cannot sign anybody in at the moment. Try again in a few minutes.",
        SignInProblem.SetUp => "Partners and the identity provider are not set up for each other. Tell whoever looks after Partners.",
        SignInProblem.NotBegunHere => "That sign-in was not begun in this browser, or it took too long. Sign in again.",
        SignInProblem.AnswerRefused =>
            "The identity provider’s answer did not pass the checks, so nobody was signed in. Sign in again; if it happens twice, tell "
            + "whoever looks after Partners.",
        SignInProblem.Unreachable => "The identity provider cannot be reached. Try again in a few minutes.",
        SignInProblem.SomebodyElse => "To go on, sign in as the same person as before. You are still signed in as that person.",
        SignInProblem.SignedOut => "You are signed out.",
        SignInProblem.AccountRefused =>
            "The identity provider no longer lets this account in, so you were signed out. What you had typed in a handoff was saved.",
        SignInProblem.NotAskedForTooLong =>
            "The identity provider could not be asked about your account for too long, so you were signed out. What you had typed in a "
            + "handoff was saved.",
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, message: null),
    };

    public static SignInProblem Of(SessionEnd end) => end switch
    {
        SessionEnd.SignedOut => SignInProblem.SignedOut,
        SessionEnd.Refused => SignInProblem.AccountRefused,
        SessionEnd.ProviderUnreachable => SignInProblem.NotAskedForTooLong,
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, message: null),
    };

    /// <summary>The problem's name in an address.</summary>
    public static string Code(this SignInProblem problem) => Capital().Replace(problem.ToString(), "-$0").ToLowerInvariant();

    /// <returns>Null for an unknown word: text from an address is never shown.</returns>
    public static SignInProblem? Read(string? code) =>
        Enum.GetValues<SignInProblem>().Cast<SignInProblem?>().FirstOrDefault(known => known!.Value.Code() == code);

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Capital();
}
