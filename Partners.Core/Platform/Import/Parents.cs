using Microsoft.EntityFrameworkCore;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Platform.Import;

/// <summary>Which of the records referenced by a batch exist, including those that the same import added earlier.</summary>
internal static class Parents
{
    public static Task<HashSet<Guid>> OrganisationsAsync(PartnersDb db, IEnumerable<Guid> ids, CancellationToken cancel) =>
        KnownAsync(db.Organisations, ids, cancel);

    public static Task<HashSet<Guid>> PeopleAsync(PartnersDb db, IEnumerable<Guid> ids, CancellationToken cancel) =>
        KnownAsync(db.People, ids, cancel);

    public static Task<HashSet<Guid>> ProjectsAsync(PartnersDb db, IEnumerable<Guid> ids, CancellationToken cancel) =>
        KnownAsync(db.Projects, ids, cancel);

    /// <summary>With each one's usage context: only an external-client workspace has observers.</summary>
    public static async Task<Dictionary<Guid, UsageContext>> WorkspacesAsync(PartnersDb db, IEnumerable<Guid> ids, CancellationToken cancel)
    {
        var asked = ids.Distinct().ToList();
        var contexts = await db.Workspaces.AsNoTracking()
            .Where(workspace => asked.Contains(workspace.Id))
            .Select(workspace => new { workspace.Id, workspace.UsageContext })
            .ToDictionaryAsync(workspace => workspace.Id, workspace => workspace.UsageContext, cancel);

        // To the platform, a workspace handed off here is still an external client's, and so are the roles it sends.
        var handedOff = await db.PlatformChanges.AsNoTracking()
            .Open()
            .Where(change => change.Collection == PlatformFields.Workspace && change.Field == PlatformFields.UsageContext)
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

    /// <summary>The gross amount of each payment.</summary>
    public static async Task<Dictionary<string, Money>> PaymentsAsync(PartnersDb db, IEnumerable<string> ids, CancellationToken cancel)
    {
        var asked = ids.Distinct(StringComparer.Ordinal).ToList();
        return await db.Payments.AsNoTracking()
            .Where(payment => asked.Contains(payment.Id))
            .Select(payment => new { payment.Id, payment.Amount })
            .ToDictionaryAsync(payment => payment.Id, payment => payment.Amount, StringComparer.Ordinal, cancel);
    }

    /// <summary>The rejection of a row that references an unknown record.</summary>
    public static string Unknown(string kind, string field, object id) => $"The {kind} {id} ({field}) is not known.";

    /// <summary>The rejection of what went back of one payment, and now says that it went back of another; null if it does not.</summary>
    public static string? OfAnother(string kind, string id, string known, string said) => known == said
        ? null
        : $"The {kind} {Shown.Plain(id)} went back of payment {Shown.Plain(known)}, and names {Shown.Plain(said)} here. It stays where it was.";

    private static async Task<HashSet<Guid>> KnownAsync<TEntity>(
        IQueryable<TEntity> records,
        IEnumerable<Guid> ids,
        CancellationToken cancel)
        where TEntity : Entity
    {
        var asked = ids.Distinct().ToList();
        return await records.AsNoTracking().Where(record => asked.Contains(record.Id)).Select(record => record.Id).ToHashSetAsync(cancel);
    }
}
