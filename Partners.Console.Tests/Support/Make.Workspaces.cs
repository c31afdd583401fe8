using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Support;

internal static partial class Make
{
    public static Workspace Internal(Organisation organisation, string name = "Default", Guid? billingAccountId = null) =>
        new(
            Guid.CreateVersion7(),
            new(
                organisation.Id,
                name,
                UsageContext.Internal,
                null,
                null,
                null,
                billingAccountId,
                WorkspaceVisibility.OpenToOrganisation,
                null,
                null,
                FixedClock.Noon.AddMonths(-6),
                null));

    /// <summary>A workspace removed on the platform.</summary>
    public static Workspace Removed(Workspace workspace)
    {
        workspace.CopyFromPlatform(new(
            workspace.OrganisationId,
            workspace.Name,
            workspace.UsageContext,
            workspace.DataOwnerName,
            workspace.DataOwnerEmail,
            workspace.PartnerAgreementAcceptedAt,
            workspace.BillingAccountId,
            workspace.Visibility,
            workspace.LogoUrl,
            workspace.CreatedById,
            workspace.CreatedAt,
            FixedClock.Noon));
        return workspace;
    }

    public static Person Person(string name, string email) =>
        new(Guid.CreateVersion7(), Guid.CreateVersion7(), email, name, FixedClock.Noon.AddYears(-1));

    public static OrganisationMembership Belonging(
        Organisation organisation,
        Person person,
        OrganisationRole role = OrganisationRole.Owner,
        DateTimeOffset? leftAt = null) =>
        new(Guid.CreateVersion7(), organisation.Id, person.Id, role, FixedClock.Noon.AddYears(-1), leftAt);

    public static WorkspaceMembership Seat(Workspace workspace, Person person, WorkspaceRole role, DateTimeOffset? leftAt = null) =>
        new(Guid.CreateVersion7(), workspace.Id, person.Id, role, WorkspaceMembership.Direct, FixedClock.Noon.AddMonths(-3), leftAt);

    /// <param name="expiresAt">Null for an invite without an end.</param>
    public static WorkspaceInvite Invite(
        Workspace workspace,
        string email,
        WorkspaceRole role,
        DateTimeOffset? expiresAt = null,
        DateTimeOffset? acceptedAt = null,
        DateTimeOffset? revokedAt = null,
        DateTimeOffset? invitedAt = null) =>
        new(
            Guid.CreateVersion7(),
            new(workspace.Id, email, role, null, invitedAt ?? FixedClock.Noon.AddDays(-10), expiresAt, acceptedAt, revokedAt));
}
