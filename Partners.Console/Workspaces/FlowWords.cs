namespace Partners.Console.Workspaces;

/// <summary>Display text for webhooks, by which conversations leave.</summary>
public static class FlowWords
{
    public static string Name(string name) => name.Length == 0 ? "Without a name" : name;

    /// <summary>"Transcribed conversations, generated reports"; words that are not known stand as they are.</summary>
    public static string Events(string events)
    {
        if (events.Length == 0)
        {
            return "Not said what";
        }

        var said = events.Split(", ").Select(word => word switch
        {
            "conversation.started" => "started conversations",
            "conversation.transcribed" => "whole transcripts",
            "conversation.summarized" => "summaries",
            "report.generated" => "reports",
            _ => word,
        });
        var all = string.Join(", ", said);
        return char.ToUpperInvariant(all[0]) + all[1..];
    }
}
