using Partners.Core.Workspaces;

namespace Partners.Core.Platform.Import.Collections;

/// <summary>Which workspace roles are valid, in memberships and in invites.</summary>
internal static class WorkspaceRoles
{
    /// <summary>Observers exist only in external-client workspaces (docs/product.md W11).</summary>
    public static string? Refuse(
        WorkspaceRole role,
        bool isInForce,
        Guid workspaceId,
        IReadOnlyDictionary<Guid, UsageContext> workspaces) =>
        !workspaces.TryGetValue(workspaceId, out var context) ? Parents.Unknown("workspace", "workspace_id", workspaceId)
        : role == WorkspaceRole.Observer && isInForce && context == UsageContext.Internal
            ? $"An observer cannot be in an internal workspace ({workspaceId})."
        : null;
}
