namespace Partners.Console.CommandLine;

/// <summary>What a command of the executable ends with.</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadUsage = 2;

    /// <summary>Done, and some rows could not be true.</summary>
    public const int DoneWithRejections = 3;
}
