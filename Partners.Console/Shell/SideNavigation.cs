using MudBlazor;

namespace Partners.Console.Shell;

/// <summary>An entry of the side navigation.</summary>
/// <param name="Icon">The content of an SVG.</param>
/// <param name="Letter">Opens it when pressed after <c>g</c>.</param>
public sealed record NavigationEntry(string Text, string Href, string Icon, char Letter);

/// <summary>The side navigation's entries, in order. A new capability adds its line here.</summary>
public static class SideNavigation
{
    public static readonly IReadOnlyList<NavigationEntry> Entries =
    [
        new("Today", "/", Icons.Material.Outlined.CalendarToday, 't'),
        new("Organisations", "/organisations", Icons.Material.Outlined.Apartment, 'o'),
        new("Referral ledger", "/ledger", Icons.Material.Outlined.Percent, 'l'),
        new("External-led", "/external-led", Icons.Material.Outlined.TrendingUp, 'e'),
        new("Handoffs", "/handoffs", Icons.Material.Outlined.Output, 'h'),
        new("Moves", "/moves", Icons.Material.Outlined.DriveFileMove, 'm'),
        new("Billing", "/billing", Icons.Material.Outlined.Payments, 'b'),
        new("Mail", "/mail", Icons.Material.Outlined.Mail, 'i'),
        new("Audit trail", "/audit", Icons.Material.Outlined.History, 'a'),
        new("Platform", "/platform", Icons.Material.Outlined.SyncAlt, 'p'),
    ];
}
