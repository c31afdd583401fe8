namespace Partners.Console.Access;

/// <summary>
/// Nobody is signed in. The message is the reason for the log, in words of this program's own: neither a token nor anything else that the
/// provider or the browser sent is ever part of it.
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
