using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Moves;

// A refused move changes nothing. Fields are those of MoveProjects.

public sealed record NothingChosen() : Refusal("Choose at least one project.", nameof(MoveProjects.Sources));

public sealed record TargetMissing() : Refusal("Choose the workspace to move to.", nameof(MoveProjects.TargetId));

public sealed record NoSuchTarget()
    : Refusal(
        "The workspace to move to no longer exists. Choose another.",
        nameof(MoveProjects.TargetId));

public sealed record NoSuchSource()
    : Refusal(
        "A workspace that you chose projects from no longer exists.",
        nameof(MoveProjects.Sources));

public sealed record WorkspaceIsEmpty(string Name) : Refusal($"There are no projects in {Name}.", nameof(MoveProjects.Sources));

public sealed record SameWorkspace(string Name)
    : Refusal($"The projects chosen from {Name} are there already. Choose another workspace for them.", nameof(MoveProjects.TargetId));

public sealed record ProjectsUnknown(int Count)
    : Refusal(
        Count == 1
            ? "A project that you chose no longer exists."
            : $"{Count:N0} chosen projects are not there. They may have been removed on the platform.",
        nameof(MoveProjects.Sources));

public sealed record ProjectsDeleted(string First, int Count)
    : Refusal($"{Several.Of(First, Count)} {(Count == 1 ? "was" : "were")} deleted on the platform.", nameof(MoveProjects.Sources));

public sealed record ProjectsAlreadyThere(string First, int Count, string Target)
    : Refusal($"{Several.Of(First, Count)} {(Count == 1 ? "is" : "are")} in {Target} already.", nameof(MoveProjects.Sources));

/// <param name="Moved">Who last moved the first one, as a sentence; null if no move is known.</param>
public sealed record ProjectsMovedMeanwhile(string First, int Count, string Seen, string Now, string? Moved)
    : Refusal(
        $"{Several.Of(First, Count)} {(Count == 1 ? "is" : "are")} not in {Seen} any more: {First} is in "
            + $"{Now}.{(Moved is null ? null : $" {Moved}")}",
        nameof(MoveProjects.Sources));

public sealed record NoSuchMove() : Refusal("There is no such move.");

public sealed record OriginWorkspaceDeleted(string Name)
    : Refusal($"The projects cannot go back: {Name}, where they came from, was removed on the platform.");

/// <summary>A project of an earlier move is elsewhere by now.</summary>
public sealed record MovedOn(string First, int Count, string Now, string? Moved)
    : Refusal(
        $"{Several.Of(First, Count)} {(Count == 1 ? "was" : "were")} moved on since: {First} is in "
            + $"{Now}.{(Moved is null ? null : $" {Moved}")}");

public sealed record DeletedSince(string First, int Count)
    : Refusal($"{Several.Of(First, Count)} {(Count == 1 ? "was" : "were")} deleted on the platform since.");

public sealed record PreviewNotSeen() : Refusal("Check what the move does first.");

internal static class Several
{
    public static string Of(string first, int count) => count switch
    {
        1 => first,
        2 => $"{first} and 1 more project",
        _ => $"{first} and {count - 1:N0} more projects",
    };

    public static string By(string name, DateTimeOffset at) => $"{name} moved it on {at.DayInAmsterdam():d MMM yyyy}.";
}
