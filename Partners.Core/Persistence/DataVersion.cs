using Microsoft.EntityFrameworkCore;

namespace Partners.Core.Persistence;

/// <summary>
/// A number that is another one as soon as anybody has committed anything, in this process or in another, such as an import at the command
/// line. SQLite counts what others did by connection, so this keeps one of its own, which never writes.
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
            await using var command = _db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA data_version";
            return (long)(await command.ExecuteScalarAsync(cancel))!;
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
