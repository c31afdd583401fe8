using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Partners.Core;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Platform.Synthetic;

namespace Partners.Bench;

/// <summary>A database that is measured, with the core's services over it.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private BenchDatabase(string file)
    {
        File = file;
        _services = new ServiceCollection().AddLogging().AddPartnersCore(file).BuildServiceProvider();
    }

    public static Staff Who { get; } = Staff.AtTheCommandLine("bench");

    public string File { get; }

    /// <summary>Seeds a new file, unless no organisations were asked for; for the ledger, with deals of which every client pays.</summary>
    public static async Task<BenchDatabase> OpenAsync(BenchOptions options, CancellationToken cancel)
    {
        var isNew = !System.IO.File.Exists(options.Database);
        var database = new BenchDatabase(options.Database);
        await database.Get<DatabaseFile>().MigrateAsync(cancel);
        await using var db = await database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync(cancel);
        if (isNew && options.Subject == Subject.Ledger)
        {
            await LedgerData.WriteAsync(db, cancel);
        }
        else if (isNew && options.Subject == Subject.Pipeline)
        {
            await PipelineData.WriteAsync(db, cancel);
        }
        else if (isNew && options.Subject == Subject.Moves)
        {
            await MoveData.WriteAsync(db, cancel);
        }
        else if (isNew && options.Subject != Subject.Handoff && options.Organisations > 0)
        {
            await database.SeedAsync(options, cancel);
        }

        System.Console.WriteLine($"{options.Database}: {await db.Organisations.CountAsync(cancel):N0} organisations, {SizeInMegabytes(options.Database):N0} MB");
        return database;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<string> SqliteVersionAsync(CancellationToken cancel)
    {
        await using var db = await Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        return db.Database.GetDbConnection().ServerVersion;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task SeedAsync(BenchOptions options, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var outcome = await Get<SyntheticData>().LoadAsync(
            Who, new SyntheticScale(options.Organisations, options.ConversationsPerOrganisation), new Printed(), cancel);
        if (outcome.Value is not { } loaded)
        {
            throw new InvalidOperationException(string.Join(' ', outcome.Refusals.Select(refusal => refusal.Sentence)));
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        using var process = Process.GetCurrentProcess();
        System.Console.WriteLine(loaded);
        System.Console.WriteLine($"Seeded in {elapsed.TotalSeconds:N0} s, {loaded.Rows / elapsed.TotalSeconds:N0} rows a second, at most {process.PeakWorkingSet64 / (1024 * 1024):N0} MB of memory.");
    }

    private static long SizeInMegabytes(string file) => new FileInfo(file).Length / (1024 * 1024);

    private sealed class Printed : IProgress<string>
    {
        public void Report(string value) => System.Console.WriteLine(value);
    }
}
