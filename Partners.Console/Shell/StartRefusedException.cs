namespace Partners.Console.Shell;

/// <summary>The configuration does not allow a start. The message is one sentence that says what to set.</summary>
public sealed class StartRefusedException : Exception
{
    public StartRefusedException(string message)
        : base(message)
    {
    }

    public StartRefusedException()
    {
    }

    public StartRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
