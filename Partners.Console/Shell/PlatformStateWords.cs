using Partners.Core.Outbox;

namespace Partners.Console.Shell;

/// <summary>Whether the platform has something, in the same words everywhere (docs/product.md I73).</summary>
public static class PlatformStateWords
{
    public static string Of(PlatformChangeState state) => state switch
    {
        PlatformChangeState.Waiting => "Waiting for the platform",
        PlatformChangeState.Sending => "On its way to the platform",
        PlatformChangeState.Applied => "On the platform",
        PlatformChangeState.InConflict => "In conflict with the platform",
        PlatformChangeState.Refused => "Refused by the platform",
        PlatformChangeState.NotHeld => "Cannot be held by the platform",
        _ => "Replaced by a later change",
    };

    /// <summary>Behind a result, with the space before it; null where there is nothing to say.</summary>
    public static string? Sentence(PlatformChangeState? state) =>
        state is { } known and not PlatformChangeState.Superseded ? $" {Of(known)}." : null;
}
