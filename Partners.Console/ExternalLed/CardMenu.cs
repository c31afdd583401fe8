using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;

namespace Partners.Console.ExternalLed;

/// <summary>What a page does when an item of a card's menu is chosen.</summary>
public sealed record CardActions(
    Func<CandidateCard, Task> Assign,
    Func<CandidateCard, Task> Plan,
    Func<CandidateCard, PipelineStage, Task> Move,
    Func<CandidateCard, Task> Snooze,
    Func<CandidateCard, Task> Dismiss,
    Func<CandidateCard, Task> BringBack);

/// <summary>What can be done with a card, as data: the same for a card on the board and a row of the list.</summary>
public static class CardMenu
{
    /// <param name="evidence">The address that shows its evidence.</param>
    public static IReadOnlyList<KebabItem> For(CandidateCard card, Staff who, string evidence, CardActions actions)
    {
        var notPermitted = who.May(Permission.WorkPipeline) ? null : new NotPermitted(Permission.WorkPipeline).Sentence;
        var over = card.Stage.RefuseOver()?.Sentence;
        return
        [
            new("Evidence", Href: evidence),
            new("Assign…", OnClick: () => actions.Assign(card), DisabledReason: notPermitted),
            new("Next step…", OnClick: () => actions.Plan(card), DisabledReason: notPermitted),
            .. over is null ? PipelineStages.ByHand.Where(stage => stage != card.Stage).Select(stage => Move(stage)) : [],
            .. card.Place is CardPlace.Snoozed or CardPlace.Dismissed
                ? new KebabItem[] { new("Bring back", OnClick: () => actions.BringBack(card), DisabledReason: notPermitted) }
                : [new("Snooze…", OnClick: () => actions.Snooze(card), DisabledReason: notPermitted ?? over)],
            .. card.Place == CardPlace.Dismissed
                ? Array.Empty<KebabItem>()
                : [new("Dismiss…", OnClick: () => actions.Dismiss(card), DisabledReason: notPermitted ?? over)],
            HandoffMenuItem.Of("Start handoff", card.WorkspaceId, who, card.Stage == PipelineStage.Graduated ? over : null),
            new("Audit trail", Href: AuditAddresses.Of(new(WorkspaceId: card.WorkspaceId))),
        ];

        KebabItem Move(PipelineStage stage) =>
            new($"Move to {ExternalLedWords.Of(stage)}", OnClick: () => actions.Move(card, stage), DisabledReason: notPermitted);
    }
}
