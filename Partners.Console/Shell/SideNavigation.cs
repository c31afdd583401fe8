namespace Partners.Console.Shell;

/// <summary>An entry of the side navigation.</summary>
/// <param name="Icon">A name from Material Symbols.</param>
public sealed record NavigationEntry(string Text, string Href, string Icon);

/// <summary>What stands in the side navigation, in order. A new capability adds its line here.</summary>
public static class SideNavigation
{
    public static readonly IReadOnlyList<NavigationEntry> Entries =
    [
        new("Today", "/", "today"),
        new("Organisations", "/organisations", "domain"),
        new("Referral ledger", "/ledger", "handshake"),
        new("External-led", "/external-led", "moving"),
        new("Handoffs", "/handoffs", "key"),
        new("Moves", "/moves", "drive_file_move"),
        new("Billing", "/billing", "payments"),
        new("Audit trail", "/audit", "history"),
        new("Platform", "/platform", "sync_alt"),
    ];
}
