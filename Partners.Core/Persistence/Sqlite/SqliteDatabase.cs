using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Partners.Core.Persistence.Sqlite;

/// <summary>SQLite as the console's database.</summary>
internal static class SqliteDatabase
{
    /// <param name="file">Created if missing.</param>
    public static DbContextOptionsBuilder UsePartnersFile(this DbContextOptionsBuilder options, string file) => options
        .UseSqlite(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWriteCreate }.ConnectionString,
            // Pass a list of keys as one JSON parameter. With one parameter per key, EF Core rewrites the statement for every list length:
            // a thousand keys took 4.6 ms instead of 1.1, and an import reads 20,000 rows a second.
            sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
        .AddInterceptors(new SqliteSettings())
        // Whoever handles an exception logs it once. EF Core would log it first, with the whole statement.
        .ConfigureWarnings(log => log.Log(
            (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.ConnectionError, LogLevel.Debug),
            (RelationalEventId.TransactionError, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug),
            (CoreEventId.SaveChangesFailed, LogLevel.Debug)));

    /// <summary>
    /// A number that changes whenever another connection commits, in this process or another. It ignores a connection's own commits, so ask
    /// on one that never writes.
    /// </summary>
    public static async Task<string> DataVersionAsync(PartnersDb db, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return ((long)(await command.ExecuteScalarAsync(cancel))!).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Checks every page and index of the file, reading all of it.</summary>
    public static async Task<bool> IsWholeAsync(PartnersDb db, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        return await command.ExecuteScalarAsync(cancel) is "ok";
    }

    /// <summary>The query plan of a statement, without running it. Uses the same connection, and its transaction if there is one.</summary>
    public static string PlanOf(DbCommand command)
    {
        using var explain = command.Connection!.CreateCommand();
        explain.Transaction = command.Transaction;
#pragma warning disable CA2100 // The text is the core's own and has just run.
        explain.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
#pragma warning restore CA2100
        foreach (DbParameter parameter in command.Parameters)
        {
            var unknown = explain.CreateParameter();
            (unknown.ParameterName, unknown.Value) = (parameter.ParameterName, DBNull.Value);
            explain.Parameters.Add(unknown);
        }

        // Columns: id, parent, unused, detail. Each step is indented below its parent.
        var (plan, depths) = (new StringBuilder(), new Dictionary<long, int> { [0] = 0 });
        using var steps = explain.ExecuteReader();
        while (steps.Read())
        {
            var depth = depths.GetValueOrDefault(steps.GetInt64(1));
            depths[steps.GetInt64(0)] = depth + 1;
            plan.Append('\n').Append(' ', depth * 2).Append(CultureInfo.InvariantCulture, $"{steps.GetString(3)}");
        }

        return plan.ToString();
    }
}
