using Partners.Core.ExternalLed;

namespace Partners.Console.ExternalLed;

/// <summary>A card, as it was seen, and the stage that somebody asked to move it to.</summary>
public sealed record CardMove(CandidateCard Card, PipelineStage To);
