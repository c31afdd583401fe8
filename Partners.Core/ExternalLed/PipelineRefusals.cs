using Partners.Core.Changes;

namespace Partners.Core.ExternalLed;


public sealed record NoSuchCandidate()
    : Refusal("This client is not in the pipeline. It may have been handed off or removed on the platform.");

public sealed record HasGraduated() : Refusal("This client has graduated.");

public sealed record IsDismissed() : Refusal("This card is dismissed. Bring it back first.");

public static class PipelineRefusals
{
    /// <summary>Why a card in this stage can be neither moved nor put aside; null if it can.</summary>
    public static Refusal? RefuseOver(this PipelineStage stage) => stage switch
    {
        PipelineStage.Graduated => new HasGraduated(),
        PipelineStage.Dismissed => new IsDismissed(),
        _ => null,
    };
}
