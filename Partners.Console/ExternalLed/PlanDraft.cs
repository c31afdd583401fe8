using Partners.Console.Shell;
using Partners.Core.ExternalLed;

namespace Partners.Console.ExternalLed;

/// <summary>Something of a card that somebody else changed while a person was planning.</summary>
/// <param name="Field">As the dialog calls it, or the board.</param>
/// <param name="Mine">What stands in the dialog; null where the dialog does not ask for it.</param>
public sealed record CardDifference(string Field, string Opened, string Now, string? Mine);

/// <summary>What a person has typed of a card's next step so far.</summary>
public sealed class PlanDraft
{
    public string? NextStep { get; set; }

    public DateOnly? On { get; set; }

    public string? Notes { get; set; }

    public static PlanDraft Of(CandidateCard card) => new() { NextStep = card.NextStep, On = card.NextStepOn, Notes = card.Notes };

    /// <summary>Somebody else changed the card meanwhile: what this person had left as it was follows that, and what they typed stays.</summary>
    public void Follow(CandidateCard opened, CandidateCard now)
    {
        NextStep = Kept(NextStep, opened.NextStep, now.NextStep);
        On = On == opened.NextStepOn ? now.NextStepOn : On;
        Notes = Kept(Notes, opened.Notes, now.Notes);
    }

    /// <summary>What differs between the card that a person opened and the card as it is now, beside what they typed.</summary>
    public static IReadOnlyList<CardDifference> Differences(CandidateCard opened, CandidateCard now, PlanDraft mine)
    {
        CardDifference[] all =
        [
            new("Next step", Text(opened.NextStep), Text(now.NextStep), Text(mine.NextStep)),
            new("On", Day(opened.NextStepOn), Day(now.NextStepOn), Day(mine.On)),
            new("Notes", Text(opened.Notes), Text(now.Notes), Text(mine.Notes)),
            new("Stage", ExternalLedWords.Of(opened.Place), ExternalLedWords.Of(now.Place), null),
            new("Owner", ExternalLedWords.Owner(opened), ExternalLedWords.Owner(now), null),
        ];
        return [.. all.Where(difference => difference.Opened != difference.Now)];
    }

    private static string? Kept(string? mine, string? before, string? after) => (mine ?? string.Empty) == (before ?? string.Empty) ? after : mine;

    private static string Day(DateOnly? day) => day is { } known ? AmsterdamTime.Day(known) : FactWords.Nothing;

    private static string Text(string? text) => string.IsNullOrWhiteSpace(text) ? FactWords.Nothing : text.Trim();
}
