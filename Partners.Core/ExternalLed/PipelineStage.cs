
namespace Partners.Core.ExternalLed;

/// <summary>Where a client stands on its way to an account of its own (docs/product.md P13).</summary>
public enum PipelineStage
{
    Signalled,
    Contacted,
    Agreed,
    HandoffPlanned,

    /// <summary>A handoff was completed. Only that leads here, and nothing leads out.</summary>
    Graduated,

    /// <summary>Put aside with a reason. It comes back when new evidence appears.</summary>
    Dismissed,
}

public static class PipelineStages
{
    /// <summary>Those of the board, in order.</summary>
    public static readonly IReadOnlyList<PipelineStage> OnBoard =
        [PipelineStage.Signalled, PipelineStage.Contacted, PipelineStage.Agreed, PipelineStage.HandoffPlanned, PipelineStage.Graduated];

    /// <summary>Those between which staff move a card by hand.</summary>
    public static readonly IReadOnlyList<PipelineStage> ByHand =
        [PipelineStage.Signalled, PipelineStage.Contacted, PipelineStage.Agreed, PipelineStage.HandoffPlanned];

    /// <summary>Days after which a card has stood in its stage for too long; null where it may stay.</summary>
    public static int? StaleAfterDays(this PipelineStage stage) => stage switch
    {
        PipelineStage.Signalled => 14,
        PipelineStage.Contacted => 21,
        PipelineStage.Agreed => 30,
        PipelineStage.HandoffPlanned => 45,
        _ => null,
    };

    /// <summary>As people read it: <c>handoff planned</c>.</summary>
    public static string InWords(this PipelineStage stage) => stage switch
    {
        PipelineStage.Signalled => "signalled",
        PipelineStage.Contacted => "contacted",
        PipelineStage.Agreed => "agreed",
        PipelineStage.HandoffPlanned => "handoff planned",
        PipelineStage.Graduated => "graduated",
        PipelineStage.Dismissed => "dismissed",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };
}
