using Partners.Core.Changes;
using Partners.Core.Platform.Live;

namespace Partners.Core.Platform.Mollie;

/// <summary>The key is wrong or was revoked, or may not read the list: nothing works until somebody sets another.</summary>
internal sealed record KeyNotAccepted() : PlatformFault("Mollie does not accept the console's key.", MayHaveHappened: false);

internal sealed record MollieBusy() : PlatformFault("Mollie takes no more requests for a moment.", MayHaveHappened: false)
{
    public override bool MayPass => true;
}

/// <summary>No answer: no connection, none in time, or one that was lost on the way.</summary>
internal sealed record MollieUnreachable(string Why) : PlatformFault($"Mollie cannot be reached: {Why}.", MayHaveHappened: false)
{
    public override bool MayPass => true;
}

/// <param name="Status">The HTTP status; 200 for an answer that is no list.</param>
internal sealed record MollieFailed(int Status) : PlatformFault($"Mollie failed to answer (HTTP {Status}).", MayHaveHappened: false)
{
    public override bool MayPass => true;
}

/// <summary>The key would have gone elsewhere, or in a circle.</summary>
internal sealed record MollieLinkRefused()
    : PlatformFault("Mollie's answer names a next page that is not its own. It was not asked for.", MayHaveHappened: false);

/// <summary>Mollie did not answer, or not as it should; nothing of this pull was taken in.</summary>
public sealed record PaymentsStopped(PlatformFault Fault) : Refusal(Fault switch
{
    KeyNotAccepted => $"{Fault.Sentence} No payments are read until Mollie:Key is one that it accepts.",
    _ => Fault.Sentence,
})
{
    /// <summary>Somebody has to put the key right first.</summary>
    public bool Pauses => Fault is KeyNotAccepted;
}

public sealed record PaymentsByFiles()
    : Refusal("Payments come by files: Mollie:Key is not set. Import Mollie's lists instead.");
