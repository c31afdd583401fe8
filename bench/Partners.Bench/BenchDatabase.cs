using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Partners.Console.MadeUp;
using Partners.Core;
using Partners.Core.Access;
using Partners.Core.Persistence;

namespace Partners.Bench;

/// <summary>The database being measured, with the core's services.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private readonly BenchServer? _temporary;

    private BenchDatabase(DatabaseAddress address, BenchServer? temporary = null)
    {
        (Address, _temporary) = (address, temporary);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(PullMeasurements.Platform)
            .AddPartnersCore(address)
            .AddMadeUpData().BuildServiceProvider();
    }

    public static Staff Who { get; } = Staff.AtTheCommandLine("bench");

    /// <summary>Has every permission.</summary>
    public static Staff Anyone { get; } = new(
        "bench-operator",
        "Bench",
        string.Empty,
        Who.Permissions | Role.HandoffOperator.Permissions | Role.CommercialOwner.Permissions);

    public DatabaseAddress Address { get; }

    public string Engine => Address.Provider == DatabaseProvider.Sqlite ? "SQLite" : "PostgreSQL";

    public long SizeInMegabytes => Address.Provider == DatabaseProvider.Sqlite
        ? new FileInfo(Address.Text).Length / (1024 * 1024)
        : BenchServer.SizeInMegabytes(Address.Text);

    /// <summary>One that is there and filled, for a process that only works on it.</summary>
    public static BenchDatabase Of(DatabaseAddress address) => new(address);

    /// <summary>
    /// Reuses the file of an earlier run, and fills a new one. A file whose filling was interrupted is deleted. A server gets a copy of the
    /// file, so that both have the same rows.
    /// </summary>
    public static async Task<BenchDatabase> OpenAsync(BenchData data, BenchOptions options, CancellationToken cancel)
    {
        if (options.Server is { } server)
        {
            return await OpenAsync(new BenchServer(server, options.NameOf(data)), data, options, cancel);
        }

        var file = options.FileOf(data);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var isNew = !System.IO.File.Exists(file);
        var database = new BenchDatabase(new(DatabaseProvider.Sqlite, file));
        try
        {
            await database.FillAsync(isNew, file, data, options, cancel);
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

    public Task<PartnersDb> ContextAsync(CancellationToken cancel) => Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync(cancel);

    public async Task WriteAsync(Func<PartnersDb, Task> write, CancellationToken cancel)
    {
        await using var db = await ContextAsync(cancel);
        await write(db);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_temporary is not null)
        {
            await _temporary.DropAsync();
        }
    }

    private static async Task<BenchDatabase> OpenAsync(BenchServer server, BenchData data, BenchOptions options, CancellationToken cancel)
    {
        var isNew = await server.CreateAsync(cancel);
        var database = new BenchDatabase(
            new(DatabaseProvider.PostgreSql, server.Connection), options.IsTemporary ? server : null);
        try
        {
            await database.FillAsync(isNew, server.Name, data.OfFile(), options, cancel);
            if (isNew)
            {
                // As the server does by itself after a while.
                await server.AnalyzeAsync(cancel);
            }

            return database;
        }
        catch when (isNew)
        {
            await database._services.DisposeAsync();
            await server.DropAsync();
            throw;
        }
    }

    private async Task FillAsync(bool isNew, string name, BenchData data, BenchOptions options, CancellationToken cancel)
    {
        await Get<DatabaseUpkeep>().MigrateAsync(cancel);
        if (isNew && data.FillAsync is { } fill)
        {
            var started = Stopwatch.GetTimestamp();
            await System.Console.Error.WriteLineAsync($"Making {name} …");
            await fill(this, options, cancel);
            await System.Console.Error.WriteLineAsync(
                $"Made in {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s, {SizeInMegabytes:N0} MB.");
        }
    }
}
