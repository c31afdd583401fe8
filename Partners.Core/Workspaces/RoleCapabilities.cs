namespace Partners.Core.Workspaces;

/// <summary>What someone can do in a workspace, by the platform's own distinctions.</summary>
public enum Capability
{
    ViewProjects,
    CreateProjects,
    EditProjects,
    DeleteProjects,
    Capture,
    ReadConversations,
    DeleteConversations,
    Chat,
    ViewReports,
    GenerateReports,
    PublishReports,
    ManagePeople,
    ChangeSettings,
    SeeUsage,
    SeeInvoices,
}

/// <summary>
/// What each role may do (docs/product.md W8, W9, W10). Observer and external follow the programme's terms, the other four dembrane's
/// public page on roles and permissions.
/// </summary>
public static class RoleCapabilities
{
    private static readonly IReadOnlyList<Capability> s_all = Enum.GetValues<Capability>();

    private static readonly Dictionary<WorkspaceRole, IReadOnlySet<Capability>> s_matrix = new()
    {
        [WorkspaceRole.Owner] = s_all.ToHashSet(),
        [WorkspaceRole.Admin] = s_all.ToHashSet(),
        [WorkspaceRole.Member] = s_all
            .Except([Capability.DeleteProjects, Capability.ManagePeople, Capability.ChangeSettings, Capability.SeeInvoices])
            .ToHashSet(),
        [WorkspaceRole.Billing] = new HashSet<Capability> { Capability.SeeUsage, Capability.SeeInvoices },
        [WorkspaceRole.External] = new HashSet<Capability>
        {
            Capability.ViewProjects,
            Capability.EditProjects,
            Capability.ReadConversations,
            Capability.Chat,
            Capability.ViewReports,
            Capability.GenerateReports,
        },
        [WorkspaceRole.Observer] = new HashSet<Capability>
        {
            Capability.ViewProjects,
            Capability.ReadConversations,
            Capability.ViewReports,
        },
    };

    public static bool May(this WorkspaceRole role, Capability capability) => s_matrix[role].Contains(capability);

    public static IReadOnlySet<Capability> Of(WorkspaceRole role) => s_matrix[role];
}
