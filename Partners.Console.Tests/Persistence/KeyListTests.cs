using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Persistence;

/// <summary>A list of keys sent as one parameter finds what each key finds by itself.</summary>
public sealed class KeyListTests : IAsyncLifetime
{
    private DemoDatabase _database = null!;
    private PartnersDb _db = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await DemoDatabase.LoadedAsync();
        _db = _database.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(200)]
    public async Task Finds_by_as_many_ids_as_there_are_and_nothing_by_unknown_ones(int count)
    {
        var ids = await _db.Projects.Select(project => project.Id).Order().Take(count).ToListAsync(Cancel);

        List<Guid> keys = [.. ids, Guid.Empty, Guid.NewGuid()];
        var found = await _db.Projects.Where(project => keys.Contains(project.Id)).Select(project => project.Id).ToListAsync(Cancel);

        found.Should().HaveCount(count).And.BeEquivalentTo(ids);
    }

    [Fact]
    public async Task Finds_by_numbers_and_by_texts_with_marks_of_their_own()
    {
        var numbers = await _db.Activities.Select(activity => activity.Id).Order().Take(3).ToListAsync(Cancel);
        List<long> keys = [.. numbers, -1];
        (await _db.Activities.Where(activity => keys.Contains(activity.Id)).Select(activity => activity.Id).ToListAsync(Cancel))
            .Should().BeEquivalentTo(numbers);

        string[] texts = ["it's \"so\"", "Özdemir \\ \U0001F600", "100%", string.Empty];
        foreach (var text in texts)
        {
            await _db.Database.ExecuteSqlAsync(
                $"UPDATE \"Organisations\" SET \"NameKey\" = {text} WHERE \"Id\" IN (SELECT \"Id\" FROM \"Organisations\" WHERE \"NameKey\" NOT IN ({texts[0]}, {texts[1]}, {texts[2]}, {texts[3]}) LIMIT 1)",
                Cancel);
        }

        (await _db.Organisations.Where(row => texts.Contains(row.NameKey)).Select(row => row.NameKey).ToListAsync(Cancel))
            .Should().BeEquivalentTo(texts);
    }

    [Fact]
    public async Task Looks_each_record_up_by_the_index_of_its_key()
    {
        List<Guid> ids = [Guid.NewGuid(), Guid.NewGuid()];
        (await _db.Projects.Where(project => ids.Contains(project.Id)).PlanAsync()).Indexes
            .Should().Contain(TestStore.IsServer ? "PK_Projects" : "sqlite_autoindex_Projects_1")
            .And.NotContain(QueryPlan.Table);

        List<string> texts = ["a", "b"];
        (await _db.Payments.Where(payment => texts.Contains(payment.Id)).PlanAsync()).Indexes
            .Should().Contain(TestStore.IsServer ? "PK_Payments" : "sqlite_autoindex_Payments_1")
            .And.NotContain(QueryPlan.Table);
    }
}
