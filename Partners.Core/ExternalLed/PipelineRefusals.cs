using Partners.Core.Changes;

namespace Partners.Core.ExternalLed;

// Why a card was left as it was.

public sealed record NoSuchCandidate() : Refusal("This client is not in the pipeline. It may have been handed off or removed on the platform.");

public sealed record StageNotByHand(PipelineStage Stage) : Refusal(
    Stage == PipelineStage.Graduated ? "A client graduates by a completed handoff, and by nothing else." : "To dismiss a card, give a reason.",
    nameof(MoveCandidate.Stage));

public sealed record InThatStageAlready(PipelineStage Stage) : Refusal($"The card is {Stage.InWords()} already.", nameof(MoveCandidate.Stage));

public sealed record HasGraduated() : Refusal("This client has graduated: it stands on its own.");

public sealed record IsDismissed() : Refusal("This card is dismissed. Bring it back first.");

public static class PipelineRefusals
{
    /// <summary>Why a card that stands in a stage can be neither moved nor put aside; null where it can.</summary>
    public static Refusal? RefuseOver(this PipelineStage stage) => stage switch
    {
        PipelineStage.Graduated => new HasGraduated(),
        PipelineStage.Dismissed => new IsDismissed(),
        _ => null,
    };
}

public sealed record NotAside() : Refusal("This card is neither snoozed nor dismissed.");

public sealed record UnknownColleague() : Refusal("Nobody of that name has been here. They have to sign in once.", nameof(AssignCandidate.OwnerSubject));

public sealed record NextStepMissing() : Refusal("Say what is to be done on that day.", nameof(PlanCandidate.NextStep));

public sealed record SnoozedIntoThePast() : Refusal("Choose a day from tomorrow on.", nameof(SnoozeCandidate.Until));
