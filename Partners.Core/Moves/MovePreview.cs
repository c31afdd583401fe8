using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Core.Moves;

/// <summary>Some people by name, and how many there are.</summary>
/// <param name="Names">The first few by name.</param>
public sealed record FewPeople(IReadOnlyList<string> Names, int Count)
{
    public const int Named = 8;
}

/// <summary>What one way of a move does.</summary>
/// <param name="Gains">Who can see the projects afterwards, and could not before.</param>
/// <param name="Loses">Who can see them now, and cannot afterwards.</param>
public sealed record MoveLegPreview(MovePlace From, MovePlace To, int Projects, int Conversations, bool ChangesDataOwner, bool ChangesPayer, FewPeople Gains, FewPeople Loses);

/// <summary>What a move would do, as things stand.</summary>
/// <param name="Refusals">What stands against it whoever asks; then there is nothing else.</param>
/// <param name="Needs">The permission that it takes.</param>
/// <param name="Stated">Goes back with the command: what the person decided from.</param>
public sealed record MovePreview(IReadOnlyList<Refusal> Refusals, IReadOnlyList<MoveLegPreview> Legs, Permission Needs, MoveStated? Stated)
{
    public int Projects => Legs.Sum(leg => leg.Projects);

    public int Conversations => Legs.Sum(leg => leg.Conversations);

    public bool AsksReason => Needs == Permission.Transfer;
}

/// <summary>What a preview said. A move that would do something else by now is not made.</summary>
/// <param name="Facts">Canonical JSON.</param>
public sealed record MoveStated(string Facts, DateTimeOffset At);

/// <summary>How far a move is.</summary>
public sealed record MoveProgress(int Done, int Of);
