namespace Partners.Core.Branding;

/// <summary>Where this console serves a logo. The platform change carries it, so that the platform can fetch the file.</summary>
public static class LogoAddress
{
    /// <summary>Without a host, which the core does not know.</summary>
    public static string Of(Guid workspaceId, Guid logoId) => $"/workspaces/{workspaceId}/logo/{logoId}";
}
