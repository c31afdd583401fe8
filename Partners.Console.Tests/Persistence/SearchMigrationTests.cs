using FluentAssertions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core.Persistence;
using Partners.Core.Search;
using Partners.Core.Values;

namespace Partners.Console.Tests.Persistence;

public sealed class SearchMigrationTests
{
    private const string AsItWas = """
        INSERT INTO "Organisations" ("Id", "Name", "NameKey", "IsPartner", "CreatedAt", "Version") VALUES (x'01900000000070008000000000000001', 'Özdemir Advies', 'ozdemir advies', 1, 1, 1);
        INSERT INTO "Workspaces" ("Id", "OrganisationId", "Name", "UsageContext", "DataOwnerName", "Visibility", "CreatedAt", "Version") VALUES (x'01900000000070008000000000000002', x'01900000000070008000000000000001', 'Woonvisie', 'External', 'Gemeente Súdwest', 'Private', 1, 1);
        INSERT INTO "Workspaces" ("Id", "OrganisationId", "Name", "UsageContext", "Visibility", "CreatedAt", "DeletedAt", "Version") VALUES (x'01900000000070008000000000000003', x'01900000000070008000000000000001', 'Woonwens', 'Internal', 'Private', 1, 2, 1);
        INSERT INTO "People" ("Id", "DirectusUserId", "Email", "EmailKey", "DisplayName", "CreatedAt") VALUES (x'01900000000070008000000000000004', x'01900000000070008000000000000005', 'Z@Sudwest.example', 'z@sudwest.example', 'Zoë Çelik', 1);
        """;

    [Fact]
    public async Task What_is_there_already_is_found_and_found_by_its_next_name()
    {
        await using var database = TestDatabase.Empty();
        await using (var db = await database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync())
        {
            await db.Database.OpenConnectionAsync();
            ((SqliteConnection)db.Database.GetDbConnection()).CreateFunction<string, string>("search_key", SearchKey.Of);
            await db.GetService<IMigrator>().MigrateAsync("20261127000000_SignInSessions");
        }

        await database.ByHandAsync(AsItWas);
        await database.Get<DatabaseFile>().MigrateAsync(default);

        (await KindsAsync("sudw")).Should().Equal(FoundKind.Workspace, FoundKind.Person);
        (await KindsAsync("woon")).Should().Equal(FoundKind.Workspace);
        (await KindsAsync("elik")).Should().Equal(FoundKind.Person);
        (await KindsAsync("ozd")).Should().Equal(FoundKind.Organisation);

        await database.ByHandAsync("""UPDATE "People" SET "NameKey" = 'ada vink'; UPDATE "Workspaces" SET "DeletedAt" = NULL WHERE "DeletedAt" IS NOT NULL""");
        (await KindsAsync("elik")).Should().BeEmpty();

        async Task<IEnumerable<FoundKind>> KindsAsync(string text) => (await database.Get<EverywhereSearch>().FindAsync(Make.Staff, text, default)).Rows.Select(row => row.Kind);
    }
}
