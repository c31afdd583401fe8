using FluentAssertions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Partners.Console.Tests.Support;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Persistence;

/// <summary>Deals, terms and payments of before the migration get their lines and standings as the console starts.</summary>
public sealed class ReferralLedgerMigrationTests
{
    /// <summary>
    /// A capped deal that was amended, with two payments and a refund; one by name only that is void; and one that the platform deleted.
    /// The payments are of 10 May and 10 October 2026 at noon.
    /// </summary>
    private const string AsItWas = """
        INSERT INTO "Organisations" ("Id", "Name", "NameKey", "IsPartner", "ExternalWorkspaceCount", "CreatedAt", "Version") VALUES (x'01900000000070008000000000000001', 'Özdemir Advies', 'ozdemir advies', 1, 0, 1, 1);
        INSERT INTO "Workspaces" ("Id", "OrganisationId", "BillingAccountId", "Name", "DataOwnerName", "UsageContext", "Visibility", "CreatedAt", "Version") VALUES (x'01900000000070008000000000000002', x'01900000000070008000000000000001', x'01900000000070008000000000000003', 'Woonvisie', 'Gemeente Zwolle', 'External', 'Private', 1, 1);
        INSERT INTO "BillingAccounts" ("Id", "WorkspaceId", "Label", "LabelKey", "Tier", "PaymentMode", "BillingPeriod", "Discount", "MollieCustomerId", "CreatedAt", "Version") VALUES (x'01900000000070008000000000000003', x'01900000000070008000000000000002', 'Gemeente Zwolle', 'gemeente zwolle', 'Guardian', 'Mollie', 'Monthly', 1500, 'cst_1', 1, 1);
        INSERT INTO "Payments" ("Id", "MollieCustomerId", "Status", "Amount", "Vat", "CreatedAt", "PaidAt") VALUES
            ('tr_1', 'cst_1', 'paid', 121000, 21000, 1778407200000, 1778407200000),
            ('tr_2', 'cst_1', 'paid', 121000, 21000, 1791626400000, 1791626400000),
            ('tr_3', 'cst_1', 'failed', 121000, 21000, 1791626400000, NULL);
        INSERT INTO "Refunds" ("Id", "PaymentId", "Status", "Amount", "CreatedAt") VALUES ('re_1', 'tr_1', 'refunded', 12100, 1779012000000);
        INSERT INTO "Deals" ("Id", "PlatformId", "PartnerId", "WorkspaceId", "ClientName", "StartsOn", "ExpiresOn", "VoidedAt", "CreatedAt", "DeletedAt", "Version") VALUES
            (x'01900000000070008000000000000011', 7, x'01900000000070008000000000000001', x'01900000000070008000000000000002', NULL, '2026-05-01', '2027-04-30', NULL, 1, NULL, 1),
            (x'01900000000070008000000000000012', NULL, x'01900000000070008000000000000001', NULL, 'Gemeente Ede', '2026-05-01', NULL, 5, 1, NULL, 1),
            (x'01900000000070008000000000000013', 8, x'01900000000070008000000000000001', x'01900000000070008000000000000002', NULL, '2026-05-01', NULL, NULL, 1, 9, 1);
        INSERT INTO "DealTerms" ("Id", "DealId", "HoldsFrom", "Kickback", "Discount", "Cap", "ExpiresOn", "AgreementReference", "Reason", "RecordedBySubject", "RecordedByName", "RecordedAt") VALUES
            (x'01900000000070008000000000000021', x'01900000000070008000000000000011', '2026-05-01', 2000, 1000, 100000, '2027-04-30', 'imported', NULL, 's', 'Noor de Wit', 1),
            (x'01900000000070008000000000000022', x'01900000000070008000000000000011', '2026-09-01', 2500, 1000, 40000, '2027-04-30', 'PA-1', 'Second round', 's', 'Noor de Wit', 2),
            (x'01900000000070008000000000000023', x'01900000000070008000000000000012', '2026-05-01', 1000, 0, NULL, NULL, 'PA-2', NULL, 's', 'Noor de Wit', 1),
            (x'01900000000070008000000000000024', x'01900000000070008000000000000013', '2026-05-01', 1000, 0, NULL, NULL, 'imported', NULL, 's', 'Noor de Wit', 1);
        """;

    [Fact]
    public async Task Deals_of_before_get_their_lines_and_standings()
    {
        await using var database = await MigratedAsync();

        await database.Get<LedgerUpkeep>().CatchUpAsync(default);

        // 20 % of 1,000 less 20 % of 100 that went back; then 25 % of 1,000, of which the cap lets in 220.
        (await database.QueryAsync(db => db.LedgerLines.OrderBy(line => line.Position).Select(line => new { line.Source, line.Kind, line.On, Amount = line.Amount.Cents, Contribution = line.Contribution.Cents }).ToListAsync()))
            .Should().Equal(
                new { Source = "tr_1", Kind = LineKind.Payment, On = new DateOnly(2026, 5, 10), Amount = 200_00L, Contribution = 200_00L },
                new { Source = "re_1", Kind = LineKind.Refund, On = new DateOnly(2026, 5, 17), Amount = -20_00L, Contribution = -20_00L },
                new { Source = "tr_2", Kind = LineKind.Payment, On = new DateOnly(2026, 10, 10), Amount = 250_00L, Contribution = 220_00L });

        var grid = await database.Get<LedgerDirectory>().ListAsync(Make.Staff, new("ozd"), default);
        grid.Totals.Should().Be(new LedgerTotals(2, new(400_00), Money.Zero, new(400_00)));
        grid.Rows.Select(row => (row.Client, row.Status, row.Kickback, row.BilledDiscount)).Should().Equal(
            ("Gemeente Ede", DealStatus.Void, new Percentage(10_00), null),
            ("Gemeente Zwolle", DealStatus.CapReached, new Percentage(25_00), new Percentage(15_00)));
    }

    [Fact]
    public async Task Catching_up_again_changes_nothing()
    {
        await using var database = await MigratedAsync();
        await database.Get<LedgerUpkeep>().CatchUpAsync(default);
        var before = await LinesAsync(database);

        await database.Get<LedgerUpkeep>().CatchUpAsync(default);
        await database.Get<LedgerUpkeep>().PostAllAsync(default);

        (await LinesAsync(database)).Should().Equal(before).And.HaveCount(3);
        (await database.QueryAsync(db => db.DealStandings.CountAsync())).Should().Be(2, "a deleted deal stands nowhere");
    }

    [Fact]
    public async Task A_month_of_before_can_be_closed_and_then_stays()
    {
        await using var database = await MigratedAsync();
        await database.Get<LedgerUpkeep>().CatchUpAsync(default);
        var partner = Guid.Parse("01900000-0000-7000-8000-000000000001");

        var closed = await database.Get<Statements>().CloseAsync(Make.CommercialOwner, new(Guid.CreateVersion7(), partner, "2026-05", new(180_00)), default);

        closed.IsDone.Should().BeTrue();
        var remove = () => database.ByHandAsync("""DELETE FROM "LedgerLines" WHERE "Source" = 'tr_1'""");
        (await remove.Should().ThrowAsync<SqliteException>()).WithMessage("*The month is closed*");
    }

    private static Task<List<LedgerLine>> LinesAsync(TestDatabase database) => database.QueryAsync(db => db.LedgerLines.AsNoTracking().OrderBy(line => line.Position).ToListAsync());

    private static async Task<TestDatabase> MigratedAsync()
    {
        var database = TestDatabase.Empty();
        await using (var db = await database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync())
        {
            await db.Database.OpenConnectionAsync();
            ((SqliteConnection)db.Database.GetDbConnection()).CreateFunction<string, string>("search_key", SearchKey.Of);
            await db.GetService<IMigrator>().MigrateAsync("20261122000000_ClientWorkspaces");
        }

        await database.ByHandAsync(AsItWas);
        await database.Get<DatabaseFile>().MigrateAsync(default);
        return database;
    }
}
