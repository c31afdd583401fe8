using Partners.Console.Shell;
using Partners.Core.ExternalLed;

namespace Partners.Console.ExternalLed;

/// <summary>A card's next step as typed so far.</summary>
public sealed class PlanDraft
{
    public string? NextStep { get; set; }

    public DateOnly? On { get; set; }

    public string? Notes { get; set; }

    public static PlanDraft Of(CandidateCard card) => new() { NextStep = card.NextStep, On = card.NextStepOn, Notes = card.Notes };

    /// <summary>Merges someone else's change: fields that this person left alone take the new value, and what they typed stays.</summary>
    public void Follow(CandidateCard opened, CandidateCard now)
    {
        NextStep = FieldDifference.Kept(NextStep, opened.NextStep, now.NextStep);
        On = On == opened.NextStepOn ? now.NextStepOn : On;
        Notes = FieldDifference.Kept(Notes, opened.Notes, now.Notes);
    }

    /// <summary>The differences between the card as opened and as it is now, beside what was typed.</summary>
    public static IReadOnlyList<FieldDifference> Differences(CandidateCard opened, CandidateCard now, PlanDraft mine)
    {
        FieldDifference[] all =
        [
            new(
                "Next step",
                FieldDifference.Text(opened.NextStep),
                FieldDifference.Text(now.NextStep),
                FieldDifference.Text(mine.NextStep)),
            new("On", Day(opened.NextStepOn), Day(now.NextStepOn), Day(mine.On)),
            new("Notes", FieldDifference.Text(opened.Notes), FieldDifference.Text(now.Notes), FieldDifference.Text(mine.Notes)),
            new("Stage", ExternalLedWords.Of(opened.Place), ExternalLedWords.Of(now.Place), null),
            new("Owner", ExternalLedWords.Owner(opened), ExternalLedWords.Owner(now), null),
        ];
        return FieldDifference.OnlyChanged(all);
    }

    private static string Day(DateOnly? day) => day is { } known ? AmsterdamTime.Day(known) : FactWords.Nothing;
}
