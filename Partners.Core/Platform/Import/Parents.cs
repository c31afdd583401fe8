using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Platform.Import;

/// <summary>Which of the records that a batch of rows names are there; those that the same import added before count.</summary>
internal static class Parents
{
    public static Task<HashSet<Guid>> OrganisationsAsync(PartnersDb db, IEnumerable<Guid> ids, CancellationToken cancel) =>
        KnownAsync(db, db.Organisations, ids, cancel);

    public static Task<HashSet<Guid>> PeopleAsync(PartnersDb db, IEnumerable<Guid> ids, CancellationToken cancel) =>
        KnownAsync(db, db.People, ids, cancel);

    public static Task<HashSet<Guid>> ProjectsAsync(PartnersDb db, IEnumerable<Guid> ids, CancellationToken cancel) =>
        KnownAsync(db, db.Projects, ids, cancel);

    /// <summary>With whom each serves: only an external-client workspace has observers.</summary>
    public static async Task<Dictionary<Guid, UsageContext>> WorkspacesAsync(PartnersDb db, IEnumerable<Guid> ids, CancellationToken cancel)
    {
        var known = await ids.Distinct().AskAsync(
            db,
            some => db.Workspaces.AsNoTracking().Where(workspace => some.Contains(workspace.Id)).Select(workspace => new { workspace.Id, workspace.UsageContext }),
            cancel);
        var contexts = known.ToDictionary(workspace => workspace.Id, workspace => workspace.UsageContext);

        // A workspace that was handed off here is still an external client's to the platform, and so are the roles that it tells of.
        var handedOff = await db.PlatformChanges.AsNoTracking()
            .Where(change => change.State == PlatformChangeState.Waiting && change.Collection == PlatformFields.Workspace && change.Field == PlatformFields.UsageContext)
            .Select(change => change.Item)
            .ToListAsync(cancel);
        foreach (var item in handedOff)
        {
            if (Guid.TryParse(item, out var id) && contexts.ContainsKey(id))
            {
                contexts[id] = UsageContext.External;
            }
        }

        return contexts;
    }

    public static async Task<HashSet<string>> CustomersAsync(PartnersDb db, IEnumerable<string> ids, CancellationToken cancel)
    {
        var known = await ids.Distinct(StringComparer.Ordinal).AskAsync(
            db,
            some => db.BillingAccounts.AsNoTracking().Where(account => account.MollieCustomerId != null && some.Contains(account.MollieCustomerId)).Select(account => account.MollieCustomerId!),
            cancel);
        return known.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The gross amount of each.</summary>
    public static async Task<Dictionary<string, Money>> PaymentsAsync(PartnersDb db, IEnumerable<string> ids, CancellationToken cancel)
    {
        var known = await ids.Distinct(StringComparer.Ordinal).AskAsync(
            db,
            some => db.Payments.AsNoTracking().Where(payment => some.Contains(payment.Id)).Select(payment => new { payment.Id, payment.Amount }),
            cancel);
        return known.ToDictionary(payment => payment.Id, payment => payment.Amount, StringComparer.Ordinal);
    }

    /// <summary>The reason to reject a row that names a record nobody knows.</summary>
    public static string Unknown(string kind, string field, object id) => $"The {kind} {id} ({field}) is not known.";

    private static async Task<HashSet<Guid>> KnownAsync<TEntity>(PartnersDb db, IQueryable<TEntity> records, IEnumerable<Guid> ids, CancellationToken cancel)
        where TEntity : Entity =>
        [.. await ids.Distinct().AskAsync(db, some => records.AsNoTracking().Where(record => some.Contains(record.Id)).Select(record => record.Id), cancel)];
}
