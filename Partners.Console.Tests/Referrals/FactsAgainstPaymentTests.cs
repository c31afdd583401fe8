using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Platform;
using Partners.Core.Platform.Import;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>
/// What lowers a payment: refunds, chargebacks, and what the payment says itself (docs/product.md L61, I40, I41, I42). The export's client
/// has paid 121.00 (100.00 net) on a deal of 20 %.
/// </summary>
public sealed class FactsAgainstPaymentTests
{
    [Theory]
    [InlineData("121.00", 0)]
    [InlineData("60.50", 10_00)]
    [InlineData("0.01", 20_00)]
    public async Task A_chargeback_inside_the_payment_takes_its_share(string amount, long earned)
    {
        using var export = Plain(payment => Embed(payment, "chargebacks", Chargeback(amount)));
        (await EarnedAsync(export)).Should().Be(new Money(earned));
    }

    [Fact]
    public async Task A_chargeback_of_its_own_file_is_the_one_inside_the_payment()
    {
        using var export = Plain(payment => Embed(payment, "chargebacks", Chargeback("60.50")));
        export.Add("mollie_chargebacks", Chargeback("60.50"));
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Rejected.Should().Be(0);
        (await EarnedAsync(database)).Should().Be(new Money(10_00));
        var lines = await LinesAsync(database);
        lines.Select(line => (line.Kind, line.On)).Should().Equal(
            (LineKind.Payment, new DateOnly(2025, 2, 1)),
            (LineKind.Chargeback, new DateOnly(2025, 3, 20)));
        var before = await database.EverythingAsync();
        (await database.ImportAsync(export)).Collections.Should().OnlyContain(collection => collection.Added + collection.Updated == 0);
        (await database.EverythingAsync()).Where(IsLedger).Should().Equal(before.Where(IsLedger));
    }

    [Fact]
    public async Task A_chargeback_that_was_reversed_takes_nothing_and_no_older_list_unsays_it()
    {
        using var export = Plain();
        export.Add("mollie_chargebacks", Chargeback("121.00"));
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);
        (await EarnedAsync(database)).Should().Be(Money.Zero);

        await database.ImportAsync(export.Replace("mollie_chargebacks", Chargeback("121.00", "\"2025-04-02T10:00:00+00:00\"")));
        (await EarnedAsync(database)).Should().Be(new Money(20_00));
        (await LinesAsync(database))[^1].Should().Match<LedgerLine>(line =>
            line.Kind == LineKind.ChargebackReversed && line.Reason == "The chargeback of 20 March 2025 was reversed.");

        await database.ImportAsync(export.Replace("mollie_chargebacks", Chargeback("121.00")));
        (await EarnedAsync(database)).Should().Be(new Money(20_00));
    }

    [Theory]
    [InlineData("amountChargedBack", "60.50", 10_00, "The payment says that € 60.50 was charged back")]
    [InlineData("amountChargedBack", "121.00", 0, "The payment says that € 121.00 was charged back")]
    [InlineData("amountRefunded", "121.00", 0, "The payment says that € 121.00 was refunded")]
    [InlineData("amountRefunded", "12.10", 18_00, "The payment says that € 12.10 was refunded")]
    public async Task What_only_the_payment_says_counts_and_is_named(string field, string amount, long earned, string named)
    {
        using var export = Plain(payment => payment[field] = Euros(amount));
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        (await EarnedAsync(database)).Should().Be(new Money(earned));
        Named(result).Should().ContainSingle().Which.Should().StartWith($"tr_1: {named}");
        (await LinesAsync(database))[^1].Reason.Should().StartWith(named);
    }

    [Fact]
    public async Task Once_the_list_explains_it_its_line_takes_the_place()
    {
        using var export = Plain(payment => payment["amountRefunded"] = Euros("60.50"));
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        var result = await database.ImportAsync(export.Add("mollie_refunds", Refund("re_1", "60.50", "refunded")));

        Named(result).Should().BeEmpty();
        (await LinesAsync(database)).Select(line => (line.Source, line.Amount.Cents)).Should().Equal(("tr_1", 20_00), ("re_1", -10_00));
    }

    [Fact]
    public async Task A_refund_on_its_way_explains_what_the_payment_says_and_takes_nothing_yet()
    {
        using var export = Plain(payment => payment["amountRefunded"] = Euros("60.50"));
        export.Add("mollie_refunds", Refund("re_1", "60.50", "processing"));
        await using var database = await TestDatabase.CreateAsync();

        Named(await database.ImportAsync(export)).Should().BeEmpty();

        (await EarnedAsync(database)).Should().Be(new Money(20_00));
    }

    [Theory]
    [InlineData("0.00")]
    [InlineData("10.00")]
    public async Task More_refunds_than_the_payment_says_are_named_and_count(string said)
    {
        using var export = Plain(payment => payment["amountRefunded"] = Euros(said));
        export.Add("mollie_refunds", Refund("re_1", "60.50", "refunded"));
        await using var database = await TestDatabase.CreateAsync();

        Named(await database.ImportAsync(export)).Should().ContainSingle();

        (await EarnedAsync(database)).Should().Be(new Money(10_00));
    }

    [Theory]
    [InlineData("queued", "refunded", 10_00)]
    [InlineData("pending", "failed", 20_00)]
    [InlineData("refunded", "pending", 10_00)]
    [InlineData("refunded", "queued", 10_00)]
    [InlineData("refunded", "failed", 20_00)]
    [InlineData("refunded", "canceled", 20_00)]
    public async Task The_status_of_a_refund_changes_but_never_back_to_an_earlier_one(string first, string then, long earned)
    {
        using var export = Plain();
        export.Add("mollie_refunds", Refund("re_1", "60.50", first));
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        await database.ImportAsync(export.Replace("mollie_refunds", Refund("re_1", "60.50", then)));

        (await EarnedAsync(database)).Should().Be(new Money(earned));
    }

    [Fact]
    public async Task Refunds_inside_the_payment_count_and_what_cannot_be_true_of_them_is_rejected_alone()
    {
        using var export = Plain(payment => Embed(
            payment,
            "refunds",
            Refund("re_1", "60.50", "refunded"),
            Refund("re_2", "121.01", "refunded"),
            Refund("re_3", "1.00", "refunded").Replace("EUR", "JPY", StringComparison.Ordinal)));
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        (await EarnedAsync(database)).Should().Be(new Money(10_00));
        result.Rejections.Select(row => row.Item).Should().BeEquivalentTo("re_2", "re_3");
    }

    [Theory]
    [InlineData("left over", "10.00", "0.00", "12.5", 4)]
    [InlineData("too much", "10.00", "1.74", "50", 4)]
    [InlineData("thirds", "10.00", "1.74", "33.33", 3)]
    [InlineData("sevenths", "1.00", "0.17", "20", 7)]
    [InlineData("a cent each", "0.11", "0.02", "7.77", 11)]
    public async Task A_payment_that_went_back_whole_in_parts_adds_exactly_nothing(
        string why,
        string amount,
        string vat,
        string percent,
        int parts)
    {
        using var export = Plain(payment =>
        {
            payment["amount"] = Euros(amount);
            payment["metadata"] = new JsonObject { ["vat_amount"] = vat };
        });
        export.Set("referral_ledger", "partner_kickback_percent", percent);
        export.Add("mollie_payments", ExportFiles.Like("mollie_payments", "\"tr_other\"", "metadata", "null"));
        var cents = (int)(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture) * 100);
        for (var part = 0; part < parts; part++)
        {
            var share = (cents * (part + 1) / parts) - (cents * part / parts);
            var text = (share / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
            export.Add("mollie_refunds", Refund($"re_{part}", text, "refunded"));
        }

        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        var lines = await LinesAsync(database);
        lines.Where(line => line.Source != "tr_other").Sum(line => line.Contribution.Cents).Should().Be(0, why);
        lines.Should().HaveCount(parts + 2);
    }

    [Fact]
    public async Task A_chargeback_that_is_known_after_its_month_was_closed_is_posted_later_with_its_reason()
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync(LedgerScene.Form(cap: null));
        await scene.CloseThroughAsync(9);
        await scene.Database.AddAsync(
            new Chargeback("chb_1", "tr_09", new(121_00), new(2026, 9, 20, 10, 0, 0, TimeSpan.Zero), reversedAt: null));

        var line = (await LinesAsync(scene.Database)).Single(line => line.DealId == deal && line.Kind == LineKind.Chargeback);

        (line.PostedIn, line.IsLate, line.Contribution, line.Reason).Should().Be(
            (new Month(2026, 10), true, new Money(-20_00), "It was known only after September 2026 was closed."));
    }

    [Fact]
    public async Task A_refund_that_failed_after_its_month_was_closed_is_corrected_with_its_reason()
    {
        await using var scene = await LedgerScene.CreateAsync();
        await scene.Database.AddAsync(new Refund("re_1", "tr_09", "refunded", new(121_00), new(2026, 9, 20, 10, 0, 0, TimeSpan.Zero)));
        await scene.AddedAsync(LedgerScene.Form(cap: null));
        await scene.CloseThroughAsync(9);
        await scene.Database.ByHandAsync("""UPDATE "Refunds" SET "Status" = 'failed'""");
        await scene.Database.AddAsync();

        var line = (await LinesAsync(scene.Database)).Single(line => line.Kind == LineKind.Correction);

        (line.PostedIn, line.Contribution, line.Reason).Should().Be(
            (new Month(2026, 10), new Money(20_00), "September 2026 is closed. It does not count any more: failed."));
    }

    public static TheoryData<string, string, string> Unbelievable => new()
    {
        { "mode", "\"test\"", "The payment tr_9 is a test (mode test); only live payments are taken." },
        { "paidAt", "\"2026-11-21T10:00:00Z\"", "The field paidAt, 2026-11-21, lies in the future." },
        { "paidAt", "\"9999-12-31T23:59:59Z\"", "The field paidAt is not from 2000 to 2200: “9999-12-31T23:59:59Z”." },
        { "paidAt", "\"1999-12-31T12:00:00Z\"", "The field paidAt is not from 2000 to 2200: “1999-12-31T12:00:00Z”." },
        { "paidAt", "\"0001-01-01T00:00:00Z\"", "The field paidAt is not from 2000 to 2200: “0001-01-01T00:00:00Z”." },
        { "createdAt", "\"2027-01-01T00:00:00Z\"", "The field createdAt, 2027-01-01, lies in the future." },
        { "amount", """{"value":"10000000.01","currency":"EUR"}""", "The payment tr_9 is over € 10,000,000.01." },
        { "amount", """{"value":"90000000000000.00","currency":"EUR"}""", "More than € 10,000,000.00 is refused as a likely mistake." },
        { "amount", """{"value":"10000","currency":"JPY"}""", "The payment tr_9 is in “JPY”; only EUR is taken." },
    };

    [Theory]
    [MemberData(nameof(Unbelievable))]
    public async Task A_payment_that_cannot_be_believed_is_rejected_alone(string field, string json, string reason)
    {
        using var export = Plain();
        export.Add("mollie_payments", ExportFiles.Like("mollie_payments", "\"tr_9\"", field, json));
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Rejections.Should().ContainSingle(row => row.Item == "tr_9").Which.Reason.Should().Contain(reason);
        (await EarnedAsync(database)).Should().Be(new Money(20_00));
    }

    [Fact]
    public async Task A_payment_of_today_and_one_of_the_year_2000_are_taken()
    {
        using var export = Plain();
        export.Add(
            "mollie_payments",
            ExportFiles.Like("mollie_payments", "\"tr_8\"", "paidAt", "\"2026-11-20T22:59:59Z\""),
            ExportFiles.Like("mollie_payments", "\"tr_9\"", "paidAt", "\"2000-01-01T00:00:00Z\""));
        await using var database = await TestDatabase.CreateAsync();

        (await database.ImportAsync(export)).Status.Should().Be(ImportStatus.Completed);
    }

    /// <summary>One payment on an open deal of 20 % without a cap; no refund.</summary>
    private static ExportFiles Plain(Action<JsonObject>? change = null)
    {
        var (payment, deal) = (ExportFiles.Good("mollie_payments"), ExportFiles.Good("referral_ledger"));
        change?.Invoke(payment);
        deal["partner_kickback_percent"] = 20;
        deal["eur_cap_kickback"] = null;
        deal["expires_at"] = null;
        return new ExportFiles()
            .Replace("mollie_refunds")
            .Replace("mollie_payments", payment.ToJsonString())
            .Replace("referral_ledger", deal.ToJsonString());
    }

    private static void Embed(JsonObject payment, string list, params string[] rows) =>
        payment["_embedded"] = new JsonObject { [list] = new JsonArray([.. rows.Select(row => JsonNode.Parse(row))]) };

    private static JsonObject Euros(string value) => new() { ["value"] = value, ["currency"] = "EUR" };

    private static string Chargeback(string amount, string reversedAt = "null") =>
        $$"""{"id":"chb_1","paymentId":"tr_1","amount":{"value":"{{amount}}","currency":"EUR"},"createdAt":"2025-03-20T10:00:00+00:00","reversedAt":{{reversedAt}}}""";

    private static string Refund(string id, string amount, string status) =>
        $$"""{"id":"{{id}}","paymentId":"tr_1","amount":{"value":"{{amount}}","currency":"EUR"},"status":"{{status}}","createdAt":"2025-03-10T10:00:00+00:00"}""";

    private static IEnumerable<string> Named(ImportResult result) =>
        result.Warnings.Select(warning => warning.Sentence).Where(sentence => sentence.StartsWith("tr_1: ", StringComparison.Ordinal));

    private static bool IsLedger(string row) =>
        row.StartsWith("LedgerLines", StringComparison.Ordinal)
        || row.StartsWith("Payments", StringComparison.Ordinal)
        || row.StartsWith("Chargebacks", StringComparison.Ordinal);

    private static async Task<Money> EarnedAsync(ExportFiles export)
    {
        await using var database = await TestDatabase.CreateAsync();
        (await database.ImportAsync(export)).Rejected.Should().Be(0);
        return await EarnedAsync(database);
    }

    private static Task<Money> EarnedAsync(TestDatabase database) =>
        database.QueryAsync(db => db.DealSummaries.Select(summary => summary.Earned).SingleAsync());

    private static Task<List<LedgerLine>> LinesAsync(TestDatabase database) =>
        database.QueryAsync(db => db.LedgerLines.OrderBy(line => line.Position).ToListAsync());
}
