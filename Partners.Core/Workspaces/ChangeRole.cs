using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;

namespace Partners.Core.Workspaces;

/// <param name="VersionSeen">The membership's version on the page the person acted on.</param>
public sealed record ChangeRole(Guid RequestId, Guid MembershipId, int VersionSeen, WorkspaceRole Role, string? Reason);

public sealed record HasRoleAlready(string Name, WorkspaceRole Role)
    : Refusal($"{Name} has the role {Role.ToString().ToLowerInvariant()} already.", "Role");

public sealed partial class WorkspacePeople
{
    /// <summary>Changes someone's role. Refused if they have left, if they may not have the role, and for the last owner.</summary>
    public Task<Outcome<RoleChanged>> ChangeRoleAsync(Staff who, ChangeRole command, CancellationToken cancel) =>
        OfPersonAsync<RoleChanged>(
            who,
            command.RequestId,
            nameof(ChangeRole),
            command.MembershipId,
            command.VersionSeen,
            command.Reason,
            async (change, found, reason, token) =>
            {
                var (membership, workspace, name) = found;
                if (membership.Role == command.Role)
                {
                    return new HasRoleAlready(name, command.Role);
                }

                var candidate = new RoleCandidate(
                    name,
                    await BelongsAsync(change.Db, workspace, person => person.Id == membership.PersonId, token));
                Refusal?[] refused =
                [
                    .. RoleRules.Refuse(command.Role, workspace.UsageContext, candidate, who),
                    RoleRules.RefuseWithoutOwner(name, membership.Role, command.Role, await OwnersAsync(change, workspace, token)),
                ];
                if (refused.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
                {
                    return Outcome<RoleChanged>.Refused(refusals);
                }

                var before = membership.Role;
                var subject = membership.Subject(workspace, name);
                membership.ChangeRole(command.Role);
                var isMember = await change.CrossAsync(workspace, membership, name, before, reason, token);
                change.Record(
                    AuditActions.RoleChanged,
                    subject,
                    isMember is null ? new { Role = before } : new { Role = before, InOrganisation = !isMember },
                    isMember is null ? new { command.Role } : new { command.Role, InOrganisation = isMember },
                    reason);
                await change.CarryToPlatformAsync(
                    membership.Item(workspace, name),
                    PlatformFields.Role,
                    PlatformWords.Of(PlatformWorkspaceWords.Roles, before),
                    PlatformWords.Of(PlatformWorkspaceWords.Roles, membership.Role),
                    reason,
                    token);
                return new RoleChanged(membership.Id, name, before, membership.Role);
            },
            cancel);
}
