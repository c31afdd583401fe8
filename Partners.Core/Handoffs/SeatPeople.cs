using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Outbox;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>The transfer's step that gives everyone with access the role decided for them, or ends their access.</summary>
internal static class SeatPeople
{
    public static async Task SeatPeopleAsync(this Transfer transfer, CancellationToken cancel)
    {
        var (change, workspace, why) = (transfer.Change, transfer.Workspace, transfer.Why);
        var plans = transfer.Plan.People.ToDictionary(person => person.MembershipId);
        var memberships = await change.Db.WorkspaceMemberships
            .Where(found => found.WorkspaceId == transfer.Handoff.WorkspaceId && found.DeletedAt == null)
            .ToDictionaryAsync(found => found.Id, cancel);
        foreach (var person in transfer.Facts.People)
        {
            var (membership, plan) = (memberships[person.MembershipId], plans[person.MembershipId]);
            var role = plan.Role;
            if (role is null)
            {
                change.Record(
                    AuditActions.PersonRemoved,
                    membership.Subject(workspace, person.Name),
                    new { membership.Role },
                    after: null,
                    why);
                membership.End(change.At);
                await change.CarryToPlatformAsync(
                    membership.Item(workspace, person.Name),
                    PlatformFields.DeletedAt,
                    before: null,
                    PlatformWords.Of(membership.DeletedAt),
                    why,
                    cancel);
            }
            else if (role != membership.Role)
            {
                change.Record(
                    AuditActions.RoleChanged,
                    membership.Subject(workspace, person.Name),
                    new { membership.Role },
                    new { Role = role },
                    why);
                var earlier = membership.Role;
                membership.ChangeRole(role.Value);
                await change.CarryToPlatformAsync(
                    membership.Item(workspace, person.Name),
                    PlatformFields.Role,
                    PlatformWords.Of(PlatformWorkspaceWords.Roles, earlier),
                    PlatformWords.Of(PlatformWorkspaceWords.Roles, membership.Role),
                    why,
                    cancel);
            }

            if (role is { } kept && kept.IsInside())
            {
                await change.SeatInOrganisationAsync(transfer.Client.Id, membership.PersonId, person.Name, why, cancel);
            }

            if (role is not null && person.IsOfPartner && plan.Until is { } until)
            {
                await transfer.LimitAsync(membership, person.Name, until, cancel);
            }
        }
    }

    private static async Task LimitAsync(
        this Transfer transfer,
        WorkspaceMembership membership,
        string person,
        DateOnly until,
        CancellationToken cancel)
    {
        var (change, workspace, why) = (transfer.Change, transfer.Workspace, transfer.Why);
        var (before, earlier) = (new { membership.ExpiresAt }, PlatformWords.Of(membership.ExpiresAt));
        membership.Limit(KeptOnPurpose.EndOf(until));
        change.Record(
            AuditActions.AccessLimited,
            membership.Subject(workspace, person),
            before,
            new { membership.ExpiresAt },
            why);
        await change.CarryToPlatformAsync(
            membership.Item(workspace, person),
            PlatformFields.ExpiresAt,
            earlier,
            PlatformWords.Of(membership.ExpiresAt),
            why,
            cancel);
    }
}
