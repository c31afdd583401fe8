using Microsoft.EntityFrameworkCore;
using Partners.Core.ExternalLed;
using Partners.Core.Outbox;
using Partners.Core.Persistence;

namespace Partners.Core.Platform.Import;

/// <summary>Rows that the platform no longer has: their records end here, and stay to be read.</summary>
internal abstract partial class CollectionImport<TEntity, TKey, TRow>
{
    private const string Deletion = "DeletedAt";

    public override async IAsyncEnumerable<string> LivingAsync(PartnersDb db)
    {
        if (!HasEnd(db))
        {
            yield break;
        }

        var unborn = await UnbornAsync(db);
        var living = db.Set<TEntity>().AsNoTracking()
            .Where(entity => EF.Property<DateTimeOffset?>(entity, Deletion) == null)
            .Select(entity => EF.Property<Guid>(entity, "Id"));
        await foreach (var id in living.AsAsyncEnumerable())
        {
            if (id.ToString() is var item && !unborn.Contains(item))
            {
                yield return item;
            }
        }
    }

    public override async Task<int> EndAsync(
        PartnersDb db,
        IReadOnlyCollection<string> ids,
        ImportSession session,
        CancellationToken cancel)
    {
        if (!HasEnd(db))
        {
            return 0;
        }

        var keys = ids.Select(id => Guid.TryParse(id, out var key) ? key : Guid.Empty).Where(key => key != Guid.Empty);
        var existing = await ExistingAsync(db, [.. keys.Cast<TKey>()], cancel);
        var ended = existing.Values.Where(entity => db.Entry(entity).Property(Deletion).CurrentValue is null).ToList();
        var touched = new StaleClients();
        foreach (var entity in ended)
        {
            db.Entry(entity).Property(Deletion).CurrentValue = session.At;
            Touch(touched, entity);
            Watch(session.Handoffs, entity);
        }

        db.ChangeTracker.AutoDetectChangesEnabled = true;
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await WatchAsync(session.Handoffs, db, ended, cancel);
        await touched.SaveAsync(db, cancel);
        return ended.Count;
    }

    /// <summary>What was made here, and has not been on the platform yet.</summary>
    protected Task<HashSet<string>> UnbornAsync(PartnersDb db) => db.PlatformChanges.AsNoTracking()
        .Where(change => change.Collection == Name
            && change.Field == PlatformFields.NewRecord
            && change.State != PlatformChangeState.Applied)
        .Select(change => change.Item)
        .ToHashSetAsync(StringComparer.OrdinalIgnoreCase);

    /// <summary>People and conversations have no end of their own: they end with what they belong to.</summary>
    private static bool HasEnd(PartnersDb db) =>
        typeof(TKey) == typeof(Guid) && db.Model.FindEntityType(typeof(TEntity))?.FindProperty(Deletion) is not null;
}
