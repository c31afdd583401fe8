using System.Text.RegularExpressions;

namespace Partners.Console.Shell;

/// <summary>Keys and what they do.</summary>
/// <param name="Keys">For display: <c>g then o</c>, <c>Ctrl + K</c>, <c>↓ or ↑</c>.</param>
/// <param name="Command"> What <c>shortcuts.js</c> does: <see cref="Shortcuts.List"/>, <see cref="Shortcuts.Find"/>, or an address to open.
/// Null if another part of the page handles the keys. </param>
public sealed record Shortcut(string Keys, string Does, string? Command = null)
{
    private static readonly Regex s_between = new("(?<between> then | or | \\+ )", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>The keys as the script compares them: in order, separated by spaces.</summary>
    public string Pressed => Keys.Replace(" then ", " ", StringComparison.Ordinal);

    /// <summary>The keys and the words between them, in order.</summary>
    public IEnumerable<(string Word, bool IsKey)> Pieces =>
        s_between.Split(Keys).Select(piece => (piece.Trim(), !s_between.IsMatch(piece)));
}

/// <param name="Where">Where the shortcuts apply.</param>
public sealed record ShortcutGroup(string Where, IReadOnlyList<Shortcut> Shortcuts);

/// <summary>Every shortcut of the console. The dialog lists them, and the script reads its keys from the dialog.</summary>
public static class Shortcuts
{
    /// <summary>Opens the list of shortcuts.</summary>
    public const string List = "list";

    /// <summary>Moves the focus to the page's search box.</summary>
    public const string Find = "find";

    public static readonly IReadOnlyList<ShortcutGroup> Groups =
    [
        new("Everywhere",
        [
            new("?", "Show this list", List),
            new("Ctrl + K", "Search organisations, workspaces, deals and people"),
            new("/", "Go to the search box of the page", Find),
        ]),
        new("Go to", [.. SideNavigation.Entries.Select(entry => new Shortcut($"g then {entry.Letter}", entry.Text, entry.Href))]),
        new("On the board of external-led organisations",
        [
            new("Arrow keys", "From card to card"),
            new("Shift + ← or →", "Move the card to the next stage, or back"),
            new("Enter", "Open the card’s evidence"),
        ]),
        new("On a row’s or a card’s menu",
        [
            new("↓ or ↑", "Open it, and go from item to item"),
            new("Home or End", "The first or the last item"),
            new("Letters", "The next item that begins with them"),
            new("Escape", "Close it, back to its button"),
        ]),
        new("In a dialog", [new("Escape", "Close it without saving")]),
    ];
}
