namespace Partners.Core.Platform.Live;

/// <summary>
/// Stops a pull in the middle of its rows, and never leaves the core: whoever asked gets the sentence. Thrown where rows come one after
/// the other and no answer can be returned.
/// </summary>
#pragma warning disable CA1032, CA1064 // It is made of a fault, here alone.
internal sealed class PlatformFaultException(PlatformFault fault) : Exception(fault.Sentence)
#pragma warning restore CA1032, CA1064
{
    public PlatformFault Fault => fault;
}
