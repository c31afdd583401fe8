using Partners.Console.Shell;
using Partners.Core.Consent;

namespace Partners.Console.Consent;

/// <summary>What staff read of a link.</summary>
internal static class ConsentLinkWords
{
    public static (ChipTone Tone, string Word, string Sentence) Of(ConsentLink link, DateTimeOffset now) => (
        link.StateAt(now),
        link.Answer) switch
    {
        (ConsentState.Open, _) => (
            ChipTone.Blue,
            "Not answered",
            $"{link.PersonName} can answer until {AmsterdamTime.Moment(link.ExpiresAt)}."),
        (ConsentState.Answered, ConsentAnswer.Yes) => (
            ChipTone.Green,
            link.Purpose == ConsentPurpose.ClientContact ? "Agreed" : "Confirmed",
            $"By {Answered(link)}{(Chosen(link) is { } chosen ? $": {chosen}" : null)}."),
        (ConsentState.Answered, ConsentAnswer.No) => (ChipTone.Candy, "Said no", $"{Answered(link)}: {link.Reason}"),
        (ConsentState.Answered, _) when link.Statement.English.IsFromDay => (
            ChipTone.Pollen,
            "From a later day",
            $"{link.PersonName} agreed from {AmsterdamTime.Day(link.OtherDay!.Value)}, {AmsterdamTime.Moment(link.EndedAt!.Value)}."),
        (ConsentState.Answered, _) => (
            ChipTone.Pollen,
            "Another day",
            $"{link.PersonName} proposed {AmsterdamTime.Day(link.OtherDay!.Value)}, {AmsterdamTime.Moment(link.EndedAt!.Value)}."),
        (ConsentState.Withdrawn, _) => (
            ChipTone.Grey,
            "Withdrawn",
            $"The link for {link.PersonName}, by {link.WithdrawnByName}, {AmsterdamTime.Moment(link.EndedAt!.Value)}."),
        (ConsentState.NoLongerHolds, _) => (
            ChipTone.Candy,
            "No longer holds",
            $"What the link for {link.PersonName} asked about changed after it was made. Make a new one."),
        _ => (ChipTone.Grey, "Lapsed", $"{link.PersonName} did not answer by {AmsterdamTime.Moment(link.ExpiresAt)}."),
    };

    private static string Answered(ConsentLink link) => $"{link.PersonName}, {AmsterdamTime.Moment(link.EndedAt!.Value)}";

    private static string? Chosen(ConsentLink link) =>
        link.Statement.English.Choices.FirstOrDefault(choice => choice.Code == link.Choice)?.Label;
}
