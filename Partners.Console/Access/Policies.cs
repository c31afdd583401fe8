namespace Partners.Console.Access;

public static class Policies
{
    /// <summary>May use the console at all: every address requires it unless it says otherwise.</summary>
    public const string Read = nameof(Read);
}
