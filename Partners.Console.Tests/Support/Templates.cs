using System.Collections.Concurrent;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.MadeUp;
using Partners.Console.MadeUp.Demonstration;
using Partners.Core;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Persistence.Sqlite;

namespace Partners.Console.Tests.Support;

/// <summary>Databases that the product creates once per run, to be copied.</summary>
internal static class Templates
{
    private static readonly Lazy<Task<string>> s_migrated = new(() => MakeAsync(
        TimeProvider.System,
        file: null,
        services => services.GetRequiredService<DatabaseFile>().MigrateAsync(CancellationToken.None)));

    private static readonly ConcurrentDictionary<DateTimeOffset, Lazy<Task<string>>> s_demonstrations = new();

    /// <summary>A database with every table and no rows.</summary>
    public static async Task CopyMigratedAsync(string file) => File.Copy(await s_migrated.Value, file);

    /// <param name="now">The demonstration's dates are relative to the day it is loaded.</param>
    public static async Task CopyDemonstrationAsync(string file, DateTimeOffset now) =>
        File.Copy(await s_demonstrations.GetOrAdd(now, moment => new(() => LoadOnceAsync(moment))).Value, file);

    private static async Task<string> LoadOnceAsync(DateTimeOffset now) =>
        await MakeAsync(new FixedClock(now), await s_migrated.Value, async services =>
            (await services.GetRequiredService<DemonstrationData>().LoadAsync(
                Staff.AtTheCommandLine("test"),
                CancellationToken.None)).IsDone
                .Should().BeTrue());

    /// <param name="file">The file to start from; null to start from nothing.</param>
    private static async Task<string> MakeAsync(TimeProvider time, string? file, Func<IServiceProvider, Task> make)
    {
        var made = Path.Combine(Directory.CreateTempSubdirectory("partners-template-").FullName, "partners.db");
        if (file is not null)
        {
            File.Copy(file, made);
        }

        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(time)
            .AddPartnersCore(made)
            .AddMadeUpData()
            .BuildServiceProvider();
        await make(services);

        // Only this file is copied, so nothing may be left in the write-ahead log.
        await using var db = await services.GetRequiredService<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(made)!, recursive: true);
        return made;
    }
}
