using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Core.Moves;

/// <summary>The first few people by name, and how many there are.</summary>
/// <param name="Names">At most <see cref="Named"/>, by name.</param>
public sealed record FewPeople(IReadOnlyList<string> Names, int Count)
{
    public const int Named = 8;
}

/// <summary>What one leg of a move does.</summary>
/// <param name="Gains">Who can see the projects afterwards and cannot now.</param>
/// <param name="Loses">Who can see them now and cannot afterwards.</param>
public sealed record MoveLegPreview(
    MovePlace From,
    MovePlace To,
    int Projects,
    int Conversations,
    bool ChangesDataOwner,
    bool ChangesPayer,
    FewPeople Gains,
    FewPeople Loses);

/// <summary>What a move would do now.</summary>
/// <param name="Refusals">What blocks it for anyone; if there are any, the rest is empty.</param>
/// <param name="Needs">The permission it takes.</param>
/// <param name="Stated">What the person decided from; the command sends it back.</param>
public sealed record MovePreview(
    IReadOnlyList<Refusal> Refusals,
    IReadOnlyList<MoveLegPreview> Legs,
    Permission Needs,
    PreviewedMove? Stated)
{
    public int Projects => Legs.Sum(leg => leg.Projects);

    public int Conversations => Legs.Sum(leg => leg.Conversations);

    public bool AsksReason => Needs == Permission.Transfer;
}

/// <summary>What a preview said. The move is refused if it would now do something else.</summary>
/// <param name="Facts">Canonical JSON.</param>
public sealed record PreviewedMove(string Facts, DateTimeOffset At);

public sealed record MoveProgress(int Done, int Of);
