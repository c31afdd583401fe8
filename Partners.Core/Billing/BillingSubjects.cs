using Partners.Core.Audit;
using Partners.Core.Workspaces;

namespace Partners.Core.Billing;

/// <summary>How the audit trail names billing accounts.</summary>
public static class BillingSubjects
{
    public const string Account = "billing-account";

    internal static AuditSubject Subject(this BillingAccount account, Workspace workspace) => new(
        Account,
        account.Id.ToString(),
        WorkspaceSubjects.Within(account.Label, workspace),
        workspace.OrganisationId,
        account.Version,
        workspace.Id);
}
