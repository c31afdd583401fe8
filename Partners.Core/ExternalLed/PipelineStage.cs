
namespace Partners.Core.ExternalLed;

/// <summary>How far a client is on the way to its own account (docs/product.md P13).</summary>
public enum PipelineStage
{
    Signalled,
    Contacted,
    Agreed,
    HandoffPlanned,

    /// <summary>A handoff was completed. Nothing else leads here, and nothing leads out.</summary>
    Graduated,

    /// <summary>Put aside with a reason. It comes back when new evidence appears.</summary>
    Dismissed,
}

public static class PipelineStages
{
    /// <summary>The board's stages, in order.</summary>
    public static readonly IReadOnlyList<PipelineStage> OnBoard =
        [PipelineStage.Signalled, PipelineStage.Contacted, PipelineStage.Agreed, PipelineStage.HandoffPlanned, PipelineStage.Graduated];

    /// <summary>The stages that staff set by hand.</summary>
    public static readonly IReadOnlyList<PipelineStage> ByHand =
        [PipelineStage.Signalled, PipelineStage.Contacted, PipelineStage.Agreed, PipelineStage.HandoffPlanned];

    /// <summary>A card in its stage for more days than this is stale; null if it may stay.</summary>
    public static int? StaleAfterDays(this PipelineStage stage) => stage switch
    {
        PipelineStage.Signalled => 14,
        PipelineStage.Contacted => 21,
        PipelineStage.Agreed => 30,
        PipelineStage.HandoffPlanned => 45,
        _ => null,
    };

    /// <summary>Display text, such as <c>handoff planned</c>.</summary>
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
