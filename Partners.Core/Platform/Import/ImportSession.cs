using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Partners.Core.Access;
using Partners.Core.Handoffs;
using Partners.Core.Persistence;

namespace Partners.Core.Platform.Import;

/// <summary>
/// The context that an import uses. A real run commits each batch, so that staff can save in between; a dry run holds one transaction
/// throughout and rolls it back (docs/decisions/0002). What a poll of the platform found is one transaction, its mark included.
/// </summary>
internal sealed class ImportSession : IAsyncDisposable
{
    private readonly PartnersDb _db;
    private readonly WriteGate _gate;
    private readonly ImportMeter _meter;
    private readonly bool _isDryRun;
    private IDisposable? _wholeTurn;
    private IDbContextTransaction? _wholeTransaction;

    private ImportSession(
        PartnersDb db,
        WriteGate gate,
        IDisposable? wholeTurn,
        IDbContextTransaction? wholeTransaction,
        bool isDryRun,
        ImportMeter meter,
        TouchedHandoffs handoffs,
        Staff who,
        Guid runId,
        DateTimeOffset at)
    {
        _db = db;
        _gate = gate;
        _wholeTurn = wholeTurn;
        _wholeTransaction = wholeTransaction;
        _isDryRun = isDryRun;
        _meter = meter;
        Handoffs = handoffs;
        Who = who;
        RunId = runId;
        At = at;
    }

    /// <summary>The completed handoffs whose proof this import may have broken.</summary>
    public TouchedHandoffs Handoffs { get; }

    public Staff Who { get; }

    /// <summary>The import's own id; what it writes to the audit trail carries it.</summary>
    public Guid RunId { get; }

    /// <summary>When the import began; used for new records that the export gives no time for.</summary>
    public DateTimeOffset At { get; }

    public static async Task<ImportSession> BeginAsync(
        IDbContextFactory<PartnersDb> contexts,
        WriteGate gate,
        ImportCommit commit,
        ImportMeter meter,
        Staff who,
        Guid runId,
        DateTimeOffset at,
        CancellationToken cancel)
    {
        var isWhole = commit is not ImportCommit.ByBatch;
        var turn = isWhole ? await gate.EnterAsync(cancel) : null;
        PartnersDb? db = null;
        try
        {
            db = await contexts.CreateDbContextAsync(cancel);
            db.ChangeTracker.AutoDetectChangesEnabled = false;

            // One connection for all batches, because opening one applies its settings again.
            await db.Database.OpenConnectionAsync(cancel);
            var transaction = isWhole ? await db.BeginWriteAsync(cancel) : null;
            var handoffs = await TouchedHandoffs.OfAsync(db, cancel);
            return new ImportSession(db, gate, turn, transaction, commit is ImportCommit.Never, meter, handoffs, who, runId, at);
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
            await using var transaction = await _db.BeginWriteAsync(cancel);
            await work(_db);
            await transaction.CommitAsync(CancellationToken.None);
        }

        _db.ChangeTracker.Clear();
    }

    /// <summary>Commits what is one transaction, but for a dry run; what follows is committed by batch.</summary>
    public async Task CommitAsync()
    {
        if (_wholeTransaction is null || _isDryRun)
        {
            return;
        }

        await _wholeTransaction.CommitAsync(CancellationToken.None);
        await _wholeTransaction.DisposeAsync();
        _wholeTurn?.Dispose();
        (_wholeTransaction, _wholeTurn) = (null, null);
    }

    /// <summary>Reads what the import has written so far; in a dry run, what it would have written.</summary>
    public Task ReadAsync(Func<PartnersDb, Task> work) => work(_db);

    public void Report(string file, JsonRows rows) => _meter.Read(file, rows);

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
