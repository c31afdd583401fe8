using Partners.Console.Shell;
using Partners.Core.Branding;

namespace Partners.Console.Links;

/// <summary>The addresses of workspaces.</summary>
public static class WorkspaceAddresses
{
    public const string ProjectsTab = "projects";
    public const string AuditTab = "audit";

    internal const string LogoPattern = "/workspaces/{workspaceId:guid}/logo/{logoId:guid}";

    public static string Of(Guid id, string? tab = null, int page = PageNumber.First) =>
        $"/workspaces/{id}{(tab is null ? null : $"?tab={tab}")}{(PageNumber.Write(page) is { } number ? $"&page={number}" : null)}";

    /// <summary>Its content never changes: another logo has another address.</summary>
    public static string LogoOf(Guid workspaceId, Guid logoId) => LogoAddress.Of(workspaceId, logoId);
}
