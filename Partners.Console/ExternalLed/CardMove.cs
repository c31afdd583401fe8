using Partners.Core.ExternalLed;

namespace Partners.Console.ExternalLed;

/// <summary>A card as the person saw it, and the stage to move it to.</summary>
public sealed record CardMove(CandidateCard Card, PipelineStage To);
