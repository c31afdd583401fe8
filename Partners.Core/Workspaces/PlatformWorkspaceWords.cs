namespace Partners.Core.Workspaces;

/// <summary>The platform's words for workspaces and the roles in them, as its exports have them and as changes carry them to it.</summary>
internal static class PlatformWorkspaceWords
{
    public static readonly IReadOnlyDictionary<string, WorkspaceRole> Roles = new Dictionary<string, WorkspaceRole>(StringComparer.Ordinal)
    {
        ["owner"] = WorkspaceRole.Owner,
        ["admin"] = WorkspaceRole.Admin,
        ["billing"] = WorkspaceRole.Billing,
        ["member"] = WorkspaceRole.Member,
        ["external"] = WorkspaceRole.External,
        ["observer"] = WorkspaceRole.Observer,

        // Before there were observers and externals. Read only: Of answers the first word.
        ["viewer"] = WorkspaceRole.Member,
    };

    public static readonly IReadOnlyDictionary<string, UsageContext> Contexts = new Dictionary<string, UsageContext>(StringComparer.Ordinal)
    {
        ["internal"] = UsageContext.Internal,
        ["external"] = UsageContext.External,
    };

    public static readonly IReadOnlyDictionary<string, PlatformHandoff> Handoffs =
        new Dictionary<string, PlatformHandoff>(StringComparer.Ordinal)
        {
            ["pending"] = PlatformHandoff.Pending,
            ["completed"] = PlatformHandoff.Completed,
        };

    public static readonly IReadOnlyDictionary<string, WorkspaceVisibility> Visibilities =
        new Dictionary<string, WorkspaceVisibility>(StringComparer.Ordinal)
        {
            ["open_to_organisation"] = WorkspaceVisibility.OpenToOrganisation,
            ["invite_only"] = WorkspaceVisibility.InviteOnly,
            ["private"] = WorkspaceVisibility.Private,
        };
}
