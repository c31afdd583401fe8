using Partners.Core.Access;

namespace Partners.Console.Access;

/// <summary>Display text for permissions, for the person who holds them.</summary>
internal static class Permissions
{
    private static readonly (Permission Permission, string Words)[] s_words =
    [
        (Permission.Read, "See everything"),
        (Permission.TogglePartner, "Make partners, and withdraw the status"),
        (Permission.ManageWorkspaces, "Look after external-client workspaces and their people"),
        (Permission.WorkPipeline, "Work the external-led pipeline"),
        (Permission.MoveProjects, "Move projects inside one data owner"),
        (Permission.EditLedger, "Record deals and payouts, close months"),
        (Permission.Transfer, "Hand workspaces off, move projects across data owners"),
    ];

    public static IEnumerable<string> Held(Staff staff) => s_words.Where(entry => staff.May(entry.Permission)).Select(entry => entry.Words);
}
