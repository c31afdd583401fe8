using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.ExternalLed;

/// <param name="VersionSeen">The card's version on the page the person acted on. All pipeline commands carry it.</param>
/// <param name="Reason">Why the client is contacted against the partner's wish; else not needed.</param>
public sealed record MoveCandidate(Guid RequestId, Guid WorkspaceId, int VersionSeen, PipelineStage Stage, string? Reason = null);

public sealed record StageNotByHand(PipelineStage Stage) : Refusal(
    Stage == PipelineStage.Graduated
        ? "A client graduates only when its handoff is completed."
        : "To dismiss a card, give a reason.",
    nameof(MoveCandidate.Stage));

public sealed record InThatStageAlready(PipelineStage Stage)
    : Refusal($"The card is {Stage.InWords()} already.", nameof(MoveCandidate.Stage));

public sealed record PartnerIsAgainst(string Said)
    : Refusal($"{Said} To contact the client all the same, give a reason.", nameof(MoveCandidate.Reason));

public sealed partial class Pipeline
{
    /// <summary>
    /// Moves a card to a stage that staff set by hand. Refused for a card that was dismissed or has graduated. Out of the first stage the
    /// client is contacted: against the partner's wish only with a reason (docs/product.md P20).
    /// </summary>
    public Task<Outcome<CandidateChanged>> MoveAsync(Staff who, MoveCandidate command, CancellationToken cancel) =>
        RunAsync(
            who,
            command.RequestId,
            nameof(MoveCandidate),
            command.WorkspaceId,
            command.VersionSeen,
            AuditActions.CandidateMoved,
            string.IsNullOrWhiteSpace(command.Reason) ? null : command.Reason.Trim(),
            async (card, _, change, token) =>
            {
                if (card.Stage.RefuseOver() is { } over)
                {
                    return new(over);
                }

                if (!PipelineStages.ByHand.Contains(command.Stage))
                {
                    return new(new StageNotByHand(command.Stage));
                }

                if (card.Stage == command.Stage)
                {
                    return new(new InThatStageAlready(command.Stage));
                }

                var partner = card.Stage == PipelineStage.Signalled
                    ? await PartnerAnswers.OfAsync(change.Db, card, change.At, token)
                    : null;
                if (partner is { IsAgainst: true } && string.IsNullOrWhiteSpace(command.Reason))
                {
                    return new(new PartnerIsAgainst(partner.InWords()));
                }

                if (command.Reason?.Trim() is { Length: > Reasons.Longest })
                {
                    return new(Reasons.Refuse(command.Reason));
                }

                card.MoveTo(command.Stage, change.At);
                return new(Refused: null, partner);
            },
            cancel);
}
