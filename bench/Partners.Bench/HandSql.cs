using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Bench;

/// <summary>
/// SQL as a person would write it for just this: on a connection that is had as the services have theirs, with a command made for each
/// statement, and rows read by column.
/// </summary>
internal sealed class HandSql : IAsyncDisposable
{
    private static readonly string[] s_names = ["$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9"];

    private readonly PartnersDb _db;

    private HandSql(PartnersDb db) => _db = db;

    public static async Task<HandSql> OpenAsync(IDbContextFactory<PartnersDb> contexts, CancellationToken cancel) => new(await contexts.OpenAsync(cancel));

    /// <param name="values">Of $1, $2 and so on.</param>
    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The first column of the only row.</summary>
    public int Count(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => _db.DisposeAsync();

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        var command = ((SqliteConnection)_db.Database.GetDbConnection()).CreateCommand();
#pragma warning disable CA2100 // Nobody types anything here: the texts are this program's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue(s_names[i], values[i] switch
            {
                null => DBNull.Value,
                Guid id => id.ToByteArray(bigEndian: true),
                DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                DateTimeOffset at => at.ToUnixTimeMilliseconds(),
                var other => other,
            });
        }

        return command;
    }
}

/// <summary>Columns as the core stores them (<see cref="PartnersDb"/>).</summary>
internal static class Columns
{
    public static Guid Id(this SqliteDataReader row, int column) => new(row.GetFieldValue<byte[]>(column), bigEndian: true);

    public static Guid? MaybeId(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Id(column);

    public static string? MaybeText(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? MaybeNumber(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static DateTimeOffset At(this SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static DateTimeOffset? MaybeAt(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.At(column);

    public static DateOnly Day(this SqliteDataReader row, int column) => DateOnly.ParseExact(row.GetString(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? MaybeDay(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Day(column);

    public static Money Cents(this SqliteDataReader row, int column) => new(row.GetInt64(column));

    public static Money? MaybeCents(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Cents(column);

    public static Percentage Points(this SqliteDataReader row, int column) => new(row.GetInt32(column));

    public static Percentage? MaybePoints(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Points(column);

    public static T Word<T>(this SqliteDataReader row, int column)
        where T : struct, Enum => Enum.Parse<T>(row.GetString(column));
}
