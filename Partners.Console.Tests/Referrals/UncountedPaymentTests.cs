using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;
using Partners.Core.Search;
using Partners.Core.Values;
using static Partners.Console.Tests.Referrals.OneDealExport;

namespace Partners.Console.Tests.Referrals;

/// <summary>What the client paid that earns nothing, each with its reason (docs/product.md L65).</summary>
public sealed class UncountedPaymentTests
{
    [Theory]
    [InlineData("paidAt", "\"2024-12-31T22:59:59Z\"", "It was paid before the deal's start, 1 January 2025.")]
    [InlineData("paidAt", "\"2025-10-15T22:00:00Z\"", "It was paid after the deal's expiry, 15 October 2025.")]
    [InlineData("status", "\"pending\"", "It is not paid: pending.")]
    [InlineData("status", "\"expired\"", "It is not paid: expired.")]
    [InlineData("mode", "\"test\"", "The import refused it. The payment tr_9 is a test (mode test); only live payments are taken.")]
    [InlineData("paidAt", "\"2027-01-01T10:00:00Z\"", "The import refused it. The field paidAt, 2027-01-01, lies in the future.")]
    [InlineData(
        "amount",
        """{"value":"10000","currency":"JPY"}""",
        "The import refused it. The payment tr_9 is in “JPY”; only EUR is taken.")]
    public async Task Each_payment_that_does_not_count_says_why(string field, string json, string reason)
    {
        using var export = Create(deal: deal => deal["expires_at"] = "2025-10-15T00:00:00.000Z");
        export.Add("mollie_payments", ExportFiles.Like("mollie_payments", "\"tr_9\"", field, json));
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        (await database.UncountedAsync()).Should().ContainSingle().Which.Should().Match<UncountedPayment>(one =>
            one.Id == "tr_9" && one.Reason == reason);
        (await database.EarnedAsync()).Should().Be(new Money(20_00));
    }

    [Fact]
    public async Task A_payment_after_the_deal_was_ended_says_so()
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync();
        await scene.EndAsync(deal, new(2026, 9, 30));

        (await scene.Database.Get<DealOverview>().UncountedAsync(Make.Staff, deal, default))!.Newest
            .Select(one => (one.Id, one.Day, one.Amount, one.Reason)).Should().Equal(
                ("tr_11", "2026-11-10", "€ 121.00", "It was paid after the deal's last day, 30 September 2026."),
                ("tr_10", "2026-10-10", "€ 121.00", "It was paid after the deal's last day, 30 September 2026."));
    }

    [Fact]
    public async Task A_void_deal_counts_nothing()
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync(LedgerScene.Form(startsOn: new(2026, 11, 15)));
        await scene.VoidAsync(deal);

        (await scene.Database.Get<DealOverview>().UncountedAsync(Make.Staff, deal, default))!.Newest
            .Should().HaveCount(7).And.OnlyContain(one => one.Reason == "The deal is void: nothing is earned on it.");
    }

    [Theory]
    [InlineData("pending", "8.26", "on its way: pending")]
    [InlineData("queued", "8.26", "on its way: queued")]
    [InlineData("failed", null, "did not go through: failed")]
    public async Task A_refund_on_its_way_says_what_it_will_take(string status, string? takes, string reason)
    {
        using var export = Create();
        export.Add(
            "mollie_refunds",
            $$"""{"id":"re_q","paymentId":"tr_1","amount":{"value":"50.00","currency":"EUR"},"status":"{{status}}","createdAt":"2026-11-20T10:00:00Z"}""");
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        var one = (await database.UncountedAsync()).Should().ContainSingle().Subject;
        (one.Id, one.Kind, one.Amount, one.WouldTake?.ToPlainText()).Should().Be(("re_q", LineKind.Refund, "€ 50.00", takes));
        one.Reason.Should().Contain(reason).And.Contain("tr_1");
    }

    [Fact]
    public async Task A_payment_that_another_deal_of_a_shared_account_counts_names_it()
    {
        using var export = Create();
        var pooled = ExportFiles.Good("billing_account");
        (pooled["org_id"], pooled["workspace_id"]) = (ExportFiles.Organisation, null);
        var (team, client) = (ExportFiles.Good("workspace"), ExportFiles.Good("workspace"));
        team["billing_account_id"] = Account;
        (client["id"], client["name"], client["usage_context"], client["billing_account_id"]) =
            (ExportFiles.Client, "Client", "external", Account);
        export.Replace("billing_account", pooled.ToJsonString()).Replace("workspace", team.ToJsonString(), client.ToJsonString());
        export.Add("referral_ledger", ExportFiles.Like("referral_ledger", "2", "workspace_id", $"\"{ExportFiles.Team}\""));
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        var earning = await database.QueryAsync(db => db.DealSummaries.Where(deal => deal.Earned == Money.Zero).SingleAsync());
        (await database.Get<DealOverview>().UncountedAsync(Make.Staff, earning.DealId, default))!.Newest
            .Should().ContainSingle().Which.Reason.Should()
            .StartWith("It is of an account that several workspaces share, and counts on the deal for ");
    }

    [Fact]
    public async Task A_refused_payment_that_an_import_takes_later_is_forgotten_as_refused()
    {
        using var export = Create(payment => payment["mode"] = "test");
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);
        (await database.UncountedAsync()).Should().ContainSingle();

        await database.ImportAsync(export.Set("mollie_payments", "mode", "\"live\""));

        (await database.UncountedAsync()).Should().BeEmpty();
        (await database.EarnedAsync()).Should().Be(new Money(20_00));
    }

    [Theory]
    [InlineData("tr_1", "Earns € 20.00, posted in February 2025.")]
    [InlineData(" tr_1 ", "Earns € 20.00, posted in February 2025.")]
    [InlineData("tr_before", "Earns nothing. It was paid before the deal's start, 1 January 2025.")]
    [InlineData(
        "tr_test",
        "Earns nothing. The import refused it. The payment tr_test is a test (mode test); only live payments are taken.")]
    [InlineData("re_1", "Takes € 10.00, posted in March 2025.")]
    [InlineData("re_q", "Earns nothing. The refund of payment tr_1 is on its way: pending. It takes its share once it is refunded.")]
    [InlineData("chb_1", "Takes € 5.00, posted in March 2025.")]
    public async Task Search_finds_a_payment_by_its_id_and_leads_to_the_deal_with_the_reason(string typed, string says)
    {
        using var export = Create();
        export.Add(
            "mollie_payments",
            Payment("tr_before", payment => payment["paidAt"] = "2024-12-01T10:00:00Z"),
            Payment("tr_test", payment => payment["mode"] = "test"));
        export.Add("mollie_refunds", Refund("re_1", "60.50", "refunded"), Refund("re_q", "10.00", "pending"));
        export.Add(
            "mollie_chargebacks",
            """{"id":"chb_1","paymentId":"tr_1","amount":{"value":"30.25","currency":"EUR"},"createdAt":"2025-03-20T10:00:00Z"}""");
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        var found = (await database.Get<EverywhereSearch>().FindAsync(Make.Staff, typed, default)).Rows
            .Should().ContainSingle().Subject.Should().BeOfType<FoundPayment>().Subject;

        (found.Id, found.PaymentId, found.Says).Should().Be((await database.DealIdAsync(), typed.Trim(), says));
        (await database.Get<DealOverview>().FateAsync(Make.Staff, found.Id, typed.Trim(), default)).Should().Be(says);
    }

    [Fact]
    public async Task Search_says_where_no_deal_or_nobody_has_the_payment()
    {
        using var export = Create().Replace("referral_ledger");
        var link = ExportFiles.Good("mollie_payments");
        link["id"] = "tr_link";
        link.Remove("customerId");
        export.Add(
            "mollie_payments",
            link.ToJsonString(),
            Payment("tr_stranger", payment => payment["customerId"] = "cst_9"));
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        async Task<string> SaysAsync(string id)
        {
            var answer = await database.Get<EverywhereSearch>().FindAsync(Make.Staff, id, default);
            return answer.Rows.OfType<FoundPayment>().Single().Says;
        }

        (await SaysAsync("tr_1")).Should().Be("It earns nothing: no deal is for this client.");
        (await SaysAsync("tr_link")).Should().Be("Nobody knows whose payment it is. A commercial owner can bind it to an account.");
        (await SaysAsync("tr_stranger")).Should().Be("The import refused it. No billing account has the customer “cst_9” (customerId).");
    }

    private static string Refund(string id, string amount, string status) =>
        $$"""{"id":"{{id}}","paymentId":"tr_1","amount":{"value":"{{amount}}","currency":"EUR"},"status":"{{status}}","createdAt":"2025-03-10T10:00:00Z"}""";
}
