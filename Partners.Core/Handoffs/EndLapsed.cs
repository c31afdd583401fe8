using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Outbox;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>
/// The transfer's step that ends for good what the partner's people had here until a day that has passed. Renewed or sent again, it would
/// be a way in once more (docs/product.md H31).
/// </summary>
internal static class EndLapsed
{
    public static async Task EndLapsedAsync(this Transfer transfer, CancellationToken cancel)
    {
        var (change, facts) = (transfer.Change, transfer.Facts);
        var people = facts.LapsedPeople.ToDictionary(person => person.MembershipId, person => person.Name);
        var memberships = await change.Db.WorkspaceMemberships
            .Where(found => people.Keys.Contains(found.Id))
            .OrderBy(found => found.Id)
            .ToListAsync(cancel);
        foreach (var membership in memberships)
        {
            var name = people[membership.Id];
            change.Record(
                AuditActions.PersonRemoved,
                membership.Subject(transfer.Workspace, name),
                new { membership.Role, membership.ExpiresAt },
                after: null,
                transfer.Why);
            membership.End(change.At);
            await change.CarryToPlatformAsync(
                membership.Item(transfer.Workspace, name),
                PlatformFields.DeletedAt,
                before: null,
                PlatformWords.Of(membership.DeletedAt),
                transfer.Why,
                cancel);
        }

        var ids = facts.LapsedInvites.Select(invite => invite.InviteId).ToList();
        var invites = await change.Db.WorkspaceInvites
            .Where(found => ids.Contains(found.Id))
            .OrderBy(found => found.Id)
            .ToListAsync(cancel);
        foreach (var invite in invites)
        {
            await change.RevokeAsync(invite, transfer.Workspace, transfer.Why, cancel);
        }
    }
}
