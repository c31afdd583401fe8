using Partners.Core.Consent;

namespace Partners.Core.Handoffs;

/// <summary>What the link about a webhook that stays says (docs/product.md H39).</summary>
internal static class FlowStatement
{
    /// <param name="client">The client organisation's name.</param>
    /// <param name="project">The project whose conversations leave.</param>
    /// <param name="host">Where to.</param>
    /// <param name="events">What is sent, in the platform's words.</param>
    public static ConsentStatement Of(string client, string workspace, string project, string host, string events, string person) => new(
        new(
            $"Gegevens uit {workspace} naar {host}",
            $"{person}, gaat u er namens {client} mee akkoord dat deze koppeling blijft bestaan?",
            [
                $"Het project {project} in de werkruimte {workspace} op dembrane stuurt gegevens naar {host}.",
                $"Het gaat om: {Events(events, ConsentLanguage.Dutch)}.",
                $"Zodra de werkruimte van {client} is, gebeurt dat onder verantwoordelijkheid van {client}.",
                "Als u nee zegt, wordt de koppeling bij de overdracht verwijderd of neemt dembrane contact met u op.",
            ],
            "Ja, de koppeling mag blijven",
            TakesOtherDay: false),
        new(
            $"Data from {workspace} to {host}",
            $"{person}, do you accept for {client} that this data flow stays?",
            [
                $"The project {project} in the workspace {workspace} on dembrane sends data to {host}.",
                $"What it sends: {Events(events, ConsentLanguage.English)}.",
                $"Once the workspace is {client}’s, that is {client}’s own responsibility.",
                "If you say no, the data flow is removed with the handoff, or dembrane gets in touch with you.",
            ],
            "Yes, the data flow may stay",
            TakesOtherDay: false));

    private static string Events(string events, ConsentLanguage language)
    {
        var isDutch = language == ConsentLanguage.Dutch;
        return string.Join(", ", events.Split(", ").Select(word => word switch
        {
            "" => isDutch ? "niet opgegeven" : "not stated",
            "conversation.started" => isDutch ? "dat een gesprek begint" : "that a conversation begins",
            "conversation.transcribed" => isDutch ? "volledige transcripten" : "whole transcripts",
            "conversation.summarized" => isDutch ? "samenvattingen" : "summaries",
            "report.generated" => isDutch ? "rapporten" : "reports",
            _ => word,
        }));
    }
}
