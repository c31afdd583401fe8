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

    private static async Task<CandidateChanged?> AnswerAsync<TDialog>(this PageDialogs dialogs, string title, CandidateCard card)
        where TDialog : CardActionDialog =>
        await dialogs.OpenAsync<TDialog>(
            title,
            new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(CardActionDialog.Card)] = card }) as CandidateChanged;
}
