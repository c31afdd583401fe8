using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Partners.Core.Persistence;

/// <summary>
/// What every connection is told when it opens. WAL lets readers go on beside the one writer; FULL makes a commit outlive a
/// power cut; the busy timeout is SQLite's own wait for writers of other processes, such as an import at the command line.
/// </summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    internal const string Pragmas =
        "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite has no asynchronous calls; an awaited one would only be slower.
        Apply(connection);
        return Task.CompletedTask;
    }

    private static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}
