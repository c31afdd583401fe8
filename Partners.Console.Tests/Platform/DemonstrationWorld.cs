using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Platform.Demonstration;
using Partners.Core.Values;
using Xunit;

namespace Partners.Console.Tests.Platform;

internal static class DemonstrationWorld
{
    public static DateOnly Today { get; } = DemoDatabase.Now.DayInAmsterdam();

    public static DateTimeOffset NinetyDaysAgo { get; } = DemoDatabase.Now.AddDays(-90);

    /// <summary>A database with the demonstration in it.</summary>
    public static async Task<DemoDatabase> LoadedAsync()
    {
        var database = await DemoDatabase.CreateAsync();
        var outcome = await database.Get<DemonstrationData>().LoadAsync(DemoDatabase.Operator, TestContext.Current.CancellationToken);
        outcome.IsDone.Should().BeTrue();
        return database;
    }
}
