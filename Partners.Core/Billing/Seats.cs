using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Billing;

/// <summary>The seats of one account.</summary>
/// <param name="People">Everybody with a paid role in one of its workspaces, each once.</param>
/// <param name="Invited">Open invites to a paid role, each address once, of people who do not take a seat already.</param>
public sealed record SeatCount(int People, int Invited)
{
    public static readonly SeatCount None = new(0, 0);

    public int All => People + Invited;
}

/// <summary>
/// "Observers are free; every other role is a paid seat; pending invites count as seats except observers" (PRODUCT.md,
/// section 2). A pooled account has one seat for a person in several of its workspaces.
/// </summary>
internal static class Seats
{
    /// <summary>Of each of the accounts; one without seats is left out. An invite that has expired counts no more.</summary>
    public static async Task<IReadOnlyDictionary<Guid, SeatCount>> OfAsync(PartnersDb db, IReadOnlyCollection<Guid> accounts, DateTimeOffset now, CancellationToken cancel)
    {
        // The condition is RoleRules.TakesSeat, in words that the database understands.
        var paid =
            from workspace in db.Workspaces.AsNoTracking()
            where workspace.BillingAccountId != null && accounts.Contains(workspace.BillingAccountId.Value) && workspace.DeletedAt == null
            join membership in db.WorkspaceMemberships on workspace.Id equals membership.WorkspaceId
            where membership.DeletedAt == null && membership.Role != WorkspaceRole.Observer
            select new { AccountId = workspace.BillingAccountId!.Value, membership.PersonId };
        var people = await paid.Distinct()
            .GroupBy(seat => seat.AccountId)
            .Select(seats => new { AccountId = seats.Key, Count = seats.Count() })
            .ToDictionaryAsync(seats => seats.AccountId, seats => seats.Count, cancel);

        var open =
            from workspace in db.Workspaces.AsNoTracking()
            where workspace.BillingAccountId != null && accounts.Contains(workspace.BillingAccountId.Value) && workspace.DeletedAt == null
            join invite in db.WorkspaceInvites on workspace.Id equals invite.WorkspaceId
            where invite.AcceptedAt == null && invite.DeletedAt == null && (invite.ExpiresAt == null || invite.ExpiresAt > now) && invite.Role != WorkspaceRole.Observer
            select new { AccountId = workspace.BillingAccountId!.Value, invite.EmailKey };
        var invited = await open.Distinct()
            .Where(invite => !db.People.Any(person => person.EmailKey == invite.EmailKey && paid.Any(seat => seat.AccountId == invite.AccountId && seat.PersonId == person.Id)))
            .GroupBy(invite => invite.AccountId)
            .Select(invites => new { AccountId = invites.Key, Count = invites.Count() })
            .ToDictionaryAsync(invites => invites.AccountId, invites => invites.Count, cancel);

        return people.Keys.Union(invited.Keys).ToDictionary(account => account, account => new SeatCount(people.GetValueOrDefault(account), invited.GetValueOrDefault(account)));
    }

    public static async Task<SeatCount> OfAsync(PartnersDb db, Guid account, DateTimeOffset now, CancellationToken cancel) =>
        (await OfAsync(db, [account], now, cancel)).GetValueOrDefault(account, SeatCount.None);
}
