using System.Text.Json;
using System.Text.Unicode;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import;

/// <summary>One collection's export: how its rows are read, checked and applied.</summary>
internal abstract class CollectionImport
{
    /// <summary>
    /// Rows per batch: checked, saved and committed together. Staff can save between two batches. In batches of a thousand an import takes
    /// 1.4 times as long, since each writes nearly as many pages of the indexes.
    /// </summary>
    public const int BatchSize = 5_000;

    /// <summary>The platform's name for the collection, which is also the file name without <c>.json</c>.</summary>
    public abstract string Name { get; }

    public string File => Name + ".json";

    /// <summary>Most exports do without it, so that nobody is told if it is missing.</summary>
    public virtual bool IsOptional => false;

    /// <summary>True for lists of the payment provider, whose pages have other sizes than the platform's.</summary>
    public bool IsOfProvider => Name.StartsWith("mollie_", StringComparison.Ordinal);

    public abstract Task RunAsync(JsonRows rows, ImportSession session, ImportTally tally, CancellationToken cancel);

    /// <summary>
    /// The ids of what is there here, as the platform writes them. What was made here and the platform does not have yet is left out.
    /// </summary>
    public abstract IAsyncEnumerable<string> LivingAsync(PartnersDb db);

    /// <summary>Ends the records of rows that the platform no longer has (docs/product.md I54).</summary>
    /// <returns>How many ended now.</returns>
    public abstract Task<int> EndAsync(PartnersDb db, IReadOnlyCollection<string> ids, ImportSession session, CancellationToken cancel);
}

/// <summary>What all collections share. A <typeparamref name="TRow"/> is the content of a row that is valid by itself.</summary>
internal abstract partial class CollectionImport<TEntity, TKey, TRow> : CollectionImport
    where TEntity : class
    where TKey : notnull
    where TRow : notnull
{
    /// <summary>Fields that staff change here; see <see cref="StaffOwnedField{TEntity, TRow}"/>.</summary>
    protected virtual IReadOnlyList<StaffOwnedField<TEntity, TRow>> StaffOwnedFields => [];

    public override async Task RunAsync(JsonRows rows, ImportSession session, ImportTally tally, CancellationToken cancel)
    {
        var fields = new RowFields { Today = session.At.DayInAmsterdam() };
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var batch = new ImportBatch<TKey, TRow>();
            var more = Fill(batch, rows, fields);
            if (batch.Rows.Count > 0 || (KeepsRefused && batch.Refused.Count > 0))
            {
                await session.InBatchAsync(db => SaveAsync(db, batch, session, cancel), cancel);
            }

            tally.Add(batch.Counts);
            session.Report(tally.File, rows);
            if (!more)
            {
                return;
            }
        }
    }

    /// <summary>True if what is refused is kept to be asked for.</summary>
    protected virtual bool KeepsRefused => false;

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

    protected virtual void Insert(PartnersDb db, IReadOnlyCollection<TEntity> entities) => db.InsertAll(entities);

    /// <summary>
    /// True if the row changed the record. That the platform saved it again with the same content changes nothing. Call after change
    /// detection.
    /// </summary>
    protected virtual bool HasChanged(PartnersDb db, TEntity entity) => db.Entry(entity).ChangesContent();

    /// <summary>True if the row is an earlier state than the record's, though it does not say when it was changed.</summary>
    protected virtual bool IsEarlierState(TEntity entity, TRow row) => false;

    /// <summary>The same of two rows with one id.</summary>
    protected virtual bool IsEarlierState(TRow known, TRow row) => false;

    /// <summary>Why the row cannot be true of the record that has its id, as a sentence; null if it can (docs/product.md I43).</summary>
    protected virtual string? Contradicts(TEntity entity, TRow row) => null;

    /// <summary>Applies the consequences of the changes before they are saved.</summary>
    protected virtual Task AfterFollowingAsync(
        PartnersDb db,
        IReadOnlyCollection<TEntity> changed,
        ImportSession session,
        CancellationToken cancel) =>
        Task.CompletedTask;

    /// <summary>Compares what rows say with records that do not follow them in everything. Before changes are looked for.</summary>
    protected virtual Task BesideAsync(
        PartnersDb db,
        IReadOnlyList<FollowedRow<TEntity, TRow>> rows,
        ImportSession session,
        CancellationToken cancel) =>
        Task.CompletedTask;

    /// <summary>Inserts what stands beside new records.</summary>
    protected virtual void InsertBeside(PartnersDb db, IReadOnlyCollection<(TEntity Entity, TRow Row)> added, ImportSession session)
    {
    }

    /// <summary>Applies what came inside the rows, once the rows themselves are saved.</summary>
    protected virtual Task AfterSavingAsync(
        PartnersDb db,
        ImportBatch<TKey, TRow> batch,
        ImportSession session,
        CancellationToken cancel) =>
        Task.CompletedTask;

    /// <summary>
    /// Marks the clients whose signals must be read again. Called for a new record, and for a changed one both before and after.
    /// </summary>
    protected virtual void Touch(StaleClients touched, TEntity entity)
    {
    }

    /// <summary>Marks completed handoffs whose proof the record may break. Called as <see cref="Touch"/> is.</summary>
    protected virtual void Watch(TouchedHandoffs touched, TEntity entity)
    {
    }

    /// <summary>
    /// The same for what takes a query, once for all records that were added or changed; these as they were and as they are.
    /// </summary>
    protected virtual Task WatchAsync(
        TouchedHandoffs touched,
        PartnersDb db,
        IReadOnlyCollection<TEntity> entities,
        CancellationToken cancel) =>
        Task.CompletedTask;

    private bool Fill(ImportBatch<TKey, TRow> batch, JsonRows rows, RowFields fields)
    {
        for (var read = 0; read < BatchSize; read++)
        {
            if (!rows.Next())
            {
                return false;
            }

            try
            {
                using var document = JsonDocument.Parse(rows.Current);
                Take(batch, document.RootElement, rows, fields);
            }
            catch (JsonException)
            {
                batch.Reject(Shown.Place(rows.Row), "The row is nested too deeply.");
            }
        }

        return true;
    }

    private void Take(ImportBatch<TKey, TRow> batch, JsonElement json, JsonRows rows, RowFields fields)
    {
        var number = rows.Row;
        if (json.ValueKind != JsonValueKind.Object)
        {
            batch.Reject(Shown.Item(json, number), "The row is no object.");
            return;
        }

        try
        {
            if (!IsPlain(rows.Current.Span))
            {
                ReadNames(json);
            }

            fields.Begin(json);
            var row = Read(fields);
            var updatedAt = fields.UpdatedAt();
            if (fields.Problem is { } problem)
            {
                batch.Reject(Shown.Item(json, number), problem);
                batch.Refused.Add((row, problem));
            }
            else if (batch.Rows.TryGetValue(KeyOf(row), out var known) && IsEarlierState(known, row))
            {
                batch.LeftAlone++;
            }
            else
            {
                batch.Take(KeyOf(row), row, updatedAt);
            }
        }
        catch (InvalidOperationException)
        {
            // The name of a field is invalid UTF-8, or holds half of a surrogate pair.
            batch.Reject(Shown.Item(json, number), "The name of a field is not readable text.");
        }
    }

    internal async Task SaveAsync(PartnersDb db, ImportBatch<TKey, TRow> batch, ImportSession session, CancellationToken cancel)
    {
        var check = await CheckAsync(db, batch.Rows.Values, cancel);
        foreach (var (key, row) in batch.Rows)
        {
            if (check(row) is { } reason)
            {
                batch.Reject(Shown.Plain(ItemOf(key)), reason);
                batch.Refused.Add((row, reason));
                batch.Rows.Remove(key);
            }
        }

        var existing = await ExistingAsync(db, [.. batch.Rows.Keys], cancel);
        var waiting = StaffOwnedFields.Count > 0 && existing.Count > 0
            ? await WaitingChanges.OfAsync(db, Name, [.. existing.Keys.Select(ItemOf)], cancel)
            : WaitingChanges.None;

        var (added, beside) = (new List<TEntity>(), new List<(TEntity Entity, TRow Row)>());
        var followed = new List<FollowedRow<TEntity, TRow>>(existing.Count);
        foreach (var (key, row) in batch.Rows)
        {
            // A time to come says nothing about which state is newer.
            var updatedAt = batch.UpdatedAt(key) is { } at && at <= session.At ? at : (DateTimeOffset?)null;
            if (existing.TryGetValue(key, out var entity))
            {
                if (updatedAt < (entity as IFollowsPlatform)?.PlatformUpdatedAt || IsEarlierState(entity, row))
                {
                    batch.LeftAlone++;
                    batch.Rows.Remove(key);
                    existing.Remove(key);
                    continue;
                }

                if (Contradicts(entity, row) is { } contradiction)
                {
                    batch.Reject(Shown.Plain(ItemOf(key)), contradiction);
                    batch.Rows.Remove(key);
                    existing.Remove(key);
                    continue;
                }

                Know(entity, updatedAt);
                var settled = waiting.Settle(ItemOf(key), entity, row, StaffOwnedFields, session.At);
                CopyFromPlatform(entity, settled);
                followed.Add(new(entity, row, settled));
            }
            else
            {
                entity = New(row, session);
                Know(entity, updatedAt);
                added.Add(entity);
                beside.Add((entity, row));
            }
        }

        var touched = new StaleClients();
        if (existing.Count > 0)
        {
            db.ChangeTracker.DetectChanges();
            await BesideAsync(db, followed, session, cancel);
            var changed = existing.Values.Where(entity => HasChanged(db, entity)).ToList();
            await AfterFollowingAsync(db, changed, session, cancel);
            var watched = new List<TEntity>();
            foreach (var entity in changed)
            {
                var before = (TEntity)db.Entry(entity).OriginalValues.ToObject();
                Touch(touched, before);
                Touch(touched, entity);
                Watch(session.Handoffs, before);
                Watch(session.Handoffs, entity);
                watched.AddRange([before, entity]);
            }

            if (db.ChangeTracker.HasChanges())
            {
                // The save raises versions, which it must detect.
                db.ChangeTracker.AutoDetectChangesEnabled = true;
                await db.SaveChangesAsync(cancel);
                db.ChangeTracker.AutoDetectChangesEnabled = false;
            }

            await WatchAsync(session.Handoffs, db, watched, cancel);
            batch.Updated = changed.Count;
            batch.Unchanged = existing.Count - changed.Count;
        }

        if (added.Count > 0)
        {
            Insert(db, added);
            InsertBeside(db, beside, session);
            batch.Added = added.Count;
            added.ForEach(entity => Touch(touched, entity));
            added.ForEach(entity => Watch(session.Handoffs, entity));
            await WatchAsync(session.Handoffs, db, added, cancel);
        }

        await touched.SaveAsync(db, cancel);
        await AfterSavingAsync(db, batch, session, cancel);
    }

    /// <summary>True if the names of its fields need no second look.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> row) => row.IndexOf("\\u"u8) < 0 && Utf8.IsValid(row);

    /// <exception cref="InvalidOperationException">One of them is not readable text.</exception>
    private static void ReadNames(JsonElement row)
    {
        foreach (var field in row.EnumerateObject())
        {
            _ = field.Name;
        }
    }

    private static void Know(TEntity entity, DateTimeOffset? updatedAt)
    {
        if (updatedAt is { } at && entity is IFollowsPlatform follows)
        {
            follows.KnowOf(at);
        }
    }

    private static string ItemOf(TKey key) => Convert.ToString(key, System.Globalization.CultureInfo.InvariantCulture)!;
}

/// <summary>A row of a record that exists.</summary>
/// <param name="Said">As it came.</param>
/// <param name="Followed">With staff's values in the fields whose changes wait for the platform.</param>
internal sealed record FollowedRow<TEntity, TRow>(TEntity Entity, TRow Said, TRow Followed);
