using Partners.Console.Shell;
using Partners.Core.ExternalLed;

namespace Partners.Console.ExternalLed;

/// <summary>Opens the dialogs of a card. Each returns what was done; null if nothing was.</summary>
public static class CardDialogs
{
    public static Task<CandidateChanged?> AssignCardAsync(this PageDialogs dialogs, CandidateCard card) =>
        dialogs.AnswerAsync<AssignCardDialog>($"Assign {card.Client}", card);

    public static Task<CandidateChanged?> PlanCardAsync(this PageDialogs dialogs, CandidateCard card) =>
        dialogs.AnswerAsync<PlanCardDialog>($"Next step for {card.Client}", card);

    public static Task<CandidateChanged?> SnoozeCardAsync(this PageDialogs dialogs, CandidateCard card) =>
        dialogs.AnswerAsync<SnoozeCardDialog>($"Snooze {card.Client}", card);

    public static Task<CandidateChanged?> DismissCardAsync(this PageDialogs dialogs, CandidateCard card) =>
        dialogs.AnswerAsync<DismissCardDialog>($"Dismiss {card.Client}", card);

    /// <summary>Where the partner is against it.</summary>
    public static async Task<CandidateChanged?> ContactCardAsync(this PageDialogs dialogs, CandidateCard card, PipelineStage to) =>
        await dialogs.OpenAsync<ContactCardDialog>(
            $"Contact {card.Client}?",
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(CardActionDialog.Card)] = card,
                [nameof(ContactCardDialog.To)] = to,
            }) as CandidateChanged;

    public static Task<CandidatesChanged?> AssignCardsAsync(this PageDialogs dialogs, IReadOnlyList<CandidateCard> cards) =>
        dialogs.AnswerAsync<AssignCardsDialog>($"Assign {Words.Count(cards.Count, "card")}", cards);

    public static Task<CandidatesChanged?> SnoozeCardsAsync(this PageDialogs dialogs, IReadOnlyList<CandidateCard> cards) =>
        dialogs.AnswerAsync<SnoozeCardsDialog>($"Snooze {Words.Count(cards.Count, "card")}", cards);

    private static async Task<CandidatesChanged?> AnswerAsync<TDialog>(
        this PageDialogs dialogs,
        string title,
        IReadOnlyList<CandidateCard> cards)
        where TDialog : CardsActionDialog
    {
        CardSeen[] seen = [.. cards.Select(card => new CardSeen(card.WorkspaceId, card.Version))];
        return await dialogs.OpenAsync<TDialog>(
            title,
            new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(CardsActionDialog.Cards)] = seen }) as CandidatesChanged;
    }

    private static async Task<CandidateChanged?> AnswerAsync<TDialog>(this PageDialogs dialogs, string title, CandidateCard card)
        where TDialog : CardActionDialog =>
        await dialogs.OpenAsync<TDialog>(
            title,
            new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(CardActionDialog.Card)] = card }) as CandidateChanged;
}
