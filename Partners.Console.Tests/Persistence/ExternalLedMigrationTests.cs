using FluentAssertions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Console.Tests.Persistence;

/// <summary>Clients of before the migration are read by the first refresh after it.</summary>
public sealed class ExternalLedMigrationTests
{
    /// <summary>A client whose only project is its own person's, with ten conversations of 10 November 2026; and a workspace of the team.</summary>
    private const string AsItWas = """
        INSERT INTO "Organisations" ("Id", "Name", "NameKey", "IsPartner", "ExternalWorkspaceCount", "CreatedAt", "Version") VALUES (x'01900000000070008000000000000001', 'Özdemir Advies', 'ozdemir advies', 1, 0, 1, 1);
        INSERT INTO "Workspaces" ("Id", "OrganisationId", "Name", "DataOwnerName", "UsageContext", "Visibility", "CreatedAt", "Version") VALUES
            (x'01900000000070008000000000000002', x'01900000000070008000000000000001', 'Woonvisie', 'Gemeente Zwolle', 'External', 'Private', 1, 1),
            (x'01900000000070008000000000000003', x'01900000000070008000000000000001', 'Team', NULL, 'Internal', 'Private', 1, 1);
        INSERT INTO "People" ("Id", "DirectusUserId", "Email", "EmailKey", "DisplayName", "CreatedAt") VALUES (x'01900000000070008000000000000004', x'01900000000070008000000000000005', 'Carla@zwolle.example', 'carla@zwolle.example', 'Carla Bos', 1);
        INSERT INTO "WorkspaceMemberships" ("Id", "WorkspaceId", "PersonId", "Role", "Source", "CreatedAt", "Version") VALUES (x'01900000000070008000000000000006', x'01900000000070008000000000000002', x'01900000000070008000000000000004', 'External', 'direct', 1, 1);
        INSERT INTO "Projects" ("Id", "WorkspaceId", "Name", "CreatedByUserId", "CreatedAt", "Version") VALUES (x'01900000000070008000000000000007', x'01900000000070008000000000000002', 'Woonvisie', x'01900000000070008000000000000005', 1, 1);
        WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10)
            INSERT INTO "Conversations" ("Id", "ProjectId", "CreatedAt", "DurationSeconds") SELECT randomblob(16), x'01900000000070008000000000000007', 1794308400000, 600 FROM numbers;
        INSERT INTO "Activities" ("Id", "Action", "DirectusUserId", "At", "Collection", "Item") VALUES (1, 'update', x'01900000000070008000000000000005', 1794308400000, 'workspace', '01900000-0000-7000-8000-000000000002');
        """;

    [Fact]
    public async Task Nobody_is_in_the_pipeline_until_the_first_refresh_which_reads_every_client_of_before()
    {
        await using var database = await MigratedAsync();
        (await database.QueryAsync(db => db.ClientStandings.CountAsync())).Should().Be(0);
        (await database.Get<SignalRefresh>().IsReadAsync(default)).Should().BeFalse();

        var run = (await database.Get<SignalRefresh>().RunAsync(Make.Staff, null, null, default)).Value!;

        (run.IsFull, run.Read, run.NewlyListed).Should().Be((true, 1, 1));
        (await database.QueryAsync(db => db.ClientStandings.SingleAsync())).Should().Match<ClientStanding>(standing =>
            standing.WorkspaceId == Guid.Parse("01900000-0000-7000-8000-000000000002") && standing.PartnerKey == "ozdemir advies" && standing.ClientKey == "gemeente zwolle"
            && standing.ClientConversations == 10 && standing.OwnerActs == 1 && standing.Stage == PipelineStage.Signalled);
    }

    [Fact]
    public async Task A_client_with_a_card_stays_as_long_as_its_card()
    {
        await using var database = await MigratedAsync();
        await database.Get<SignalRefresh>().RunAsync(Make.Staff, null, null, default);

        var remove = () => database.ByHandAsync("""PRAGMA foreign_keys = ON; DELETE FROM "Conversations"; DELETE FROM "Projects"; DELETE FROM "WorkspaceMemberships"; DELETE FROM "Workspaces" WHERE "UsageContext" = 'External'""");

        (await remove.Should().ThrowAsync<SqliteException>()).WithMessage("*FOREIGN KEY*");
    }

    private static async Task<TestDatabase> MigratedAsync()
    {
        var database = TestDatabase.Empty();
        await using (var db = await database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync())
        {
            await db.Database.OpenConnectionAsync();
            ((SqliteConnection)db.Database.GetDbConnection()).CreateFunction<string, string>("search_key", SearchKey.Of);
            await db.GetService<IMigrator>().MigrateAsync("20261123000000_ReferralLedger");
        }

        await database.ByHandAsync(AsItWas);
        await database.Get<DatabaseFile>().MigrateAsync(default);
        return database;
    }
}
