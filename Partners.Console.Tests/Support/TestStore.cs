using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Support;

/// <summary>
/// The databases of tests: SQLite files, or databases of the PostgreSQL server that PARTNERS_TEST_DATABASE names, such as
/// "Host=127.0.0.1;Port=5433;Username=partners". Each is known by a file name on either.
/// </summary>
internal static class TestStore
{
    private static readonly string? s_server = Environment.GetEnvironmentVariable("PARTNERS_TEST_DATABASE") is { Length: > 0 } named
        ? named
        : null;

    /// <summary>How often a database is emptied for the next test. Each time leaves dead rows behind.</summary>
    private const int MostTests = 40;

    private static readonly string[] s_makes = ["CREATE ", "DROP ", "ALTER ", "TRUNCATE ", "GRANT "];

    /// <summary>Databases of the server by the path that their test knows them by.</summary>
    private static readonly ConcurrentDictionary<string, Kept> s_databases = new(StringComparer.Ordinal);

    /// <summary>Emptied ones, which cost a tenth of a new one and have their connections open.</summary>
    private static readonly ConcurrentQueue<Kept> s_emptied = new();

    /// <summary>The server copies one template at a time.</summary>
    private static readonly SemaphoreSlim s_copying = new(1, 1);

    public static bool IsServer => s_server is not null;

    /// <summary>The address of the database that goes by this file name.</summary>
    public static DatabaseAddress AddressOf(string file) => IsServer
        ? new(DatabaseProvider.PostgreSql, ConnectionTo(NameOf(file)))
        : new(DatabaseProvider.Sqlite, file);

    /// <summary>Ends a test that is about SQLite's own file, its plans or its errors, where the tests run on a server.</summary>
    public static void OnlyForTheFile(string why) => Assert.SkipWhen(IsServer, $"SQLite's own: {why}");

    /// <param name="template">Null for a database without tables.</param>
    /// <param name="isEmptied">Whether the template knows how to be emptied: then that of an earlier test will do.</param>
    public static async Task CreateAsync(string file, string? template, bool isEmptied = false)
    {
        if (!IsServer)
        {
            if (template is not null)
            {
                File.Copy(template, file);
            }

            return;
        }

        var path = Path.GetFullPath(file);
        // Somebody who has its address already cannot be given another.
        if (isEmptied && !s_databases.ContainsKey(path) && s_emptied.TryDequeue(out var earlier))
        {
            s_databases[path] = earlier;
            return;
        }

        var from = template is null ? "template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'" : NameOf(template);
        await s_copying.WaitAsync();
        try
        {
            await OnServerAsync("postgres", $"CREATE DATABASE {NameOf(file)} TEMPLATE {from} STRATEGY FILE_COPY");
        }
        finally
        {
            s_copying.Release();
        }

        DatabaseOf(file).CanBeEmptied = isEmptied;

        if (template is null)
        {
            await OnServerAsync(NameOf(file), ServerSql.Helpers);
        }
    }

    /// <summary>Teaches a template to be emptied to what it holds now.</summary>
    public static Task LearnToBeEmptiedAsync(string template) => OnServerAsync(NameOf(template), ServerSql.Emptying);

    public static async Task<bool> ExistsAsync(string file)
    {
        if (!IsServer)
        {
            return File.Exists(file);
        }

        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = NameOf(file) });
        return await command.ExecuteScalarAsync() is not null;
    }

    /// <summary>Lets go of the database, so that its folder can be removed; on a server removes it.</summary>
    /// <param name="endsWithIt">Nothing is at work on it any more, so that another test can have it.</param>
    public static async Task LeaveAsync(string file, bool keeps = false, bool endsWithIt = false)
    {
        if (!IsServer)
        {
            await using var connection = new SqliteConnection($"Data Source={file}");
            SqliteConnection.ClearPool(connection);
            SqliteConnection.ClearAllPools();
            return;
        }

        if (endsWithIt && await EmptiedAsync(file))
        {
            return;
        }

        await using (var connection = new NpgsqlConnection(ConnectionTo(NameOf(file)) + ";Application Name=partners"))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        if (!keeps)
        {
            await OnServerAsync("postgres", $"DROP DATABASE IF EXISTS {NameOf(file)} WITH (FORCE)");
            s_databases.TryRemove(Path.GetFullPath(file), out _);
        }
    }

    /// <summary>A connection of the test's own, past all of the product's checks.</summary>
    public static async Task<DbConnection> ConnectAsync(string file)
    {
        // What is done on it is not known here.
        DatabaseOf(file).CanBeEmptied = false;
        return await OpenAsync(file);
    }

    private static async Task<DbConnection> OpenAsync(string file)
    {
        DbConnection connection = IsServer
            ? new NpgsqlConnection(ConnectionTo(NameOf(file)) + ";Pooling=false")
            : new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Runs SQL past all of the product's checks, like someone with the file or the server's password.</summary>
    public static async Task<int> ByHandAsync(string file, string sql)
    {
        // Emptying a database takes rows away, not what was made or altered.
        DatabaseOf(file).CanBeEmptied &= !s_makes.Any(word => sql.Contains(word, StringComparison.OrdinalIgnoreCase));
        await using var connection = await OpenAsync(file);
        await using var command = connection.CreateCommand();
        command.CommandText = IsServer ? ServerSql.Of(sql) : sql;
        return await command.ExecuteNonQueryAsync();
    }

    private static async Task<bool> EmptiedAsync(string file)
    {
        var database = DatabaseOf(file);
        if (!database.CanBeEmptied || ++database.Tests >= MostTests)
        {
            return false;
        }

        await OnServerAsync(database.Name, "SELECT test.empty()");
        s_databases.TryRemove(Path.GetFullPath(file), out _);
        s_emptied.Enqueue(database);
        return true;
    }

    private static string NameOf(string file) => DatabaseOf(file).Name;

    private static Kept DatabaseOf(string file) => s_databases.GetOrAdd(
        Path.GetFullPath(file),
        path => new($"t_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..24]}"));

    private static string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder(s_server)
    {
        Database = database,
        MaxPoolSize = 20,
        ConnectionIdleLifetime = 5,
        ConnectionPruningInterval = 1,
    }.ConnectionString;

    private static async Task OnServerAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo(database) + (database == "postgres" ? "" : ";Pooling=false"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Kept(string name)
    {
        public string Name { get; } = name;

        public bool CanBeEmptied { get; set; }

        public int Tests { get; set; }
    }
}
