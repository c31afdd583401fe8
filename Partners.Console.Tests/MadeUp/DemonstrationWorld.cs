using FluentAssertions;
using Partners.Console.MadeUp.Demonstration;
using Partners.Console.Tests.Support;
using Partners.Core.Values;

namespace Partners.Console.Tests.MadeUp;

internal static class DemonstrationWorld
{
    public static DateOnly Today { get; } = DemoDatabase.Now.DayInAmsterdam();

    public static DateTimeOffset NinetyDaysAgo { get; } = DemoDatabase.Now.AddDays(-90);

    /// <summary>A database with the demonstration data.</summary>
    public static Task<DemoDatabase> LoadedAsync() => DemoDatabase.LoadedAsync();

    /// <summary>Loads the demonstration now, for tests of the loading itself.</summary>
    public static async Task<DemoDatabase> LoadedAnewAsync()
    {
        var database = await DemoDatabase.CreateAsync();
        var outcome = await database.Get<DemonstrationData>().LoadAsync(DemoDatabase.Operator, TestContext.Current.CancellationToken);
        outcome.IsDone.Should().BeTrue();
        return database;
    }
}
