using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Partners.Core.Persistence.PostgreSql;

/// <summary>The database on a server. Nothing is copied before an update: that is for pg_dump (docs/operations.md).</summary>
public sealed partial class PostgreSqlUpkeep(IDbContextFactory<PartnersDb> contexts, ILogger<PostgreSqlUpkeep> log) : DatabaseUpkeep
{
    /// <summary>Any number that nothing else of this database locks by.</summary>
    private const int MigrationLock = 7_332;

    private static readonly TimeSpan s_longestMigration = TimeSpan.FromHours(4);

    /// <summary>Such as partners on db.example:5432.</summary>
    public override string Name
    {
        get
        {
            using var db = contexts.CreateDbContext();
            return PostgreSqlSessions.NameOf(new(db.Database.GetConnectionString()));
        }
    }

    public override string? Folder => null;

    public override async Task<bool> IsPendingAsync(CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        return await IsPendingAsync(db, cancel);
    }

    /// <summary>
    /// Of several instances one migrates, and the others find it done. EF Core locks its table of migrations for one migration only, so
    /// the turn is a lock of its own. It ends with its connection, and so does a migration that was half done.
    /// </summary>
    public override async Task MigrateAsync(CancellationToken cancel)
    {
        await using var turns = await contexts.OpenAsync(cancel);
        turns.Database.SetCommandTimeout(s_longestMigration);
        await using var turn = await turns.Database.BeginTransactionAsync(cancel);
        await turns.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({MigrationLock})", cancel);

        await using var db = await contexts.OpenAsync(cancel);
        if (!await IsPendingAsync(db, cancel))
        {
            return;
        }

        LogMigrating();
        db.Database.SetCommandTimeout(s_longestMigration);
        await db.Database.MigrateAsync(cancel);
    }

    public override Task<DatabaseFault?> ExplainAsync(Exception exception) => Task.FromResult(DatabaseFault.Of(exception));

    private async Task<bool> IsPendingAsync(PartnersDb db, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        if (connection.PostgreSqlVersion < PostgreSqlServer.Oldest)
        {
            throw new DatabaseRefusedException(
                $"The server of the database {Name} is PostgreSQL {connection.PostgreSqlVersion}. "
                    + $"Partners needs {PostgreSqlServer.Oldest.Major} or later.");
        }

        var encoding = await db.Database.SqlQuery<string>($"SELECT current_setting('server_encoding') AS \"Value\"").SingleAsync(cancel);
        if (encoding != "UTF8")
        {
            throw new DatabaseRefusedException(
                $"The database {Name} keeps text as {encoding}. Create it with the encoding UTF8: docs/operations.md says how.");
        }

        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        var known = db.Database.GetMigrations().ToList();
        if (applied.Except(known, StringComparer.Ordinal).Any())
        {
            throw new DatabaseRefusedException(
                $"A later version of Partners made the database {Name}. Start that version, or restore the backup from before the update.");
        }

        return applied.Count < known.Count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Bringing the database up to date.")]
    private partial void LogMigrating();
}
