using Partners.Core.Audit;
using Partners.Core.Outbox;

namespace Partners.Core.Workspaces;

/// <summary>How workspaces and their records are named in the audit trail.</summary>
public static class WorkspaceSubjects
{
    public const string Workspace = "workspace";
    public const string Membership = "workspace-membership";
    public const string Side = "workspace-side";
    public const string Flow = "project-webhook";
    public const string Invite = "workspace-invite";

    /// <summary>Carries the version that this change will save.</summary>
    internal static AuditSubject Subject(this Workspace workspace, bool isNew = false) =>
        new(
            Workspace,
            workspace.Id.ToString(),
            workspace.Name,
            workspace.OrganisationId,
            isNew ? workspace.Version : workspace.Version + 1,
            workspace.Id);

    internal static AuditSubject Subject(this WorkspaceMembership membership, Workspace workspace, string person, bool isNew = false) =>
        new(
            Membership,
            membership.Id.ToString(),
            Within(person, workspace),
            workspace.OrganisationId,
            isNew ? membership.Version : membership.Version + 1,
            workspace.Id);

    internal static AuditSubject Subject(this WorkspaceInvite invite, Workspace workspace) =>
        new(Invite, invite.Id.ToString(), Within(invite.Email, workspace), workspace.OrganisationId, Version: null, workspace.Id);

    internal static PlatformItem Item(this Workspace workspace) => new(PlatformFields.Workspace, workspace.Id.ToString(), workspace.Name);

    internal static PlatformItem Item(this WorkspaceMembership membership, Workspace workspace, string person) =>
        new(PlatformFields.WorkspaceMembership, membership.Id.ToString(), Within(person, workspace));

    internal static PlatformItem Item(this WorkspaceInvite invite, Workspace workspace) =>
        new(PlatformFields.WorkspaceInvite, invite.Id.ToString(), Within(invite.Email, workspace));

    /// <summary>A workspace's state for the audit trail.</summary>
    internal static object State(this Workspace workspace) => new
    {
        workspace.Name,
        workspace.UsageContext,
        workspace.DataOwnerName,
        workspace.DataOwnerEmail,
        workspace.PartnerAgreementAcceptedAt,
        PartnerAgreementAcceptedBy = workspace.PartnerAgreementAcceptedByName,
    };

    internal static string Within(string who, Workspace workspace) => $"{who} in {workspace.Name}";
}
