using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Handoffs;
using Partners.Core.Moves;
using Partners.Core.Workspaces;

namespace Partners.Console.Workspaces;

/// <summary>What can be done with a workspace, a person in it and an invite, as data.</summary>
public static class WorkspaceMenu
{
    public static IReadOnlyList<KebabItem> ForRow(WorkspaceRow row, Staff who) =>
    [
        new("Open", Href: WorkspaceAddresses.Of(row.Id)),
        new(
            "Move projects…",
            Href: MoveAddresses.New(row.Id),
            DisabledReason: who.May(Permission.MoveProjects) ? null : new NotPermitted(Permission.MoveProjects).Sentence),
        HandoffMenuItem.Of(
            "Hand off…",
            row.Id,
            who,
            row.UsageContext == UsageContext.External ? null : new OnlyClientsAreHandedOff().Sentence),
        new("Moves", Href: MoveAddresses.Of(new MoveQuery(WorkspaceId: row.Id))),
        new("Audit trail", Href: WorkspaceAddresses.Of(row.Id, WorkspaceAddresses.AuditTab)),
    ];

    public static IReadOnlyList<KebabItem> ForPerson(Staff who, Func<Task> changeRole, Func<Task> remove, Func<Task> putOnSide) =>
        [
            new("Change role…", OnClick: changeRole, DisabledReason: Refused(who)),
            new(
                "Whose side…",
                OnClick: putOnSide,
                DisabledReason: who.May(Permission.Transfer) ? null : new NotPermitted(Permission.Transfer).Sentence),
            new("Remove…", OnClick: remove, DisabledReason: Refused(who)),
        ];

    /// <param name="again">Opens the same invite for its whole time again.</param>
    /// <param name="anew">Opens the dialog, for another role.</param>
    public static IReadOnlyList<KebabItem> ForInvite(
        InviteIntoWorkspace invite,
        Staff who,
        Func<Task> again,
        Func<Task> anew,
        Func<Task> revoke) =>
        invite.IsOpen
            ?
            [
                new("Send again", OnClick: again, DisabledReason: Refused(who)),
                new("Revoke…", OnClick: revoke, DisabledReason: Refused(who)),
            ]
            :
            [
                new("Send again", OnClick: again, DisabledReason: Refused(who)),
                new("Invite anew…", OnClick: anew, DisabledReason: Refused(who)),
                new("Revoke…", OnClick: revoke, DisabledReason: Refused(who)),
            ];

    private static string? Refused(Staff who) =>
        who.May(Permission.ManageWorkspaces) ? null : new NotPermitted(Permission.ManageWorkspaces).Sentence;
}
