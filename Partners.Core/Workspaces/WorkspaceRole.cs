namespace Partners.Core.Workspaces;

/// <summary>The six roles of a workspace. Observer and external are outside collaborators.</summary>
public enum WorkspaceRole
{
    Owner,
    Admin,
    Member,
    Billing,

    /// <summary>A paid seat for an outside collaborator who does real work.</summary>
    External,

    /// <summary>Free and read-only; exists only in external-client workspaces.</summary>
    Observer,
}
