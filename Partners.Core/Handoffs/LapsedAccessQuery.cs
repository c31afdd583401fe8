using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>What the partner's people had in a workspace until a day that has passed (docs/product.md H31).</summary>
internal static class LapsedAccessQuery
{
    public static async Task<IReadOnlyList<LapsedFact>> PeopleAsync(
        PartnersDb db,
        Guid workspaceId,
        SidesOfWorkspace sides,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var lapsed = await db.WorkspaceMemberships.AsNoTracking()
            .Where(membership => membership.WorkspaceId == workspaceId && membership.DeletedAt == null && membership.ExpiresAt <= now)
            .Join(
                db.People,
                membership => membership.PersonId,
                person => person.Id,
                (membership, person) => new { membership, person })
            .OrderBy(found => found.person.DisplayName)
            .ThenBy(found => found.membership.Id)
            .ToListAsync(cancel);
        return
        [
            .. lapsed.Where(found => sides.IsPartner(found.person.Id, found.person.EmailKey)).Select(found => new LapsedFact(
                found.membership.Id,
                found.person.DisplayName,
                found.person.Email,
                found.membership.Role,
                found.membership.ExpiresAt!.Value)),
        ];
    }

    public static async Task<IReadOnlyList<LapsedInviteFact>> InvitesAsync(
        PartnersDb db,
        Guid workspaceId,
        SidesOfWorkspace sides,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var lapsed = await db.WorkspaceInvites.AsNoTracking()
            .Where(invite => invite.WorkspaceId == workspaceId
                && invite.AcceptedAt == null
                && invite.DeletedAt == null
                && invite.ExpiresAt <= now)
            .OrderBy(invite => invite.EmailKey)
            .ThenBy(invite => invite.Id)
            .ToListAsync(cancel);
        return
        [
            .. lapsed.Where(invite => sides.IsPartner(personId: null, invite.EmailKey))
                .Select(invite => new LapsedInviteFact(invite.Id, invite.Email, invite.Role, invite.ExpiresAt!.Value)),
        ];
    }
}
