using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.MadeUp;
using Partners.Core;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Support;

/// <summary>A database with the real services, copied from one that was migrated once.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private readonly string _file;

    private TestDatabase(string file, Action<IServiceCollection>? with = null)
    {
        _file = file;
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock);
        with?.Invoke(services);
        AnswersAtOnce.Set(services);
        _services = services.AddPartnersCore(Address).AddMadeUpData().BuildServiceProvider();
    }

    public DatabaseAddress Address => TestStore.AddressOf(_file);

    /// <summary>For tests of SQLite's own file.</summary>
    public string File
    {
        get
        {
            TestStore.OnlyForTheFile("the file");
            return _file;
        }
    }

    public FixedClock Clock { get; } = new(FixedClock.Noon);

    private bool IsSecond { get; init; }

    public DateOnly Today => Clock.TodayInAmsterdam();

    /// <param name="with">Services that a test adds or replaces.</param>
    public static async Task<TestDatabase> CreateAsync(Action<IServiceCollection>? with = null)
    {
        var file = NewFile();
        await Templates.CopyMigratedAsync(file);
        return new TestDatabase(file, with);
    }

    /// <summary>The services over an empty file, without tables.</summary>
    public static async Task<TestDatabase> EmptyAsync()
    {
        var file = NewFile();
        await TestStore.CreateAsync(file, template: null);
        return new(file);
    }

    /// <summary>A second process on the same database. Dispose it before this one.</summary>
    public TestDatabase Again(Action<IServiceCollection>? with = null) => new(_file, with) { IsSecond = true };

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
    public Task<int> ByHandAsync(string sql) => TestStore.ByHandAsync(_file, sql);

    /// <summary>A connection of the test's own.</summary>
    public Task<DbConnection> ConnectAsync() => TestStore.ConnectAsync(_file);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await TestStore.LeaveAsync(_file, keeps: IsSecond, endsWithIt: !IsSecond);
        if (!IsSecond)
        {
            Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
        }
    }

    private static string NewFile() => Path.Combine(Directory.CreateTempSubdirectory("partners-test-").FullName, "partners.db");
}
