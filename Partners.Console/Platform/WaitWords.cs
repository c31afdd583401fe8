using Partners.Console.Shell;
using Partners.Core.Platform.Push;

namespace Partners.Console.Platform;

/// <summary>
/// What an act waits for, in words (docs/product.md I75). An earlier act is said with a link to it, by <see cref="WaitLine"/>.
/// </summary>
public static class WaitWords
{
    public const string ByHand = "Nothing is sent by itself: somebody carries it over to the platform.";

    /// <summary>Null for an earlier act.</summary>
    public static string? Of(PushWait wait) => wait switch
    {
        { Earlier: not null } => null,
        { IsByHand: true } => ByHand,
        { From: { } day } => $"The platform is told on {AmsterdamTime.Day(day)}.",
        { Because: { } because } => $"{because}{Next(wait.NextTry)}",
        _ => null,
    };

    /// <summary>With the space before it.</summary>
    public static string? Next(DateTimeOffset? nextTry) =>
        nextTry is { } next ? $" It is tried again at {AmsterdamTime.Moment(next)}." : null;
}
