using Partners.Core.Workspaces;

namespace Partners.Core.Platform.Import.Collections;

/// <summary>The platform's words for the roles of a workspace, in memberships and in invites.</summary>
internal static class WorkspaceRoles
{
    public static readonly IReadOnlyDictionary<string, WorkspaceRole> Words = new Dictionary<string, WorkspaceRole>(StringComparer.Ordinal)
    {
        ["owner"] = WorkspaceRole.Owner,
        ["admin"] = WorkspaceRole.Admin,
        ["billing"] = WorkspaceRole.Billing,
        ["member"] = WorkspaceRole.Member,
        ["external"] = WorkspaceRole.External,
        ["observer"] = WorkspaceRole.Observer,

        // Before there were observers and externals.
        ["viewer"] = WorkspaceRole.Member,
    };

    /// <summary>Observers exist only where a client looks on (seeds/partner-program.txt).</summary>
    public static string? Refuse(WorkspaceRole role, bool isInForce, Guid workspaceId, IReadOnlyDictionary<Guid, UsageContext> workspaces) =>
        !workspaces.TryGetValue(workspaceId, out var context) ? Parents.Unknown("workspace", "workspace_id", workspaceId)
        : role == WorkspaceRole.Observer && isInForce && context == UsageContext.Internal ? $"An observer cannot be in an internal workspace ({workspaceId})."
        : null;
}
