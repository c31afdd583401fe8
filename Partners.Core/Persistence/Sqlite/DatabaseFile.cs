using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Partners.Core.Persistence.Sqlite;

/// <summary>The embedded database as a file.</summary>
public sealed partial class DatabaseFile(IDbContextFactory<PartnersDb> contexts, TimeProvider time, ILogger<DatabaseFile> log)
    : DatabaseUpkeep
{
    /// <summary>The first migration of the unreleased versions. This version does not contain their migrations.</summary>
    private const string BeforeRelease = "20261121000000_Initial";

    private static readonly TimeSpan s_askAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>The file name as the settings have it.</summary>
    public override string Name
    {
        get
        {
            using var db = contexts.CreateDbContext();
            return FileOf(db);
        }
    }

    public override string Folder => Path.GetDirectoryName(Path.GetFullPath(Name))!;

    public override async Task<bool> IsPendingAsync(CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        return await IsPendingAsync(db, cancel);
    }

    /// <summary>
    /// Applies pending migrations. A database with data is first copied beside itself. If several processes start at once, one migrates and
    /// the others wait.
    /// </summary>
    /// <exception cref="DatabaseRefusedException">Another version of the console made the database.</exception>
    public override async Task MigrateAsync(CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        if (!await IsPendingAsync(db, cancel))
        {
            return;
        }

        using var turn = await TakeTurnAsync(db, cancel);
        if (!await IsPendingAsync(db, cancel))
        {
            return;
        }

        if (await HoldsTablesAsync(db, cancel))
        {
            Copy(db);
        }

        await RemoveAbandonedLockAsync(db, cancel);
        LogMigrating();
        await db.Database.MigrateAsync(cancel);
    }

    /// <summary>Checks the whole file where the exception does not tell.</summary>
    public override async Task<DatabaseFault?> ExplainAsync(Exception exception)
    {
        if (DatabaseFault.Of(exception) is { } fault)
        {
            return fault;
        }

        try
        {
            await using var db = await contexts.OpenAsync(CancellationToken.None);
            return await SqliteDatabase.IsWholeAsync(db, CancellationToken.None) ? null : new(DatabaseFaultKind.Damaged, "integrity check");
        }
#pragma warning disable CA1031 // A failed check adds nothing to the exception at hand.
        catch (Exception other)
#pragma warning restore CA1031
        {
            return DatabaseFault.Of(other);
        }
    }

    private static async Task<bool> IsPendingAsync(PartnersDb db, CancellationToken cancel)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        var known = db.Database.GetMigrations().ToList();
        if (applied.Contains(BeforeRelease, StringComparer.Ordinal))
        {
            throw new DatabaseRefusedException(
                $"The database {FileOf(db)} comes from a version before the first release. Move the file away, start again, and import the "
                    + "platform's exports.");
        }

        if (applied.Except(known, StringComparer.Ordinal).Any())
        {
            throw new DatabaseRefusedException(
                $"A later version of Partners made the database {FileOf(db)}. Start that version, or put back the copy that was made "
                    + "before the update.");
        }

        return applied.Count < known.Count;
    }

    private static async Task<MigrationLock> TakeTurnAsync(PartnersDb db, CancellationToken cancel)
    {
        while (true)
        {
            if (MigrationLock.TryTake(FileOf(db)) is { } turn)
            {
                return turn;
            }

            await Task.Delay(s_askAgain, cancel);
        }
    }

    private static Task<bool> HoldsTablesAsync(PartnersDb db, CancellationToken cancel) =>
        db.Database
            .SqlQuery<int>(
                $"""SELECT 1 AS "Value" FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\_\_EF%' ESCAPE '\' LIMIT 1""")
            .AnyAsync(cancel);

    /// <summary>
    /// EF Core's lock table outlives a killed process, and the next one would wait for it for ever. Whoever holds our turn is alone, so a
    /// table that exists is abandoned.
    /// </summary>
    private static Task<int> RemoveAbandonedLockAsync(PartnersDb db, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancel);

    /// <summary>Makes a consistent copy while others read and write, such as partners.db.backup-20261120T101500Z.</summary>
    private void Copy(PartnersDb db)
    {
        var live = (SqliteConnection)db.Database.GetDbConnection();
        if (live.DataSource.Length == 0 || string.Equals(live.DataSource, ":memory:", StringComparison.Ordinal))
        {
            return;
        }

        var copy = $"{live.DataSource}.backup-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}";
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ConnectionString);
        try
        {
            target.Open();
            live.BackupDatabase(target);
        }
        catch
        {
            // Half a copy wastes space, and someone could mistake it for a backup.
            target.Close();
            File.Delete(copy);
            throw;
        }

        LogCopied(copy);
    }

    private static string FileOf(PartnersDb db) => db.Database.GetDbConnection().DataSource;

    [LoggerMessage(Level = LogLevel.Information, Message = "Bringing the database up to date.")]
    private partial void LogMigrating();

    [LoggerMessage(Level = LogLevel.Information, Message = "Copied the database to {File} before changing it.")]
    private partial void LogCopied(string file);
}
