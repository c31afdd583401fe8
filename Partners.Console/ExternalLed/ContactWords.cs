using Partners.Console.Shell;
using Partners.Core.ExternalLed;

namespace Partners.Console.ExternalLed;

/// <summary>What a partner said, in a chip.</summary>
public static class ContactWords
{
    /// <summary>Null where nobody was asked.</summary>
    public static (ChipTone Tone, string Word)? Of(PartnerAnswer answer) => answer.Said switch
    {
        PartnerSaid.Agreed => (ChipTone.Green, "Partner agreed"),
        PartnerSaid.NotYet => (ChipTone.Pollen, $"Not before {AmsterdamTime.Day(answer.NotBefore!.Value)}"),
        PartnerSaid.Objected => (ChipTone.Candy, "Partner objected"),
        PartnerSaid.Asked => (ChipTone.Blue, "Partner asked"),
        PartnerSaid.NoAnswer => (ChipTone.Grey, "Partner did not answer"),
        _ => null,
    };

    /// <summary>On a card: until it has gone further than the first contact.</summary>
    public static (ChipTone Tone, string Word)? OnCard(CandidateCard card) =>
        card.Stage is PipelineStage.Signalled or PipelineStage.Contacted ? Of(card.Contact) : null;

    /// <summary>The outcome of a move, with what the partner had said where the client is contacted by it.</summary>
    public static string Moved(CandidateCard card, PipelineStage to, PartnerAnswer? partner) =>
        $"Moved {card.Client} to {to.InWords()}.{(partner is null ? null : $" {partner.InWords()}")}";
}
