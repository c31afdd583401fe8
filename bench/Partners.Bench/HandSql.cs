using System.Globalization;
using Microsoft.Data.Sqlite;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Bench;

/// <summary>SQL as it would be written by hand: one connection that stays open, with the console's settings, and each statement prepared once.</summary>
internal sealed class HandSql : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public HandSql(string file)
    {
        _connection = new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        _connection.Open();
#pragma warning disable CA2100 // Constant text: the core's own settings.
        using var settings = new SqliteCommand(SqliteSettings.Pragmas, _connection);
#pragma warning restore CA2100
        settings.ExecuteNonQuery();
    }

    /// <param name="values">Of $1, $2 and so on.</param>
    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Prepared(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The first column of the only row.</summary>
    public int Count(string sql, params ReadOnlySpan<object?> values) => Convert.ToInt32(Prepared(sql, values).ExecuteScalar(), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Prepared(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
#pragma warning disable CA2100 // Nobody types anything here: the texts are this program's own.
            command = new SqliteCommand(sql, _connection);
#pragma warning restore CA2100
            for (var i = 1; i <= values.Length; i++)
            {
                command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i}"), DBNull.Value);
            }

            _commands[sql] = command;
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] switch
            {
                null => DBNull.Value,
                Guid id => id.ToByteArray(bigEndian: true),
                DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                DateTimeOffset at => at.ToUnixTimeMilliseconds(),
                var other => other,
            };
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
