namespace Partners.Core.Branding;

/// <summary>Where this console serves a logo.</summary>
public static class LogoAddress
{
    /// <summary>Without a host, which the core does not know.</summary>
    public static string Of(Guid workspaceId, Guid logoId) => $"/workspaces/{workspaceId}/logo/{logoId}";
}
