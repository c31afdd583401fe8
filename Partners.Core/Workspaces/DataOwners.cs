using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>Loads the state of data owners.</summary>
internal static class DataOwners
{
    /// <summary>By workspace, in three queries however many there are.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DataOwnerHealth>> HealthAsync(
        PartnersDb db,
        IReadOnlyCollection<(Guid WorkspaceId, string Email)> owners,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        if (owners.Count == 0)
        {
            return new Dictionary<Guid, DataOwnerHealth>();
        }

        var workspaces = owners.Select(owner => owner.WorkspaceId).ToList();
        var keys = owners.Select(owner => EmailAddress.Key(owner.Email)).Distinct(StringComparer.Ordinal).ToList();
        var people = await db.People.AsNoTracking()
            .Where(person => keys.Contains(person.EmailKey))
            .Select(person => new
            {
                person.Id,
                person.EmailKey,
                LastSignIn = db.Activities
                    .Where(activity => activity.DirectusUserId == person.DirectusUserId && activity.Action == Activity.SignIn)
                    .Max(activity => (DateTimeOffset?)activity.At),
            })
            .ToListAsync(cancel);
        var ids = people.ConvertAll(person => person.Id);
        var memberships = await db.WorkspaceMemberships.AsNoTracking()
            .Where(membership => workspaces.Contains(membership.WorkspaceId) && ids.Contains(membership.PersonId))
            .ToListAsync(cancel);
        var invites = await db.WorkspaceInvites.AsNoTracking()
            .Where(invite => workspaces.Contains(invite.WorkspaceId) && keys.Contains(invite.EmailKey))
            .ToListAsync(cancel);

        return owners.ToDictionary(owner => owner.WorkspaceId, owner =>
        {
            var key = EmailAddress.Key(owner.Email);
            var named = people.Where(person => person.EmailKey == key).ToList();
            return DataOwnerHealth.Of(
                [.. memberships.Where(membership =>
                    membership.WorkspaceId == owner.WorkspaceId && named.Exists(person => person.Id == membership.PersonId))],
                [.. invites.Where(invite => invite.WorkspaceId == owner.WorkspaceId && invite.EmailKey == key)],
                named.Max(person => person.LastSignIn),
                now);
        });
    }

    /// <summary>Each person's last sign-in; people who never signed in are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DateTimeOffset>> SignInsAsync(
        PartnersDb db,
        IReadOnlyCollection<Guid> directusUserIds,
        CancellationToken cancel) =>
        await db.Activities.AsNoTracking()
            .Where(activity =>
                activity.Action == Activity.SignIn
                && activity.DirectusUserId != null
                && directusUserIds.Contains(activity.DirectusUserId.Value))
            .GroupBy(activity => activity.DirectusUserId!.Value)
            .Select(signIns => new { Person = signIns.Key, Last = signIns.Max(activity => activity.At) })
            .ToDictionaryAsync(signIn => signIn.Person, signIn => signIn.Last, cancel);
}
