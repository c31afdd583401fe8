using Partners.Core.Changes;

namespace Partners.Core.Platform.Live;

public sealed record NotConnected()
    : Refusal("The console works from files: Platform:Address is not set. Import a folder of exports instead.");

/// <summary>The platform did not answer, or not as it should.</summary>
public sealed record PlatformStopped(PlatformFault Fault) : Refusal(Fault switch
{
    Unauthorised => $"{Fault.Sentence} Nothing is read or sent until Platform:Token is one that it accepts.",
    _ => Fault.Sentence,
});

/// <param name="Collections">As the platform calls them.</param>
public sealed record CollectionsNotReadable(IReadOnlyList<string> Collections)
    : Refusal($"The console's user may not read {string.Join(", ", Collections)} on the platform. Nothing was pulled.");

/// <param name="Fields">As the platform calls them: "deleted_at of org".</param>
public sealed record FieldsNotReadable(IReadOnlyList<string> Fields) : Refusal(
    $"The console's user may not read {string.Join(", ", Fields)} on the platform. Nothing was pulled: rows without it would come wrong.");
