namespace Partners.Console.Access;

/// <summary>
/// No one is signed in. The message is the reason for the log, in this program's own words: it never contains a token or anything else that
/// the provider or the browser sent.
/// </summary>
internal sealed class SignInRefusedException(SignInProblem problem, string reason, Exception? inner = null) : Exception(reason, inner)
{
    public SignInRefusedException()
        : this(SignInProblem.AnswerRefused, "The sign-in was refused.")
    {
    }

    public SignInRefusedException(string message)
        : this(SignInProblem.AnswerRefused, message)
    {
    }

    public SignInRefusedException(string message, Exception innerException)
        : this(SignInProblem.AnswerRefused, message, innerException)
    {
    }

    public SignInProblem Problem => problem;
}
