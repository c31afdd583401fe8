using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Partners.Core.Values;

namespace Partners.Core.Persistence;

/// <summary>The embedded database as a file: brought up to date at start, after a copy was made where anything is pending.</summary>
public sealed partial class DatabaseFile(IDbContextFactory<PartnersDb> contexts, TimeProvider time, ILogger<DatabaseFile> log)
{
    /// <summary>Applies pending migrations. A database that holds something is first copied beside itself.</summary>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).ToList();
        if (pending.Count == 0)
        {
            return;
        }

        if ((await db.Database.GetAppliedMigrationsAsync(cancel)).Any())
        {
            await CopyAsync(db, cancel);
        }

        LogMigrating(pending.Count);
        await db.Database.OpenConnectionAsync(cancel);
        ((SqliteConnection)db.Database.GetDbConnection()).CreateFunction<string, string>("search_key", SearchKey.Of);
        await db.Database.MigrateAsync(cancel);
    }

    /// <summary>A consistent copy, taken through SQLite while others may read and write: partners.db.backup-20261120T101500Z.</summary>
    private async Task CopyAsync(PartnersDb db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var live = (SqliteConnection)db.Database.GetDbConnection();
        if (live.DataSource.Length == 0 || string.Equals(live.DataSource, ":memory:", StringComparison.Ordinal))
        {
            return;
        }

        var copy = $"{live.DataSource}.backup-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}";
        await using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ConnectionString);
        await target.OpenAsync(cancel);
        live.BackupDatabase(target);
        LogCopied(copy);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applying {Count} migration(s) to the database.")]
    private partial void LogMigrating(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Copied the database to {File} before migrating it.")]
    private partial void LogCopied(string file);
}
