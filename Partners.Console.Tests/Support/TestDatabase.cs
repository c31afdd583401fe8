using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.MadeUp;
using Partners.Core;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Support;

/// <summary>A SQLite file with the real services, copied from one that was migrated once.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestDatabase(string file, Action<IServiceCollection>? with = null)
    {
        File = file;
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock);
        with?.Invoke(services);
        _services = services.AddPartnersCore(file).AddMadeUpData().BuildServiceProvider();
    }

    public string File { get; }

    public FixedClock Clock { get; } = new(FixedClock.Noon);

    public DateOnly Today => Clock.TodayInAmsterdam();

    /// <param name="with">Services that a test adds or replaces.</param>
    public static async Task<TestDatabase> CreateAsync(Action<IServiceCollection>? with = null)
    {
        var file = NewFile();
        await Templates.CopyMigratedAsync(file);
        return new TestDatabase(file, with);
    }

    /// <summary>The services over an empty file, without tables.</summary>
    public static TestDatabase Empty() => new(NewFile());

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<T> QueryAsync<T>(Func<PartnersDb, Task<T>> query)
    {
        await using var db = await Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
        return await query(db);
    }

    /// <summary>Adds records like an import: the ledger's lines are posted afterwards.</summary>
    public async Task AddAsync(params IEnumerable<object> entities)
    {
        await using var db = await Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
        db.AddRange(entities);
        await db.SaveChangesAsync();
        await Get<LedgerUpkeep>().PostAllAsync(CancellationToken.None);
    }

    /// <summary>Runs SQL past all of the product's checks, like someone with the file.</summary>
    public async Task<int> ByHandAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path.GetDirectoryName(File)!, recursive: true);
    }

    private static string NewFile() => Path.Combine(Directory.CreateTempSubdirectory("partners-test-").FullName, "partners.db");
}
