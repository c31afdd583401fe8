using Partners.Core.Audit;

namespace Partners.Console.Audit;

/// <summary>What somebody did to a person's access to a workspace.</summary>
internal static class PeopleSentences
{
    private const string Within = " in ";

    /// <param name="name">"Fatima Dijkstra in Woonvisie": the person and the workspace.</param>
    public static string Of(string action, string name, EntryFacts before, EntryFacts after)
    {
        var change = FromTo.Of(before.Text("role"), after.Text("role"));
        var role = after.Text("role") is { } becomes ? $" as {becomes}" : null;
        if (Parts(name) is not (var person, var workspace))
        {
            return action switch
            {
                AuditActions.PersonAdded => $"gave {name} access",
                AuditActions.PersonInvited => $"invited {name}",
                AuditActions.InviteSentAgain => $"sent the invite of {name} again",
                AuditActions.PutOnSide => $"said whose side {name} is on{After(after)}",
                AuditActions.AccessLimited => $"set the end of the access of {name}",
                AuditActions.InviteRevoked => $"revoked the invite of {name}",
                AuditActions.InviteChanged => $"changed the invite of {name}{change}",
                AuditActions.RoleChanged => $"changed {name}{change}",
                _ => $"removed the access of {name}",
            };
        }

        return action switch
        {
            AuditActions.PersonAdded => $"added {person} to {workspace}{role}",
            AuditActions.PersonInvited => $"invited {person} to {workspace}{role}",
            AuditActions.InviteSentAgain => $"sent the invite of {person} to {workspace} again",
            AuditActions.PutOnSide => $"said whose side {person} is on in {workspace}{After(after)}",
            AuditActions.AccessLimited => $"set the end of the access of {person} to {workspace}",
            AuditActions.InviteRevoked => $"revoked the invite of {person} to {workspace}",
            AuditActions.InviteChanged => $"changed the invite of {person} to {workspace}{change}",
            AuditActions.RoleChanged => $"changed {person}{change} in {workspace}",
            _ => $"removed {person} from {workspace}",
        };
    }

    private static string After(EntryFacts after) => after.Text("side") is { } side ? $": {side}" : ": as its address and memberships say";

    /// <summary>Null if the text can be split in more than one way: people are called In 't Veld, and workspaces Wonen in Ede.</summary>
    private static (string Person, string Workspace)? Parts(string name)
    {
        var at = name.IndexOf(Within, StringComparison.OrdinalIgnoreCase);
        return at > 0 && at == name.LastIndexOf(Within, StringComparison.OrdinalIgnoreCase)
            ? (name[..at], name[(at + Within.Length)..])
            : null;
    }
}
