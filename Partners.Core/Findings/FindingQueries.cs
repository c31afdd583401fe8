using Microsoft.EntityFrameworkCore;
using Partners.Core.Billing;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Findings;

/// <summary>Where a rule is broken: the record, and what else tells one finding from the next.</summary>
/// <param name="Other">The person of two roles; otherwise null.</param>
/// <param name="Text">The address of two invites, or the customer of two accounts; otherwise null.</param>
internal sealed record FindingKey(Guid Id, Guid? Other = null, string? Text = null);

/// <summary>
/// The rules as queries. Each starts from an index that holds little beside what it compares, and each can be asked of one workspace.
/// </summary>
internal static class FindingQueries
{
    /// <param name="workspace">Null for all.</param>
    public static async Task<IReadOnlyList<FindingKey>> FindAsync(
        PartnersDb db,
        FindingKind kind,
        Guid? workspace,
        DateOnly today,
        DateTimeOffset now,
        int most,
        CancellationToken cancel) => kind switch
        {
            FindingKind.PlatformTermsDiffer => await DifferencesAsync(db, workspace, most, cancel),
            FindingKind.DealNotPosted => await KeysAsync(NotPosted(db, workspace), most, cancel),
            FindingKind.DealDeletedOnPlatform => await KeysAsync(Deleted(db, workspace), most, cancel),
            FindingKind.DealsOverlap => await KeysAsync(Overlapping(db, workspace), most, cancel),
            FindingKind.SharesAboveWhole => await SharesAsync(db, workspace, most, cancel),
            FindingKind.DiscountWithoutDeal => await KeysAsync(DiscountsWithoutDeal(db, workspace, today), most, cancel),
            FindingKind.SharedCustomer => await CustomersAsync(db, workspace, most, cancel),
            FindingKind.TwoRoles => await RolesAsync(db, workspace, now, most, cancel),
            FindingKind.TwoInvites => await InvitesAsync(db, workspace, now, most, cancel),
            FindingKind.PlatformFlagDiffers when workspace is null => await KeysAsync(
                db.Organisations.Where(found => found.PlatformFlag != null && found.DeletedAt == null).Select(found => found.Id),
                most,
                cancel),
            FindingKind.ClientsWithoutFlag when workspace is null => await FlagsAsync(db, Anomaly.ClientsWithoutFlag, today, most, cancel),
            FindingKind.AgreementEnded when workspace is null => await FlagsAsync(db, Anomaly.AgreementEnded, today, most, cancel),
            FindingKind.FlagWithoutAgreement when workspace is null =>
                await FlagsAsync(db, Anomaly.FlagWithoutAgreement, today, most, cancel),
            _ => [],
        };

    public static IQueryable<Deal> Live(this IQueryable<Deal> deals) =>
        deals.Where(deal => deal.DeletedAt == null && deal.VoidedAt == null && deal.WorkspaceId != null);

    /// <summary>Deals that share a day with another of the same client, whoever the partner is.</summary>
    public static IQueryable<Guid> Overlapping(PartnersDb db, Guid? workspace) => Overlapping(db, OfWorkspace(db.Deals.Live(), workspace));

    /// <param name="deals">Those asked about; they overlap with any other.</param>
    public static IQueryable<Guid> Overlapping(PartnersDb db, IQueryable<Deal> deals) => (
        from deal in deals
        join other in db.Deals.Live() on deal.WorkspaceId equals other.WorkspaceId
        where deal.Id != other.Id
            && (other.ExpiresOn == null || deal.StartsOn <= other.ExpiresOn)
            && (other.EndedOn == null || deal.StartsOn <= other.EndedOn)
            && (deal.ExpiresOn == null || other.StartsOn <= deal.ExpiresOn)
            && (deal.EndedOn == null || other.StartsOn <= deal.EndedOn)
            && (deal.EndedOn == null || deal.StartsOn <= deal.EndedOn)
            && (other.EndedOn == null || other.StartsOn <= other.EndedOn)
        select deal.Id).Distinct();

    private static IQueryable<Deal> OfWorkspace(IQueryable<Deal> deals, Guid? workspace) =>
        workspace is { } only ? deals.Where(deal => deal.WorkspaceId == only) : deals;

    private static async Task<IReadOnlyList<FindingKey>> KeysAsync(IQueryable<Guid> ids, int most, CancellationToken cancel) =>
        (await ids.OrderBy(id => id).Take(most).ToListAsync(cancel)).ConvertAll(id => new FindingKey(id));

    private static Task<IReadOnlyList<FindingKey>> FlagsAsync(
        PartnersDb db, Anomaly anomaly, DateOnly today, int most, CancellationToken cancel) =>
        KeysAsync(db.Organisations.Where(anomaly.Condition(db, today)).Select(found => found.Id), most, cancel);

    private static Task<IReadOnlyList<FindingKey>> DifferencesAsync(PartnersDb db, Guid? workspace, int most, CancellationToken cancel) =>
        KeysAsync(
            from terms in db.PlatformTerms
            where terms.Differing != TermFields.None
            join deal in OfWorkspace(db.Deals, workspace) on terms.DealId equals deal.Id
            select deal.Id,
            most,
            cancel);

    private static IQueryable<Guid> NotPosted(PartnersDb db, Guid? workspace) =>
        from summary in db.DealSummaries
        where summary.Failure != null
        join deal in OfWorkspace(db.Deals, workspace) on summary.DealId equals deal.Id
        select deal.Id;

    private static IQueryable<Guid> Deleted(PartnersDb db, Guid? workspace) =>
        from terms in db.PlatformTerms
        where terms.IsDeletionOpen
        join deal in OfWorkspace(db.Deals, workspace) on terms.DealId equals deal.Id
        select deal.Id;

    private static async Task<IReadOnlyList<FindingKey>> SharesAsync(PartnersDb db, Guid? workspace, int most, CancellationToken cancel)
    {
        var overlapping = await Overlapping(db, workspace).OrderBy(id => id).Take(most).ToListAsync(cancel);
        var deals = await db.Deals.AsNoTracking()
            .Include(deal => deal.Terms)
            .Where(deal => overlapping.Contains(deal.Id))
            .ToListAsync(cancel);
        return
        [
            .. deals.GroupBy(deal => deal.WorkspaceId!.Value)
                .Where(client => DealShares.Highest([.. client.Select(DealShare.Of)]).BasisPoints > Percentage.Whole)
                .Select(client => new FindingKey(client.Key))
                .OrderBy(key => key.Id),
        ];
    }

    /// <summary>
    /// Client accounts whose discount no open deal agreed to (docs/product.md B12). One that a handoff made the client's pooled account is
    /// looked at for as long as it gives just what a deal of its workspace had promised.
    /// </summary>
    private static IQueryable<Guid> DiscountsWithoutDeal(PartnersDb db, Guid? workspace, DateOnly today)
    {
        var discounted = db.BillingAccounts.Where(account =>
            account.DeletedAt == null
            && account.Discount != null && account.Discount > Percentage.Zero
            && (account.DiscountKind == null
                || (account.DiscountKind != DiscountKinds.Scholarship && account.DiscountKind != DiscountKinds.Trial)));
        var own =
            from account in discounted
            where account.WorkspaceId != null && (workspace == null || account.WorkspaceId == workspace)
            join found in db.Deals.Open(today) on account.WorkspaceId equals found.WorkspaceId into deals
            from deal in deals.DefaultIfEmpty()
            where deal == null
            select account.WorkspaceId!.Value;
        var handedOver =
            from handoff in db.Handoffs
            where handoff.Status == HandoffStatus.Completed && (workspace == null || handoff.WorkspaceId == workspace)
            join client in db.Workspaces on handoff.WorkspaceId equals client.Id
            join account in discounted on client.BillingAccountId equals account.Id
            where account.OrganisationId != null
                && !db.Deals.Open(today).Any(deal => deal.WorkspaceId == client.Id)
                && db.Deals.Any(deal => deal.WorkspaceId == client.Id
                    && deal.VoidedAt == null
                    && deal.Terms.Any(terms => terms.Discount == account.Discount))
            select client.Id;
        return own.Union(handedOver);
    }

    private static async Task<IReadOnlyList<FindingKey>> CustomersAsync(PartnersDb db, Guid? workspace, int most, CancellationToken cancel)
    {
        var live = db.BillingAccounts.Where(account => account.DeletedAt == null && account.MollieCustomerId != null);
        var own = workspace is { } only
            ? await live.Where(account => account.WorkspaceId == only).Select(account => account.MollieCustomerId!).ToListAsync(cancel)
            : null;
        var asked = own is null ? live : live.Where(account => own.Contains(account.MollieCustomerId!));
        var shared = await asked.GroupBy(account => account.MollieCustomerId)
            .Where(accounts => accounts.Count() > 1)
            .OrderBy(accounts => accounts.Key)
            .Select(accounts => accounts.Key!)
            .Take(most)
            .ToListAsync(cancel);
        var accounts = await live.Where(account => shared.Contains(account.MollieCustomerId!))
            .Select(account => new { account.Id, account.WorkspaceId, account.MollieCustomerId })
            .ToListAsync(cancel);
        return
        [
            .. accounts.Where(account => workspace is null || account.WorkspaceId == workspace)
                .OrderBy(account => account.MollieCustomerId, StringComparer.Ordinal)
                .ThenBy(account => account.Id)
                .Select(account => new FindingKey(account.Id, Text: account.MollieCustomerId))
                .Take(most),
        ];
    }

    /// <summary>One that has ended gives nothing, and dembrane's own support is no role.</summary>
    public static IQueryable<WorkspaceMembership> Roles(PartnersDb db, DateTimeOffset now) =>
        db.WorkspaceMemberships.WithAccess(now).WithoutSupport();

    private static async Task<IReadOnlyList<FindingKey>> RolesAsync(
        PartnersDb db,
        Guid? workspace,
        DateTimeOffset now,
        int most,
        CancellationToken cancel)
    {
        // First whoever has two rows, from the index alone; then which of those rows give a role.
        var rows = db.WorkspaceMemberships.Where(membership => membership.DeletedAt == null);
        var twice = await (workspace is { } only ? rows.Where(membership => membership.WorkspaceId == only) : rows)
            .GroupBy(membership => new { membership.WorkspaceId, membership.PersonId })
            .Where(memberships => memberships.Count() > 1)
            .OrderBy(memberships => memberships.Key.WorkspaceId)
            .ThenBy(memberships => memberships.Key.PersonId)
            .Select(memberships => memberships.Key)
            .Take(most)
            .ToListAsync(cancel);
        if (twice.Count == 0)
        {
            return [];
        }

        var workspaces = twice.Select(key => key.WorkspaceId).Distinct().ToList();
        var roles = (await Roles(db, now)
            .Where(membership => workspaces.Contains(membership.WorkspaceId))
            .Select(membership => new { membership.WorkspaceId, membership.PersonId })
            .ToListAsync(cancel))
            .CountBy(key => key)
            .ToDictionary();
        return [.. twice.Where(key => roles.GetValueOrDefault(key) > 1).Select(key => new FindingKey(key.WorkspaceId, key.PersonId))];
    }

    private static async Task<IReadOnlyList<FindingKey>> InvitesAsync(
        PartnersDb db,
        Guid? workspace,
        DateTimeOffset now,
        int most,
        CancellationToken cancel)
    {
        var open = db.WorkspaceInvites.Where(invite =>
            invite.AcceptedAt == null && invite.DeletedAt == null && (invite.ExpiresAt == null || invite.ExpiresAt > now));
        open = workspace is { } only ? open.Where(invite => invite.WorkspaceId == only) : open;
        var twice = await open.GroupBy(invite => new { invite.WorkspaceId, invite.EmailKey })
            .Where(invites => invites.Count() > 1)
            .Select(invites => invites.Key)
            .OrderBy(key => key.WorkspaceId)
            .ThenBy(key => key.EmailKey)
            .Take(most)
            .ToListAsync(cancel);
        var withAccess = await (
            from invite in open
            join person in db.People on invite.EmailKey equals person.EmailKey
            join membership in Roles(db, now)
                on new { invite.WorkspaceId, PersonId = person.Id } equals new { membership.WorkspaceId, membership.PersonId }
            select new { invite.WorkspaceId, invite.EmailKey })
            .Distinct()
            .OrderBy(key => key.WorkspaceId)
            .ThenBy(key => key.EmailKey)
            .Take(most)
            .ToListAsync(cancel);
        return
        [
            .. twice.Concat(withAccess)
                .Distinct()
                .OrderBy(key => key.WorkspaceId)
                .ThenBy(key => key.EmailKey, StringComparer.Ordinal)
                .Select(key => new FindingKey(key.WorkspaceId, Text: key.EmailKey))
                .Take(most),
        ];
    }
}
