using Partners.Console.Shell;
using Partners.Core.Consent;
using Partners.Core.Handoffs;

namespace Partners.Console.Handoffs;

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
            "Confirmed",
            $"By {Answered(link)}{(link.Choice is { } choice ? $": {Chosen(choice)}" : null)}."),
        (ConsentState.Answered, ConsentAnswer.No) => (ChipTone.Candy, "Said no", $"{Answered(link)}: {link.Reason}"),
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

    /// <summary>Whom to ask at the client, if nobody was asked before: its data owner.</summary>
    public static (string? Name, string? Email) SuggestedOfClient(this HandoffFacts facts) =>
        facts.People.FirstOrDefault(person => person.IsDataOwner) is { } owner
            ? (owner.Name, owner.Email)
            : (null, facts.Workspace.DataOwnerEmail);

    private static string Answered(ConsentLink link) => $"{link.PersonName}, {AmsterdamTime.Moment(link.EndedAt!.Value)}";

    private static string Chosen(string choice) =>
        Enum.TryParse<CopiesFate>(choice, out var fate) ? HandoffWords.Of(fate).ToLowerInvariant() : choice;
}
