using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Billing;

/// <summary>The seats of one account.</summary>
/// <param name="People">People with a paid role in any of its workspaces, each counted once.</param>
/// <param name="Invited">Addresses with an open invite to a paid role, each counted once, without people who already take a seat.</param>
public sealed record SeatCount(int People, int Invited)
{
    public static readonly SeatCount None = new(0, 0);

    public int All => People + Invited;
}

/// <summary>An account while its seats are counted. It has no constructor because EF cannot translate one.</summary>
internal sealed class AccountSeats
{
    public required BillingAccount Account { get; init; }

    public required int People { get; init; }

    public required int Invited { get; init; }
}

/// <summary>
/// Observers are free; every other role is a paid seat, and so is an open invite to one (docs/product.md B1, B2). A pooled account counts a
/// person once, however many of its workspaces they are in.
/// </summary>
internal static class Seats
{
    /// <summary>The accounts with their seats, in one query. Neither expired invites nor memberships past their end count.</summary>
    /// <param name="accounts">Pass one page: the seats of each account take a subquery.</param>
    public static IQueryable<AccountSeats> WithSeats(this IQueryable<BillingAccount> accounts, PartnersDb db, DateTimeOffset now) =>
        accounts.Select(account => new AccountSeats
        {
            Account = account,
            // The condition is RoleRules.TakesSeat, spelt out so that EF can translate it.
            People = (
                from workspace in db.Workspaces
                where workspace.BillingAccountId == account.Id && workspace.DeletedAt == null
                from membership in db.WorkspaceMemberships
                where membership.WorkspaceId == workspace.Id
                    && membership.DeletedAt == null
                    && (membership.ExpiresAt == null || membership.ExpiresAt > now)
                    && membership.Source != WorkspaceMembership.StaffSupport
                    && membership.Role != WorkspaceRole.Observer
                select membership.PersonId).Distinct().Count(),
            Invited = (
                from workspace in db.Workspaces
                where workspace.BillingAccountId == account.Id && workspace.DeletedAt == null
                from invite in db.WorkspaceInvites
                where invite.WorkspaceId == workspace.Id
                    && invite.AcceptedAt == null
                    && invite.DeletedAt == null
                    && (invite.ExpiresAt == null || invite.ExpiresAt > now)
                    && invite.Role != WorkspaceRole.Observer
                    && !(from person in db.People
                         where person.EmailKey == invite.EmailKey
                         from seat in db.WorkspaceMemberships
                         where seat.PersonId == person.Id
                             && seat.DeletedAt == null
                             && (seat.ExpiresAt == null || seat.ExpiresAt > now)
                             && seat.Source != WorkspaceMembership.StaffSupport
                             && seat.Role != WorkspaceRole.Observer
                             && db.Workspaces.Any(other =>
                                 other.Id == seat.WorkspaceId && other.BillingAccountId == account.Id && other.DeletedAt == null)
                         select seat.Id).Any()
                select invite.EmailKey).Distinct().Count(),
        });
}
