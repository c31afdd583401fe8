using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Moves;

namespace Partners.Console.Moves;

/// <summary>What can be done with a completed move, as data.</summary>
public static class MoveMenu
{
    public static IReadOnlyList<KebabItem> For(MoveRow move, Staff who) =>
        [
            new("Open", Href: MoveAddresses.Of(move.Id)),
            new("Move back…", Href: MoveAddresses.Back(move.Id), DisabledReason: Refused(move, who)),
        ];

    /// <summary>Moving back crosses the same data owners and payers as the move did.</summary>
    public static Permission Needs(MoveRow move) =>
        move.CrossesDataOwner || move.CrossesPayer ? Permission.Transfer : Permission.MoveProjects;

    private static string? Refused(MoveRow move, Staff who) =>
        !who.May(Needs(move)) ? new NotPermitted(Needs(move)).Sentence : move.IsUndone ? MoveWords.UndoneAlready : null;
}
