using System.Data.Common;
using Partners.Console.Tests.Support;

namespace Partners.Console.Tests.Hosting.Instances;

/// <summary>A table that can be read and not written while this is held: whoever writes stops in the middle of a transaction.</summary>
internal sealed class HeldTable : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;

    private HeldTable(DbConnection connection, DbTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    public static async Task<HeldTable> HoldAsync(TestDatabase database, string table)
    {
        var connection = await database.ConnectAsync();
        var held = new HeldTable(connection, await connection.BeginTransactionAsync());
        await held.AskAsync($"""LOCK TABLE "{table}" IN SHARE MODE""");
        return held;
    }

    /// <summary>Waits until somebody waits for it.</summary>
    public Task IsWaitedForAsync() => Eventually.HoldsAsync(async () => (long)(await AskAsync("""
        SELECT count(*) FROM pg_locks AS waits JOIN pg_locks AS held ON held.relation = waits.relation AND held.granted
        WHERE NOT waits.granted AND held.pid = pg_backend_pid()
        """))! > 0);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task<object?> AskAsync(string sql)
    {
        await using var command = _connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, _transaction);
        return await command.ExecuteScalarAsync();
    }
}
