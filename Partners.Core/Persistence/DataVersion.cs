using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence.Sqlite;

namespace Partners.Core.Persistence;

/// <summary>
/// Tells whether anyone has committed anything, in this process or another, such as an import at the command line. Keeps its own
/// connection, which never writes.
/// </summary>
public sealed class DataVersion(IDbContextFactory<PartnersDb> contexts) : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private PartnersDb? _db;

    internal async Task<long> ReadAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            _db ??= await contexts.OpenAsync(cancel);
            return await SqliteDatabase.DataVersionAsync(_db, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        if (_db is not null)
        {
            await _db.DisposeAsync();
        }

        _one.Dispose();
    }
}
