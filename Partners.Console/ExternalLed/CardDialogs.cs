using Partners.Console.Shell;
using Partners.Core.ExternalLed;
using Radzen;

namespace Partners.Console.ExternalLed;

/// <summary>Opens the dialogs of a card. Each returns what was done; null if nothing was.</summary>
public static class CardDialogs
{
    private static readonly DialogOptions s_options = DialogWidth.Rem(34);

    public static Task<CandidateChanged?> AssignCardAsync(this DialogService dialogs, CandidateCard card) =>
        dialogs.AnswerAsync<AssignCardDialog>($"Assign {card.Client}", card);

    public static Task<CandidateChanged?> PlanCardAsync(this DialogService dialogs, CandidateCard card) =>
        dialogs.AnswerAsync<PlanCardDialog>($"Next step for {card.Client}", card);

    public static Task<CandidateChanged?> SnoozeCardAsync(this DialogService dialogs, CandidateCard card) =>
        dialogs.AnswerAsync<SnoozeCardDialog>($"Snooze {card.Client}", card);

    public static Task<CandidateChanged?> DismissCardAsync(this DialogService dialogs, CandidateCard card) =>
        dialogs.AnswerAsync<DismissCardDialog>($"Dismiss {card.Client}", card);

    private static async Task<CandidateChanged?> AnswerAsync<TDialog>(this DialogService dialogs, string title, CandidateCard card)
        where TDialog : CardActionDialog =>
        await dialogs.OpenAsync<TDialog>(
            title,
            new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(CardActionDialog.Card)] = card },
            s_options) as CandidateChanged;
}
