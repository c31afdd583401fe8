using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>The shared beginning and end of every command on a deal.</summary>
internal static class DealChanges
{
    /// <summary>Runs a command on an existing deal: finds it, checks for conflicts, and loads the partner's closed months.</summary>
    public static Task<Outcome<T>> OfDealAsync<T>(
        this ChangeRunner changes,
        Staff who,
        Guid requestId,
        string command,
        Guid dealId,
        int versionSeen,
        Func<Change, (Deal Deal, string Name, Month? ClosedThrough), CancellationToken, Task<Outcome<T>>> decide,
        CancellationToken cancel)
        where T : notnull =>
        changes.RunAsync<T>(who, Permission.EditLedger, requestId, command, async (change, token) =>
        {
            var deal = await change.Db.Deals
                .Include(found => found.Terms)
                .SingleOrDefaultAsync(found => found.Id == dealId && found.DeletedAt == null, token);
            if (deal is null)
            {
                return new NoSuchDeal();
            }

            return await change.FindConflictAsync(deal, versionSeen, DealSubjects.Deal, token) is { } conflict
                ? conflict
                : await decide(
                    change,
                    (deal, await NameAsync(change.Db, deal, token), await ClosedThroughAsync(change.Db, deal.PartnerId, token)),
                    token);
        }, cancel);

    /// <summary>Records the edit, and raises the deal's version even if only its terms or payouts changed.</summary>
    public static void Edit(this Change change, Deal deal, string action, string name, object? before, string reason, object? after = null)
    {
        change.Record(action, deal.Subject(name), before, after ?? deal.Facts(), reason);
        change.Db.Entry(deal).Property(record => record.Version).IsModified = true;
    }

    /// <summary>The partner's last closed month; null if none is.</summary>
    public static Task<Month?> ClosedThroughAsync(PartnersDb db, Guid partnerId, CancellationToken cancel) => db.ClosedMonths
        .Where(closed => closed.PartnerId == partnerId)
        .OrderByDescending(closed => closed.Month)
        .Select(closed => (Month?)closed.Month)
        .FirstOrDefaultAsync(cancel);

    /// <summary>"Partner – client" of each deal, in two queries.</summary>
    public static async Task<Dictionary<Guid, string>> NamesAsync(PartnersDb db, IReadOnlyCollection<Deal> deals, CancellationToken cancel)
    {
        var (partners, clients) = (
            deals.Select(deal => deal.PartnerId).Distinct().ToList(),
            deals.Select(deal => deal.WorkspaceId).OfType<Guid>().Distinct().ToList());
        var partnerNames = await db.Organisations.AsNoTracking()
            .Where(found => partners.Contains(found.Id))
            .ToDictionaryAsync(found => found.Id, found => found.Name, cancel);
        var clientNames = await db.Workspaces.AsNoTracking()
            .Where(found => clients.Contains(found.Id))
            .ToDictionaryAsync(found => found.Id, found => found.DataOwnerName ?? found.Name, cancel);
        return deals.ToDictionary(
            deal => deal.Id,
            deal => $"{partnerNames[deal.PartnerId]} – "
                + (deal.WorkspaceId is { } client ? clientNames.GetValueOrDefault(client) ?? deal.ClientName : deal.ClientName));
    }

    public static async Task<string> NameAsync(PartnersDb db, Deal deal, CancellationToken cancel)
    {
        var partner = await db.Organisations.Where(found => found.Id == deal.PartnerId).Select(found => found.Name).SingleAsync(cancel);
        var client = await db.Workspaces
            .Where(found => found.Id == deal.WorkspaceId)
            .Select(found => found.DataOwnerName ?? found.Name)
            .SingleOrDefaultAsync(cancel);
        return $"{partner} – {client ?? deal.ClientName}";
    }
}
