using Partners.Core.Platform.Live;

namespace Partners.Core.Platform.Push;

/// <summary>What to do after the platform did not do what it was asked.</summary>
/// <param name="Because">In our words.</param>
public abstract record AfterFault(string Because);

/// <summary>Nothing is sent until somebody mends it.</summary>
public sealed record PauseAll(string Because) : AfterFault(Because);

/// <summary>The platform does not work just now: nothing else is tried meanwhile either.</summary>
public sealed record TryAllLater(string Because, TimeSpan In) : AfterFault(Because);

/// <summary>Something of this act is not to be sent.</summary>
public sealed record SwitchedOff(string Because) : AfterFault(Because);

/// <summary>This act alone is tried again.</summary>
public sealed record TryLater(string Because, TimeSpan In) : AfterFault(Because);

/// <summary>May be done already: read before anything else.</summary>
public sealed record LookAgain(string Because) : AfterFault(Because);

/// <summary>The platform does not take it as it is.</summary>
public sealed record GiveUp(string Because) : AfterFault(Because);

/// <summary>
/// Decides what comes after a fault. A value of the wrong type and a database that is down look the same: the next reading tells them
/// apart, and after <see cref="MostTries"/> with a platform that reads well, the request itself is wrong.
/// </summary>
public static class PushFaults
{
    public const int MostTries = 3;

    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(15);

    /// <param name="tries">How often the act was tried already without an answer.</param>
    /// <param name="lacks">Which permissions the console's user lacks for the request, in words; null if none is known.</param>
    public static AfterFault OfWrite(PlatformFault fault, int tries, string? lacks) => fault switch
    {
        Unauthorised => new PauseAll(fault.Sentence),
        RateLimited limited => new TryAllLater(fault.Sentence, Rest(limited, tries)),
        NotUnique => new LookAgain(fault.Sentence),
        ServerFault => tries + 1 < MostTries ? new TryLater(fault.Sentence, Backoff(tries)) : new GiveUp(fault.Sentence),
        { MayPass: true } => new TryAllLater(fault.Sentence, Backoff(tries)),
        Forbidden => new GiveUp(lacks ?? fault.Sentence),
        _ => new GiveUp(fault.Sentence),
    };

    public static AfterFault OfRead(PlatformFault fault, int tries) => fault switch
    {
        Unauthorised => new PauseAll(fault.Sentence),
        RateLimited limited => new TryAllLater(fault.Sentence, Rest(limited, tries)),
        { MayPass: true } => new TryAllLater(fault.Sentence, Backoff(tries)),
        _ => new GiveUp(fault.Sentence),
    };

    /// <summary>As long as it says, and a second at least: it rounds what is left of one down to nothing.</summary>
    private static TimeSpan Rest(RateLimited limited, int tries) =>
        limited.RetryAfter is not { } said ? Backoff(tries) : said > s_shortest ? said : s_shortest;

    /// <summary>10 seconds, twice as long each time, a quarter of an hour at most.</summary>
    public static TimeSpan Backoff(int tries) =>
        TimeSpan.FromSeconds(Math.Min(s_longest.TotalSeconds, 10 * Math.Pow(2, Math.Clamp(tries, 0, 12))));
}
