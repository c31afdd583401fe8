using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Partners.Console.MadeUp;
using Partners.Core;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Persistence.Sqlite;

namespace Partners.Bench;

/// <summary>The database being measured, with the core's services.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private BenchDatabase(string file)
    {
        File = file;
        _services = new ServiceCollection().AddLogging().AddPartnersCore(file).AddMadeUpData().BuildServiceProvider();
    }

    public static Staff Who { get; } = Staff.AtTheCommandLine("bench");

    /// <summary>Has every permission.</summary>
    public static Staff Anyone { get; } = new(
        "bench-operator",
        "Bench",
        string.Empty,
        Who.Permissions | Role.HandoffOperator.Permissions | Role.CommercialOwner.Permissions);

    public string File { get; }

    /// <summary>Reuses the file of an earlier run, and fills a new one. A file whose filling was interrupted is deleted.</summary>
    public static async Task<BenchDatabase> OpenAsync(BenchData data, BenchOptions options, CancellationToken cancel)
    {
        var file = options.FileOf(data);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var isNew = !System.IO.File.Exists(file);
        var database = new BenchDatabase(file);
        try
        {
            await database.Get<DatabaseFile>().MigrateAsync(cancel);
            if (isNew && data.FillAsync is { } fill)
            {
                var started = Stopwatch.GetTimestamp();
                await System.Console.Error.WriteLineAsync($"Making {file} …");
                await fill(database, options, cancel);
                await System.Console.Error.WriteLineAsync(
                    $"Made in {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s, {database.SizeInMegabytes:N0} MB.");
            }

            return database;
        }
        catch when (isNew)
        {
            await database.DisposeAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Array.ForEach(Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"), System.IO.File.Delete);
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public long SizeInMegabytes => new FileInfo(File).Length / (1024 * 1024);

    public Task<PartnersDb> ContextAsync(CancellationToken cancel) => Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync(cancel);

    public async Task WriteAsync(Func<PartnersDb, Task> write, CancellationToken cancel)
    {
        await using var db = await ContextAsync(cancel);
        await write(db);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
