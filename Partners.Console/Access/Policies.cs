namespace Partners.Console.Access;

public static class Policies
{
    /// <summary>May see the console at all: what every address asks for unless it says otherwise.</summary>
    public const string Read = nameof(Read);
}
