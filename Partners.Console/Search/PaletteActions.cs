using MudBlazor;
using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Search;
using Partners.Core.Values;

namespace Partners.Console.Search;

/// <summary>Actions and pages that the palette offers from anywhere. A new action is one line here.</summary>
internal static class PaletteActions
{
    private static readonly (Permission Needs, PaletteOption Option)[] s_actions =
    [
        (
            Permission.TogglePartner,
            new("Make partner…", "Asks which organisation", Icons.Material.Outlined.Handshake) { Action = PaletteAction.MakePartner }),
        (
            Permission.EditLedger,
            new("Add deal…", "Record a referral deal", Icons.Material.Outlined.AddCircleOutline) { Action = PaletteAction.AddDeal }),
        (
            Permission.MoveProjects,
            new("Move projects…", "To another workspace", Icons.Material.Outlined.DriveFileMove) { Href = MoveAddresses.New() }),
        (
            Permission.WorkPipeline,
            new("Refresh signals", "Read the signals of all clients that changed", Icons.Material.Outlined.Refresh)
            {
                Action = PaletteAction.RefreshSignals,
            }),
        (
            Permission.Read,
            new("Switch theme", "Between light and dark", Icons.Material.Outlined.Contrast) { Action = PaletteAction.SwitchTheme }),
    ];

    private static readonly IReadOnlyList<PaletteOption> s_pages = [.. SideNavigation.Entries.Select(entry => new PaletteOption(
        entry.Text,
        "Page",
        entry.Icon)
    {
        Href = entry.Href,
    })];

    /// <summary>Only the actions that the person may use.</summary>
    public static PaletteGroup Of(Staff staff) =>
        new("Actions", [.. s_actions.Where(action => staff.May(action.Needs)).Select(action => action.Option)]);

    public static PaletteGroup Pages { get; } = new("Pages", s_pages);

    /// <summary>The matching actions and pages, and whether they rank above records: true if one of them begins with the text.</summary>
    public static (PaletteGroup? Group, bool IsLikely) Find(Staff staff, string text)
    {
        var key = SearchKey.Of(text);
        var found = Of(staff).Options.Concat(s_pages)
            .Select(option => (Option: option, Rank: MatchRanks.Of(option.Text, key)))
            .Where(option => option.Rank <= MatchRank.WordPrefix)
            .OrderBy(option => option.Rank)
            .ToList();
        return found.Count == 0
            ? (null, false)
            : (new("Actions and pages", [.. found.Select(option => option.Option)]), found[0].Rank <= MatchRank.Prefix);
    }
}
