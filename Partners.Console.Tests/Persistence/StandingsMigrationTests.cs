using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Persistence;
using Partners.Core.Referrals;

namespace Partners.Console.Tests.Persistence;

public sealed class StandingsMigrationTests
{
    /// <summary>The tables as they were a migration ago.</summary>
    private const string AsItWas = """
        DROP INDEX "IX_DealStandings_Statuses";
        DROP INDEX "IX_DealStandings_Owed";
        DROP INDEX "IX_DealStandings_Names";
        ALTER TABLE "DealStandings" DROP COLUMN "NamesKey";
        ALTER TABLE "DealStandings" DROP COLUMN "RunsUntil";
        ALTER TABLE "DealStandings" DROP COLUMN "IsNearCap";
        ALTER TABLE "DealStandings" DROP COLUMN "IsCapReached";
        CREATE INDEX "IX_DealStandings_Owed_DealId" ON "DealStandings" ("Owed", "DealId");
        CREATE INDEX "IX_DealStandings_PartnerKey_ClientKey_DealId" ON "DealStandings" ("PartnerKey", "ClientKey", "DealId");
        DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261203000000_StandingsByStatus';
        """;

    [Fact]
    public async Task Standings_of_before_stand_as_if_posted_today()
    {
        await using var database = await DemoDatabase.LoadedAsync();
        var posted = await StandingsAsync(database);
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlRawAsync(AsItWas, TestContext.Current.CancellationToken);
        }

        await database.Get<DatabaseFile>().MigrateAsync(TestContext.Current.CancellationToken);

        (await StandingsAsync(database)).Should().BeEquivalentTo(posted, options => options.WithStrictOrdering());
        posted.Select(standing => (standing.RunsUntil, standing.IsNearCap, standing.IsCapReached)).Should()
            .Contain(standing => standing.RunsUntil == DateOnly.MinValue).And.Contain(standing => standing.RunsUntil == DateOnly.MaxValue)
            .And.Contain(standing => standing.IsNearCap && !standing.IsCapReached).And.Contain(standing => standing.IsNearCap && standing.IsCapReached);
    }

    private static async Task<List<DealStanding>> StandingsAsync(DemoDatabase database)
    {
        await using var db = database.Open();
        return await db.DealStandings.AsNoTracking().OrderBy(standing => standing.DealId).ToListAsync(TestContext.Current.CancellationToken);
    }
}
