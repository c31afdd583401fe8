using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;

namespace Partners.Console.Tests.Referrals;

public sealed class LedgerUpkeepTests
{
    [Fact]
    public async Task Catching_up_again_changes_nothing()
    {
        await using var database = await DemoDatabase.LoadedAsync();
        var before = await LinesAsync(database);

        await database.Get<LedgerUpkeep>().CatchUpAsync(default);
        await database.Get<LedgerUpkeep>().PostAllAsync(default);

        (await LinesAsync(database)).Should().BeEquivalentTo(before, options => options.WithStrictOrdering()).And.NotBeEmpty();
    }

    private static async Task<List<LedgerLine>> LinesAsync(DemoDatabase database)
    {
        await using var db = database.Open();
        return await db.LedgerLines.AsNoTracking().OrderBy(line => line.DealId).ThenBy(line => line.Position).ToListAsync();
    }
}
