namespace Partners.Core.Branding;

/// <summary>Where this console serves a logo. A change to carry to the platform says it, so that the file can be fetched.</summary>
public static class LogoAddress
{
    /// <summary>Without the console's own host, which is not known here.</summary>
    public static string Of(Guid workspaceId, Guid logoId) => $"/workspaces/{workspaceId}/logo/{logoId}";
}
