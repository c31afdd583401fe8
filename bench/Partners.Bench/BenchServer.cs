using Npgsql;

namespace Partners.Bench;

/// <summary>One database of a PostgreSQL server.</summary>
internal sealed class BenchServer(string server, string name)
{
    public string Name => name;

    public string Connection { get; } = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

    private string Maintenance { get; } =
        new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false }.ConnectionString;

    public static long SizeInMegabytes(string connection)
    {
        using var opened = new NpgsqlConnection(connection);
        opened.Open();
        using var command = new NpgsqlCommand("SELECT pg_database_size(current_database()) / 1048576", opened);
        return (long)command.ExecuteScalar()!;
    }

    /// <returns>Whether it is new.</returns>
    public async Task<bool> CreateAsync(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Maintenance);
        await connection.OpenAsync(cancel);
        await using var there = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection);
        there.Parameters.Add(new() { Value = name });
        if (await there.ExecuteScalarAsync(cancel) is not null)
        {
            return false;
        }

        await using var create = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'", connection);
        await create.ExecuteNonQueryAsync(cancel);
        return true;
    }

    public Task AnalyzeAsync(CancellationToken cancel) => RunAsync(Connection, "VACUUM ANALYZE", cancel);

    public async Task DropAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync(Maintenance, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)", CancellationToken.None);
    }

    private static async Task RunAsync(string address, string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
