using Partners.Console.Shell;

namespace Partners.Console.Workspaces;

/// <summary>The addresses of a workspace.</summary>
public static class WorkspaceAddresses
{
    public const string ProjectsTab = "projects";
    public const string AuditTab = "audit";

    public static string Of(Guid id, string? tab = null, int page = PageNumber.First) =>
        $"/workspaces/{id}{(tab is null ? null : $"?tab={tab}")}{(PageNumber.Write(page) is { } number ? $"&page={number}" : null)}";
}
