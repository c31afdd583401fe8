using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.ExternalLed;

/// <param name="VersionSeen">The card's version on the page the person acted on. All pipeline commands carry it.</param>
public sealed record MoveCandidate(Guid RequestId, Guid WorkspaceId, int VersionSeen, PipelineStage Stage);

public sealed record StageNotByHand(PipelineStage Stage) : Refusal(
    Stage == PipelineStage.Graduated
        ? "A client graduates only when its handoff is completed."
        : "To dismiss a card, give a reason.",
    nameof(MoveCandidate.Stage));

public sealed record InThatStageAlready(PipelineStage Stage)
    : Refusal($"The card is {Stage.InWords()} already.", nameof(MoveCandidate.Stage));

public sealed partial class Pipeline
{
    /// <summary>Moves a card to a stage that staff set by hand. Refused for a card that was dismissed or has graduated.</summary>
    public Task<Outcome<CandidateChanged>> MoveAsync(Staff who, MoveCandidate command, CancellationToken cancel) =>
        RunAsync(
            who,
            command.RequestId,
            nameof(MoveCandidate),
            command.WorkspaceId,
            command.VersionSeen,
            AuditActions.CandidateMoved,
            reason: null,
            (card, _, change) =>
            {
                if (card.Stage.RefuseOver() is { } over)
                {
                    return over;
                }

                if (!PipelineStages.ByHand.Contains(command.Stage))
                {
                    return new StageNotByHand(command.Stage);
                }

                if (card.Stage == command.Stage)
                {
                    return new InThatStageAlready(command.Stage);
                }

                card.MoveTo(command.Stage, change.At);
                return null;
            },
            cancel);
}
