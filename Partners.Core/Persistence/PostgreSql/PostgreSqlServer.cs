using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Partners.Core.Persistence.PostgreSql;

/// <summary>PostgreSQL as the console's database.</summary>
internal static class PostgreSqlServer
{
    /// <summary>The oldest that was tried.</summary>
    public static readonly Version Oldest = new(15, 0);

    /// <summary>Tells this process's commits from those of other instances. Declared before the text that holds it.</summary>
    public static readonly string InstanceName = Guid.NewGuid().ToString("N");

    /// <summary>Any number, the same in every instance.</summary>
    private const int WritersLock = 7_331;

    /// <summary>
    /// One writer at a time in all instances: the lock is taken before the decision, so that what was decided still holds. It ends with the
    /// transaction, and the server ends the transaction of an instance that was frozen. Set for each transaction, because a pooler hands
    /// the connection to somebody else afterwards.
    /// </summary>
    private static readonly string s_begin = FormattableString.Invariant(
        $"""
        SET LOCAL lock_timeout = '30s'; SET LOCAL idle_in_transaction_session_timeout = '60s';
        SET LOCAL partners.instance = '{InstanceName}'; SELECT pg_advisory_xact_lock({WritersLock})
        """);

    /// <summary>Large moves and the first migration take minutes; waiting for the write lock ends sooner by itself.</summary>
    private static readonly TimeSpan s_longestStatement = TimeSpan.FromMinutes(10);

    public static DbContextOptionsBuilder UsePartnersServer(this DbContextOptionsBuilder options, string connection) => options
        .UseNpgsql(
            new NpgsqlConnectionStringBuilder(connection) { ApplicationName = "partners" }.ConnectionString,
            server => server
                .SetPostgresVersion(Oldest)
                .CommandTimeout((int)s_longestStatement.TotalSeconds)
                // One array for a list of keys, whatever its length.
                .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
        // Whoever handles an exception logs it once. EF Core would log it first, with the whole statement.
        .ConfigureWarnings(log => log.Log(
            (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.ConnectionError, LogLevel.Debug),
            (RelationalEventId.TransactionError, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug),
            (CoreEventId.SaveChangesFailed, LogLevel.Debug)));

    /// <summary>
    /// READ COMMITTED: each statement after the lock sees what its last holder committed. A stricter level would take its snapshot before
    /// the lock is had.
    /// </summary>
    public static async Task<IDbContextTransaction> BeginWriteAsync(PartnersDb db, CancellationToken cancel)
    {
        var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
        try
        {
            await db.Database.ExecuteSqlRawAsync(s_begin, cancel);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>Anything that anybody commits on the server changes it.</summary>
    public static Task<string> DataVersionAsync(PartnersDb db, CancellationToken cancel) =>
        db.Database.SqlQuery<string>($"""SELECT pg_current_snapshot()::text AS "Value" """).SingleAsync(cancel);
}
