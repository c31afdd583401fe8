using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Persistence;

/// <summary>What was there before the migration gets its keys, its totals and its place in the name index.</summary>
public sealed class ClientWorkspacesMigrationTests
{
    private const string AsItWas = """
        INSERT INTO "Organisations" ("Id", "Name", "NameKey", "IsPartner", "ExternalWorkspaceCount", "CreatedAt", "Version") VALUES (x'01900000000070008000000000000001', 'Bureau', 'bureau', 1, 0, 1, 1);
        INSERT INTO "Workspaces" ("Id", "OrganisationId", "BillingAccountId", "Name", "UsageContext", "Visibility", "CreatedAt", "Version") VALUES (x'01900000000070008000000000000002', x'01900000000070008000000000000001', x'01900000000070008000000000000003', 'Woonvisie', 'External', 'Private', 1, 1);
        INSERT INTO "BillingAccounts" ("Id", "WorkspaceId", "OrganisationId", "Label", "Tier", "PaymentMode", "BillingPeriod", "CreatedAt", "DeletedAt", "Version") VALUES
            (x'01900000000070008000000000000003', x'01900000000070008000000000000002', NULL, 'Energiecoöperatie Zonnegaard', 'Guardian', 'None', 'Annual', 1, NULL, 1),
            (x'01900000000070008000000000000004', NULL, x'01900000000070008000000000000001', 'Özdemir Advies', 'Free', 'None', 'Annual', 1, NULL, 1),
            (x'01900000000070008000000000000005', NULL, x'01900000000070008000000000000001', 'Özdemir, opgeheven', 'Free', 'None', 'Annual', 1, 2, 1);
        INSERT INTO "WorkspaceInvites" ("Id", "WorkspaceId", "Email", "Role", "CreatedAt") VALUES (x'01900000000070008000000000000006', x'01900000000070008000000000000002', 'Griffie@Zwolle.Example', 'Member', 1);
        """;

    [Fact]
    public async Task Accounts_and_invites_of_before_are_found_counted_and_compared()
    {
        await using var database = await MigratedAsync();

        (await database.QueryAsync(db => db.BillingAccounts.OrderBy(account => account.Id).Select(account => account.LabelKey).ToListAsync()))
            .Should().Equal("energiecooperatie zonnegaard", "ozdemir advies", "ozdemir, opgeheven");
        (await database.QueryAsync(db => db.WorkspaceInvites.Select(invite => invite.EmailKey).SingleAsync())).Should().Be("griffie@zwolle.example");
        (await database.QueryAsync(db => db.Set<BillingTally>().Where(tally => tally.Accounts != 0).Select(tally => new { tally.IsOwn, tally.Tier, tally.Accounts }).ToListAsync()))
            .Should().BeEquivalentTo([new { IsOwn = true, Tier = Tier.Guardian, Accounts = 1 }, new { IsOwn = false, Tier = Tier.Free, Accounts = 1 }]);
        (await database.QueryAsync(db => db.Set<BillingTally>().CountAsync())).Should().Be(2 * Enum.GetValues<Tier>().Length, "every kind and tier has its row");

        var directory = database.Get<BillingDirectory>();
        var found = await directory.ListAsync(Make.Staff, new("zdemi"), default);
        (found.Total, found.Rows.Single().Label).Should().Be((1, "Özdemir Advies"));
        (await directory.ListAsync(Make.Staff, new("ÖPERATIE"), default)).Rows.Single().Seats.Should().Be(new SeatCount(0, 1));
    }

    [Fact]
    public async Task What_is_written_afterwards_keeps_the_totals_and_the_name_index()
    {
        await using var database = await MigratedAsync();

        await database.ByHandAsync("""UPDATE "BillingAccounts" SET "LabelKey" = 'nieuwe naam' WHERE "Label" = 'Özdemir Advies'; DELETE FROM "BillingAccounts" WHERE "Label" LIKE 'Energie%'""");

        var directory = database.Get<BillingDirectory>();
        (await directory.ListAsync(Make.Staff, new("zdemi"), default)).Total.Should().Be(0);
        (await directory.ListAsync(Make.Staff, new("euwe na"), default)).Total.Should().Be(1);
        (await directory.ListAsync(Make.Staff, new(), default)).Total.Should().Be(1);
    }

    private static async Task<TestDatabase> MigratedAsync()
    {
        var database = TestDatabase.Empty();
        await using (var db = await database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync())
        {
            await db.GetService<IMigrator>().MigrateAsync("20261121000000_Initial");
        }

        await database.ByHandAsync(AsItWas);
        await database.Get<DatabaseFile>().MigrateAsync(default);
        return database;
    }
}
