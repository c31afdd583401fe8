using System.Globalization;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Findings;
using Partners.Core.Referrals;
using Partners.Core.Values;
using static Partners.Console.Tests.Referrals.OneDealExport;

namespace Partners.Console.Tests.Referrals;

/// <summary>A deal that cannot be posted stops no other (docs/product.md L63).</summary>
public sealed class PostingFailureTests
{
    /// <summary>An amount that an import would refuse today, and that an earlier version took.</summary>
    private const string TooMuch = """
        INSERT INTO "Payments" (
            "Id", "MollieCustomerId", "Status", "Amount", "Vat", "CreatedAt", "PaidAt", "BillingAccountId", "WorkspaceId", "BoundBy")
        SELECT 'tr_o' || column1, "MollieCustomerId", "Status", 9000000000000000000, 0, "CreatedAt", "PaidAt", "BillingAccountId",
            "WorkspaceId", "BoundBy"
        FROM "Payments" CROSS JOIN (VALUES (1), (2), (3), (4), (5), (6), (7), (8)) AS eight WHERE "Id" = 'tr_05'
        """;

    [Fact]
    public async Task Amounts_beyond_counting_mark_their_deal_and_everything_else_goes_on()
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync(LedgerScene.Form(cap: null));
        var others = Enumerable.Range(0, 3).Select(_ => Make.Deal(scene.Partner, workspace: null)).ToList();
        await scene.Database.ByHandAsync(TooMuch);

        await scene.Database.AddAsync(others);

        var summaries = await scene.Database.QueryAsync(db => db.DealSummaries.ToDictionaryAsync(summary => summary.DealId));
        summaries.Should().HaveCount(4);
        summaries[deal].Failure.Should().Be("An amount, or the sum of several, is larger than can be counted.");
        (summaries[deal].Earned, summaries[deal].Owed).Should().Be((new Money(140_00), new Money(140_00)), "it keeps the lines it had");
        others.Should().AllSatisfy(other => summaries[other.Id].Failure.Should().BeNull());
        (await scene.Database.Get<LedgerDirectory>().FailedAsync(Make.Staff, default)).Select(row => row.Id).Should().Equal(deal);
        (await scene.Database.Get<FindingDirectory>().ListAsync(Make.Staff, FindingKind.DealNotPosted, 1, 25, default)).Rows
            .Should().ContainSingle().Which.Sentence.Should().Contain("larger than can be counted");
        (await scene.Database.Get<AuditTrail>().VerifyAsync(Make.Staff, default)).Should().NotBeNull();
    }

    [Fact]
    public async Task Once_what_stood_in_its_way_is_gone_the_mark_is_too()
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync(LedgerScene.Form(cap: null));
        await scene.Database.ByHandAsync(TooMuch);
        await scene.Database.AddAsync();
        await scene.Database.ByHandAsync("""DELETE FROM "Payments" WHERE "Id" LIKE 'tr_o%'""");

        await scene.Database.AddAsync();

        (await scene.Database.QueryAsync(db => db.DealSummaries.SingleAsync(summary => summary.DealId == deal))).Failure.Should().BeNull();
    }

    [Fact]
    public async Task A_command_on_a_marked_deal_still_works()
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync(LedgerScene.Form(cap: null));
        await scene.Database.ByHandAsync(TooMuch);

        (await scene.PayAsync(deal, "40", new(2026, 11, 1))).Value!.Owed.Should().Be(new Money(100_00));
    }

    [Fact]
    public async Task A_deal_that_the_database_refuses_is_marked_and_the_others_are_saved()
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync(LedgerScene.Form(cap: null));
        var other = Make.Deal(scene.Partner, workspace: null);
        await scene.Database.ByHandAsync(
            """CREATE TRIGGER "Stops" BEFORE INSERT ON "LedgerLines" WHEN new."Source" = 'tr_stop' BEGIN SELECT RAISE(ABORT, 'not this one'); END""");

        await scene.Database.AddAsync(other, LedgerScene.Payment("tr_stop", new(2026, 11, 2)));

        var summaries = await scene.Database.QueryAsync(db => db.DealSummaries.ToDictionaryAsync(summary => summary.DealId));
        summaries[deal].Failure.Should().Contain("not this one");
        summaries[other.Id].Failure.Should().BeNull();
    }

    [Theory]
    [InlineData("9999-12-31 12:00:00")]
    [InlineData("0001-01-02 12:00:00")]
    public async Task A_payment_of_an_impossible_year_that_an_earlier_version_took_earns_nothing(string at)
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync(LedgerScene.Form(cap: null));
        var paidAt = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        await scene.Database.ByHandAsync(
            $"""UPDATE "Payments" SET "PaidAt" = {paidAt.ToUnixTimeMilliseconds()} WHERE "Id" = 'tr_05'""");

        await scene.Database.AddAsync();

        var summary = await scene.Database.QueryAsync(db => db.DealSummaries.SingleAsync(summary => summary.DealId == deal));
        (summary.Failure, summary.Earned).Should().Be((null, new Money(120_00)));
        (await scene.Database.Get<DealOverview>().UncountedAsync(Make.Staff, deal, default))!.Newest
            .Should().ContainSingle(one => one.Id == "tr_05");
    }

    [Fact]
    public async Task The_import_refuses_such_amounts_and_goes_on()
    {
        using var export = Create();
        for (var i = 0; i < 1_100; i++)
        {
            export.Add(
                "mollie_payments",
                Payment($"tr_o{i}", payment => payment["amount"]!["value"] = "90000000000000.00"));
        }

        await using var database = await TestDatabase.CreateAsync();
        var result = await database.ImportAsync(export);

        result.Collections.Single(collection => collection.Name == "mollie_payments").Rejected.Should().Be(1_100);
        (await database.EarnedAsync()).Should().Be(new Money(20_00));
        (await database.ImportAsync(export)).Collections.Should().NotBeEmpty();
    }
}
