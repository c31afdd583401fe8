using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Platform;
using Partners.Core.Referrals;
using Partners.Core.Values;
using static Partners.Console.Tests.Referrals.OneDealExport;

namespace Partners.Console.Tests.Referrals;

/// <summary>
/// Ways in which the ledger could believe a cleaner world than there is. One deal of 20 % without an end, from 1 January 2025, and a
/// payment of 121.00 (100.00 net) on 1 February 2025; today is 20 November 2026.
/// </summary>
public sealed class CleanWorldTests
{
    [Fact]
    public async Task Two_refunds_with_one_id_on_two_payments_stay_one_refund_of_the_first()
    {
        using var export = Create();
        export.Add("mollie_payments", Paid("tr_2", "2025-03-01T10:00:00Z")).Replace("mollie_refunds", Refund("re_1", "tr_1", "121.00"));
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);
        (await database.EarnedAsync()).Should().Be(new Money(20_00));

        var result = await database.ImportAsync(export.Replace("mollie_refunds", Refund("re_1", "tr_2", "12.10")));

        (result.Status, result.Rejected).Should().Be((ImportStatus.CompletedWithRejections, 1));
        (await database.EarnedAsync()).Should().Be(new Money(20_00), "the refund of the first payment is not undone");
        (await ReasonsAsync(database)).Should().Equal(
            "The refund re_1 went back of payment tr_1, and names tr_2 here. It stays where it was.");
    }

    [Fact]
    public async Task A_chargeback_inside_another_payment_stays_with_its_own()
    {
        using var export = Create();
        export.Add("mollie_payments", Paid("tr_2", "2025-03-01T10:00:00Z")).Add("mollie_chargebacks", Chargeback("chb_1", "tr_1"));
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        var second = JsonNode.Parse(Paid("tr_2", "2025-03-01T10:00:00Z"))!;
        second["_embedded"] = new JsonObject { ["chargebacks"] = new JsonArray(JsonNode.Parse(Chargeback("chb_1", "tr_2"))) };
        export.Replace("mollie_payments", ExportFiles.Good("mollie_payments").ToJsonString(), second.ToJsonString());
        (await database.ImportAsync(export.Replace("mollie_chargebacks"))).Rejected.Should().Be(1);

        (await database.EarnedAsync()).Should().Be(new Money(20_00));
    }

    [Theory]
    [InlineData("242.00")]
    [InlineData("60.50")]
    [InlineData("0.00")]
    public async Task The_amount_of_what_was_paid_does_not_change_afterwards(string amount)
    {
        using var export = Create();
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        var later = ExportFiles.Good("mollie_payments");
        (later["amount"]!["value"], later["metadata"]) = (amount, null);
        var result = await database.ImportAsync(export.Replace("mollie_payments", later.ToJsonString()));

        result.Rejected.Should().Be(1);
        (await database.EarnedAsync()).Should().Be(new Money(20_00));
        (await ReasonsAsync(database)).Single().Should().StartWith("The payment tr_1 was paid with € 121.00, and is ");
    }

    [Fact]
    public async Task A_payment_that_is_not_paid_yet_may_still_change()
    {
        using var export = Create();
        var open = ExportFiles.Good("mollie_payments");
        (open["status"], open["paidAt"], open["amount"]!["value"]) = ("open", null, "242.00");
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export.Replace("mollie_payments", open.ToJsonString()));

        (await database.ImportAsync(export.Replace("mollie_payments", ExportFiles.Good("mollie_payments").ToJsonString())))
            .Rejected.Should().Be(0);

        (await database.EarnedAsync()).Should().Be(new Money(20_00));
    }

    [Fact]
    public async Task A_chargeback_that_was_reversed_and_charged_again_takes_once()
    {
        using var export = Create();
        export.Add(
            "mollie_chargebacks",
            Chargeback("chb_1", "tr_1", "2025-02-10T10:00:00Z", reversedAt: "2025-02-20T10:00:00Z"),
            Chargeback("chb_2", "tr_1", "2025-03-10T10:00:00Z"));
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        (await database.EarnedAsync()).Should().Be(Money.Zero);
        (await AmountsAsync(database)).Should().Equal(20_00, -20_00, 20_00, -20_00);
    }

    [Theory]
    [InlineData("150.00", null)]
    [InlineData("121.00", "0.01")]
    public async Task No_more_is_refunded_than_was_paid_and_the_row_is_named(string first, string? second)
    {
        using var export = Create();
        export.Add("mollie_refunds", [Refund("re_8", "tr_1", first), .. second is null ? [] : (string[])[Refund("re_9", "tr_1", second)]]);
        await using var database = await TestDatabase.CreateAsync();

        (await database.ImportAsync(export)).Rejected.Should().Be(1);

        (await database.EarnedAsync()).Should().Be(second is null ? new Money(20_00) : Money.Zero);
    }

    [Fact]
    public async Task A_refund_that_is_dated_before_its_payment_still_takes_what_it_earned()
    {
        using var export = Create();
        export.Add("mollie_refunds", Refund("re_8", "tr_1", "121.00", "2025-01-05T10:00:00Z"));
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        (await database.EarnedAsync()).Should().Be(Money.Zero);
    }

    [Fact]
    public async Task A_payment_before_the_start_earns_nothing_and_its_refund_takes_nothing()
    {
        using var export = Create(deal: deal => deal["starts_at"] = "2025-02-15T00:00:00.000Z");
        export.Add("mollie_payments", Paid("tr_2", "2025-03-01T10:00:00Z"));
        export.Add("mollie_refunds", Refund("re_8", "tr_1", "121.00", "2025-03-02T10:00:00Z"));
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        (await database.EarnedAsync()).Should().Be(new Money(20_00));
        (await AmountsAsync(database)).Should().Equal(20_00);
    }

    [Theory]
    [InlineData("2025-03-29T22:59:59Z", true)]
    [InlineData("2025-03-29T23:00:00Z", true)]
    [InlineData("2025-03-30T21:59:59Z", true)]
    [InlineData("2025-03-30T22:00:00Z", false)]
    [InlineData("2025-03-30T23:30:00Z", false)]
    public async Task The_last_day_ends_at_midnight_of_a_day_that_has_23_hours(string paidAt, bool earns) =>
        await EarnsUntilAsync("2025-03-30", paidAt, earns);

    [Theory]
    [InlineData("2025-10-25T22:00:00Z", true)]
    [InlineData("2025-10-26T00:30:00Z", true)]
    [InlineData("2025-10-26T01:30:00Z", true)]
    [InlineData("2025-10-26T22:59:59Z", true)]
    [InlineData("2025-10-26T23:00:00Z", false)]
    public async Task The_last_day_ends_at_midnight_of_a_day_that_has_25_hours(string paidAt, bool earns) =>
        await EarnsUntilAsync("2025-10-26", paidAt, earns);

    [Theory]
    [InlineData("100.00", "-21.00", null)]
    [InlineData("-100.00", "21.00", null)]
    [InlineData("-100.00", "-21.00", null)]
    [InlineData("0.00", "0.00", null)]
    [InlineData("-100.01", "-21.00", "F-1")]
    [InlineData("-60.00", "-21.01", "F-1")]
    [InlineData("-60.00", "21.01", "F-1")]
    [InlineData("-10.00", "-2.10", "F-9")]
    public async Task An_invoice_of_the_other_sign_or_a_credit_beyond_its_invoice_is_refused(string net, string vat, string? of)
    {
        using var export = ByInvoice();
        export.Add("paid_invoices", Invoice("F-1", "100.00", "21.00"), Invoice("F-2", net, vat, of));
        await using var database = await TestDatabase.CreateAsync();

        (await database.ImportAsync(export)).Rejected.Should().Be(1);

        (await database.EarnedAsync()).Should().Be(new Money(20_00));
    }

    [Fact]
    public async Task Two_imports_do_not_credit_more_of_an_invoice_than_it_was()
    {
        using var export = ByInvoice();
        export.Add("paid_invoices", Invoice("F-1", "100.00", "21.00"), Invoice("C-1", "-60.00", "-12.60", "F-1"));
        await using var database = await TestDatabase.CreateAsync();
        (await database.ImportAsync(export)).Rejected.Should().Be(0);
        (await database.EarnedAsync()).Should().Be(new Money(8_00));

        (await database.ImportAsync(export.Replace("paid_invoices", Invoice("C-2", "-60.00", "-8.40", "F-1")))).Rejected.Should().Be(1);

        (await database.EarnedAsync()).Should().Be(new Money(8_00));
    }

    [Fact]
    public async Task An_amendment_never_holds_from_a_closed_month_by_hand_or_from_the_platform()
    {
        using var export = Create();
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);
        var (statements, partner) = (database.Get<Statements>(), Guid.Parse(ExportFiles.Organisation));
        var seen = await statements.FindAsync(Make.CommercialOwner, partner, new(2025, 2), default);
        (await statements.CloseAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), partner, "2025-02", seen!.Statement.Closing),
            default)).IsDone.Should().BeTrue();
        await database.ImportAsync(export.Set("referral_ledger", "partner_kickback_percent", "1"));
        var deal = await database.QueryAsync(db => db.Deals.AsNoTracking().SingleAsync());
        var ledger = database.Get<ReferralLedger>();

        foreach (var from in (DateOnly[])[new(2025, 1, 1), new(2025, 2, 1), new(2025, 2, 28)])
        {
            (await ledger.TakePlatformTermsAsync(
                Make.CommercialOwner,
                new(Guid.CreateVersion7(), deal.Id, deal.Version, from, "PA-1", "Theirs is agreed"),
                default)).IsDone.Should().BeFalse();
            (await ledger.AmendAsync(
                Make.CommercialOwner,
                new(
                    Guid.CreateVersion7(),
                    deal.Id,
                    deal.Version,
                    deal.WorkspaceId,
                    new("1", null, null, null, null, "PA-1", null),
                    from,
                    "Agreed anew"),
                default)).IsDone.Should().BeFalse();
        }

        (await database.EarnedAsync()).Should().Be(new Money(20_00));
    }

    private static async Task EarnsUntilAsync(string lastDay, string paidAt, bool earns)
    {
        using var export = Create(deal: deal => deal["expires_at"] = $"{lastDay}T00:00:00.000Z");
        export.Replace("mollie_payments", Paid("tr_1", paidAt));
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        (await database.EarnedAsync()).Should().Be(earns ? new Money(20_00) : Money.Zero);
    }

    private static string Paid(string id, string at) => Payment(id, payment => (payment["createdAt"], payment["paidAt"]) = (at, at));

    private static string Refund(string id, string payment, string amount, string at = "2025-03-05T10:00:00Z") => $$"""
        {"id":"{{id}}","paymentId":"{{payment}}","amount":{"value":"{{amount}}","currency":"EUR"},"status":"refunded","createdAt":"{{at}}"}
        """;

    private static string Chargeback(string id, string payment, string at = "2025-02-10T10:00:00Z", string? reversedAt = null) =>
        new JsonObject
        {
            ["id"] = id,
            ["paymentId"] = payment,
            ["amount"] = new JsonObject { ["value"] = "121.00", ["currency"] = "EUR" },
            ["createdAt"] = at,
            ["reversedAt"] = reversedAt,
        }.ToJsonString();

    private static string Invoice(string number, string net, string vat, string? creditOf = null) =>
        OneDealExport.Invoice(number, net, vat, "2025-02-01", creditOf);

    private static Task<List<string>> ReasonsAsync(TestDatabase database) =>
        database.QueryAsync(db => db.ImportRejections.Select(rejection => rejection.Reason).ToListAsync());

    private static async Task<IEnumerable<long>> AmountsAsync(TestDatabase database) =>
        (await database.QueryAsync(db => db.LedgerLines.OrderBy(line => line.Position).Select(line => line.Amount).ToListAsync()))
        .Select(amount => amount.Cents);
}
