using Partners.Core.Workspaces;

namespace Partners.Console.Workspaces;

/// <summary>The addresses of this capability.</summary>
public static class WorkspaceAddresses
{
    internal const string LogoPattern = "/workspaces/{workspaceId:guid}/logo/{logoId:guid}";

    public static string Of(Guid id) => $"/workspaces/{id}";

    /// <summary>What is there never changes: another logo has another address.</summary>
    public static string LogoOf(Guid workspaceId, Guid logoId) => LogoAddress.Of(workspaceId, logoId);
}
