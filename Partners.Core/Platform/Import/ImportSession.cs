using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Partners.Core.Access;
using Partners.Core.Persistence;

namespace Partners.Core.Platform.Import;

/// <summary>
/// The context that an import uses. A real run commits each batch, so that staff can save in between; a dry run holds one transaction
/// throughout and rolls it back (docs/decisions/0002).
/// </summary>
internal sealed class ImportSession : IAsyncDisposable
{
    private readonly PartnersDb _db;
    private readonly WriteGate _gate;
    private readonly IDisposable? _wholeTurn;
    private readonly IDbContextTransaction? _wholeTransaction;
    private readonly ImportMeter _meter;

    private ImportSession(
        PartnersDb db,
        WriteGate gate,
        IDisposable? wholeTurn,
        IDbContextTransaction? wholeTransaction,
        ImportMeter meter,
        Staff who,
        DateTimeOffset at)
    {
        _db = db;
        _gate = gate;
        _wholeTurn = wholeTurn;
        _wholeTransaction = wholeTransaction;
        _meter = meter;
        Who = who;
        At = at;
    }

    public Staff Who { get; }

    /// <summary>When the import began; used for new records that the export gives no time for.</summary>
    public DateTimeOffset At { get; }

    public static async Task<ImportSession> BeginAsync(
        IDbContextFactory<PartnersDb> contexts,
        WriteGate gate,
        bool dryRun,
        ImportMeter meter,
        Staff who,
        DateTimeOffset at,
        CancellationToken cancel)
    {
        var turn = dryRun ? await gate.EnterAsync(cancel) : null;
        PartnersDb? db = null;
        try
        {
            db = await contexts.CreateDbContextAsync(cancel);
            db.ChangeTracker.AutoDetectChangesEnabled = false;

            // One connection for all batches, because opening one applies its settings again.
            await db.Database.OpenConnectionAsync(cancel);
            var transaction = dryRun ? await db.Database.BeginTransactionAsync(cancel) : null;
            return new ImportSession(db, gate, turn, transaction, meter, who, at);
        }
        catch
        {
            if (db is not null)
            {
                await db.DisposeAsync();
            }

            turn?.Dispose();
            throw;
        }
    }

    public async Task InBatchAsync(Func<PartnersDb, Task> work, CancellationToken cancel)
    {
        if (_wholeTransaction is not null)
        {
            await work(_db);
        }
        else
        {
            using var turn = await _gate.EnterAsync(cancel);
            await using var transaction = await _db.Database.BeginTransactionAsync(cancel);
            await work(_db);
            await transaction.CommitAsync(CancellationToken.None);
        }

        _db.ChangeTracker.Clear();
    }

    public void Report(CollectionImport collection, JsonRows rows) => _meter.Read(collection.File, rows);

    public async ValueTask DisposeAsync()
    {
        if (_wholeTransaction is not null)
        {
            await _wholeTransaction.RollbackAsync(CancellationToken.None);
            await _wholeTransaction.DisposeAsync();
        }

        await _db.DisposeAsync();
        _wholeTurn?.Dispose();
    }
}
