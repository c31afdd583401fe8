using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Core.ExternalLed;
using Partners.Core.Persistence;

namespace Partners.Core.Platform.Import;

/// <summary>One collection's export: how its rows are read, checked and applied.</summary>
internal abstract class CollectionImport
{
    /// <summary>Rows per batch: checked, saved and committed together. Staff can save between two batches.</summary>
    public const int BatchSize = 1000;

    /// <summary>The platform's name for the collection, which is also the file name without <c>.json</c>.</summary>
    public abstract string Name { get; }

    public string File => Name + ".json";

    public abstract Task RunAsync(JsonRows rows, ImportSession session, ImportTally tally, CancellationToken cancel);
}

/// <summary>What all collections share. A <typeparamref name="TRow"/> is the content of a row that is valid by itself.</summary>
internal abstract class CollectionImport<TEntity, TKey, TRow> : CollectionImport
    where TEntity : class
    where TKey : notnull
    where TRow : notnull
{
    /// <summary>Fields that staff change here; see <see cref="StaffOwnedField{TEntity, TRow}"/>.</summary>
    protected virtual IReadOnlyList<StaffOwnedField<TEntity, TRow>> StaffOwnedFields => [];

    public override async Task RunAsync(JsonRows rows, ImportSession session, ImportTally tally, CancellationToken cancel)
    {
        var fields = new RowFields();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var batch = new ImportBatch<TKey, TRow>();
            var more = Fill(batch, rows, fields);
            if (batch.Rows.Count > 0)
            {
                await session.InBatchAsync(db => SaveAsync(db, batch, session, cancel), cancel);
            }

            tally.Add(batch.Counts);
            session.Report(this, rows);
            if (!more)
            {
                return;
            }
        }
    }

    /// <summary>Reads a row and checks it by itself; a row with a problem is not used.</summary>
    protected abstract TRow Read(RowFields row);

    protected abstract TKey KeyOf(TRow row);

    /// <summary>Prepares the checks against other records. The returned function says why a row is rejected; null if it is not.</summary>
    protected virtual Task<Func<TRow, string?>> CheckAsync(PartnersDb db, IReadOnlyCollection<TRow> rows, CancellationToken cancel) =>
        Task.FromResult<Func<TRow, string?>>(_ => null);

    /// <summary>The existing records, tracked.</summary>
    protected abstract Task<Dictionary<TKey, TEntity>> ExistingAsync(PartnersDb db, IReadOnlyList<TKey> keys, CancellationToken cancel);

    protected abstract TEntity New(TRow row, ImportSession session);

    /// <param name="row">With fields replaced by staff's changes that the platform does not have yet.</param>
    protected abstract void CopyFromPlatform(TEntity entity, TRow row);

    protected virtual void Insert(PartnersDb db, IReadOnlyCollection<TEntity> entities)
    {
        using var insert = new BulkInsert<TEntity>(db);
        foreach (var entity in entities)
        {
            insert.Add(entity);
        }
    }

    /// <summary>True if the row changed the record. Call after change detection.</summary>
    protected virtual bool HasChanged(PartnersDb db, TEntity entity) => db.Entry(entity).State == EntityState.Modified;

    /// <summary>Applies the consequences of the changes before they are saved.</summary>
    protected virtual Task AfterFollowingAsync(
        PartnersDb db,
        IReadOnlyCollection<TEntity> changed,
        ImportSession session,
        CancellationToken cancel) =>
        Task.CompletedTask;

    /// <summary>
    /// Marks the clients whose signals must be read again. Called for a new record, and for a changed one both before and after.
    /// </summary>
    protected virtual void Touch(StaleClients touched, TEntity entity)
    {
    }

    private bool Fill(ImportBatch<TKey, TRow> batch, JsonRows rows, RowFields fields)
    {
        for (var read = 0; read < BatchSize; read++)
        {
            if (!rows.Next())
            {
                return false;
            }

            using var document = JsonDocument.Parse(rows.Current);
            var json = document.RootElement;
            if (json.ValueKind != JsonValueKind.Object)
            {
                batch.Reject(Shown.Item(json, rows.Row), "The row is no object.");
                continue;
            }

            fields.Begin(json);
            var row = Read(fields);
            if (fields.Problem is { } problem)
            {
                batch.Reject(Shown.Item(json, rows.Row), problem);
            }
            else
            {
                batch.Take(KeyOf(row), row);
            }
        }

        return true;
    }

    private async Task SaveAsync(PartnersDb db, ImportBatch<TKey, TRow> batch, ImportSession session, CancellationToken cancel)
    {
        var check = await CheckAsync(db, batch.Rows.Values, cancel);
        foreach (var (key, row) in batch.Rows)
        {
            if (check(row) is { } reason)
            {
                batch.Reject(Shown.Plain(ItemOf(key)), reason);
                batch.Rows.Remove(key);
            }
        }

        var existing = await ExistingAsync(db, [.. batch.Rows.Keys], cancel);
        var waiting = StaffOwnedFields.Count > 0 && existing.Count > 0
            ? await WaitingChanges.OfAsync(db, Name, [.. existing.Keys.Select(ItemOf)], cancel)
            : WaitingChanges.None;

        var added = new List<TEntity>();
        foreach (var (key, row) in batch.Rows)
        {
            if (existing.TryGetValue(key, out var entity))
            {
                CopyFromPlatform(entity, waiting.Settle(ItemOf(key), entity, row, StaffOwnedFields, session.At));
            }
            else
            {
                added.Add(New(row, session));
            }
        }

        var touched = new StaleClients();
        if (existing.Count > 0)
        {
            db.ChangeTracker.DetectChanges();
            var changed = existing.Values.Where(entity => HasChanged(db, entity)).ToList();
            await AfterFollowingAsync(db, changed, session, cancel);
            foreach (var entity in changed)
            {
                Touch(touched, (TEntity)db.Entry(entity).OriginalValues.ToObject());
                Touch(touched, entity);
            }

            if (db.ChangeTracker.HasChanges())
            {
                // The save raises versions, which it must detect.
                db.ChangeTracker.AutoDetectChangesEnabled = true;
                await db.SaveChangesAsync(cancel);
                db.ChangeTracker.AutoDetectChangesEnabled = false;
            }

            batch.Updated = changed.Count;
            batch.Unchanged = existing.Count - changed.Count;
        }

        if (added.Count > 0)
        {
            Insert(db, added);
            batch.Added = added.Count;
            added.ForEach(entity => Touch(touched, entity));
        }

        await touched.SaveAsync(db, cancel);
    }

    private static string ItemOf(TKey key) => Convert.ToString(key, System.Globalization.CultureInfo.InvariantCulture)!;
}
