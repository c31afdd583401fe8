using Microsoft.EntityFrameworkCore;

namespace Partners.Core.Persistence;

/// <summary>
/// Tells whether anyone has committed anything, in this process or another, such as an import at the command line. Keeps its own
/// connection, which never writes.
/// </summary>
public sealed class DataVersion(IDbContextFactory<PartnersDb> contexts) : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private PartnersDb? _db;

    internal async Task<string> ReadAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (_db is not null)
            {
                try
                {
                    return await _db.Engine.DataVersionAsync(_db, cancel);
                }
                catch (Exception fault) when (DatabaseFault.Of(fault) is not null)
                {
                    // A connection that is kept does not outlive its server. A new one tells whether there is a server now.
                    await _db.DisposeAsync();
                    _db = null;
                }
            }

            _db = await contexts.OpenAsync(cancel);
            return await _db.Engine.DataVersionAsync(_db, cancel);
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
