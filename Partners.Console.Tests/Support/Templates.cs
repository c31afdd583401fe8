using System.Collections.Concurrent;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.MadeUp;
using Partners.Console.MadeUp.Demonstration;
using Partners.Core;
using Partners.Core.Access;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Support;

/// <summary>Databases that the product creates once per run, to be copied.</summary>
internal static class Templates
{
    private static readonly Lazy<Task<string>> s_migrated = new(() => MakeAsync(
        TimeProvider.System,
        file: null,
        services => services.GetRequiredService<DatabaseUpkeep>().MigrateAsync(CancellationToken.None),
        isEmptied: true));

    private static readonly ConcurrentDictionary<DateTimeOffset, Lazy<Task<string>>> s_demonstrations = new();

    /// <summary>A database with every table and no rows.</summary>
    public static async Task CopyMigratedAsync(string file) => await TestStore.CreateAsync(file, await s_migrated.Value, isEmptied: true);

    /// <param name="now">The demonstration's dates are relative to the day it is loaded.</param>
    public static async Task CopyDemonstrationAsync(string file, DateTimeOffset now) =>
        await TestStore.CreateAsync(file, await s_demonstrations.GetOrAdd(now, moment => new(() => LoadOnceAsync(moment))).Value);

    private static async Task<string> LoadOnceAsync(DateTimeOffset now) =>
        await MakeAsync(new FixedClock(now), await s_migrated.Value, async services =>
            (await services.GetRequiredService<DemonstrationData>().LoadAsync(
                Staff.AtTheCommandLine("test"),
                CancellationToken.None)).IsDone
                .Should().BeTrue());

    /// <param name="file">The file to start from; null to start from nothing.</param>
    private static async Task<string> MakeAsync(
        TimeProvider time, string? file, Func<IServiceProvider, Task> make, bool isEmptied = false)
    {
        var made = Path.Combine(Directory.CreateTempSubdirectory("partners-template-").FullName, "partners.db");
        await TestStore.CreateAsync(made, file);
        await using (var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(time)
            .AddPartnersCore(TestStore.AddressOf(made))
            .AddMadeUpData()
            .BuildServiceProvider())
        {
            await make(services);
            if (!TestStore.IsServer)
            {
                // Only this file is copied, so nothing may be left in the write-ahead log.
                await TestStore.ByHandAsync(made, "PRAGMA wal_checkpoint(TRUNCATE)");
            }
        }

        if (isEmptied && TestStore.IsServer)
        {
            await TestStore.LearnToBeEmptiedAsync(made);
        }

        await TestStore.LeaveAsync(made, keeps: true);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            TestStore.LeaveAsync(made).GetAwaiter().GetResult();
            Directory.Delete(Path.GetDirectoryName(made)!, recursive: true);
        };
        return made;
    }
}
