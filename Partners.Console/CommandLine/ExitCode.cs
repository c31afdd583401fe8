namespace Partners.Console.CommandLine;

/// <summary>The exit codes of commands.</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadUsage = 2;

    /// <summary>Done, with some rows rejected, or with a part of a list only.</summary>
    public const int DoneWithRejections = 3;
}
