using Partners.Console.Shell;
using Partners.Core.Moves;

namespace Partners.Console.Moves;

/// <summary>Display text for moves.</summary>
public static class MoveWords
{
    public const string UndoneAlready = "The projects were already moved back.";

    /// <summary>"3 projects with 12 conversations".</summary>
    public static string Content(int projects, int conversations) =>
        $"{Words.Count(projects, "project")} with {(conversations == 0 ? "no conversations" : Words.Count(conversations, "conversation"))}";

    /// <summary>The permission it needs, and why.</summary>
    public static string Takes(MovePreview preview) =>
        (preview.Legs.Any(leg => leg.ChangesDataOwner), preview.Legs.Any(leg => leg.ChangesPayer)) switch
        {
            (true, true) => "This changes whose data it is and who pays: only a handoff operator can do this, with a reason.",
            (true, false) => "This changes whose data it is: only a handoff operator can do this, with a reason.",
            (false, true) => "This changes who pays: only a handoff operator can do this, with a reason.",
            _ => "Ownership and billing: unchanged.",
        };

    /// <summary>"Anna, Bart and 3 more".</summary>
    public static string People(FewPeople people) =>
        people.Count == 0 ? "Nobody"
        : people.Count > people.Names.Count
            ? $"{string.Join(", ", people.Names)} and {Words.Number(people.Count - people.Names.Count)} more"
        : people.Names.Count == 1 ? people.Names[0]
        : $"{string.Join(", ", people.Names.SkipLast(1))} and {people.Names[^1]}";

    public static string Crossed(bool dataOwner, bool payer) => (dataOwner, payer) switch
    {
        (true, true) => "Data owner and payer changed",
        (true, false) => "Data owner changed",
        (false, true) => "Payer changed",
        _ => string.Empty,
    };

    public static string Done(ProjectsMoved moved) => $"Moved {Words.Count(moved.Projects, "project")} from {moved.From} to {moved.To}.";

}
