using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Partners.Core.Persistence.Sqlite;

/// <summary>
/// Settings for every connection when it first opens. WAL lets readers work beside the one writer; FULL makes a commit survive a power cut;
/// the busy timeout makes SQLite wait for writers in other processes, such as an import at the command line.
/// </summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    private const long CacheKibibytes = 65_536;

    internal static readonly string Pragmas = FormattableString.Invariant(
        $"PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -{CacheKibibytes};");

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        // SQLite has no asynchronous calls, so awaiting would only be slower.
        Apply(connection);
        return Task.CompletedTask;
    }

    private static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();

        // A pooled connection keeps its settings. Asking for one takes a fraction of the time of setting them all for every operation.
        command.CommandText = "PRAGMA cache_size";
        if (command.ExecuteScalar() is -CacheKibibytes)
        {
            return;
        }

        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}
