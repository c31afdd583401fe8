namespace Partners.Console.Shell;

/// <summary>An entry of the side navigation.</summary>
/// <param name="Icon">A name from Material Symbols.</param>
/// <param name="Letter">Opens it when pressed after <c>g</c>.</param>
public sealed record NavigationEntry(string Text, string Href, string Icon, char Letter);

/// <summary>The side navigation's entries, in order. A new capability adds its line here.</summary>
public static class SideNavigation
{
    public static readonly IReadOnlyList<NavigationEntry> Entries =
    [
        new("Today", "/", "today", 't'),
        new("Organisations", "/organisations", "domain", 'o'),
        new("Referral ledger", "/ledger", "handshake", 'l'),
        new("External-led", "/external-led", "moving", 'e'),
        new("Handoffs", "/handoffs", "key", 'h'),
        new("Moves", "/moves", "drive_file_move", 'm'),
        new("Billing", "/billing", "payments", 'b'),
        new("Audit trail", "/audit", "history", 'a'),
        new("Platform", "/platform", "sync_alt", 'p'),
    ];
}
