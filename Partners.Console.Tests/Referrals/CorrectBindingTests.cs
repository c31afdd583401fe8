using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>
/// A slip in a binding that a person made is corrected (docs/product.md L67). Two clients of one partner, each with a deal of 15 % and an
/// account of its own, and a payment by link of 121.00 (100.00 net) on 1 February 2025, of which 10.00 went back.
/// </summary>
public sealed class CorrectBindingTests
{
    private const string Slip = "Read the wrong line of the bank’s statement";
    private static readonly Guid s_account = Guid.Parse("40000000-0000-4000-8000-000000000001");
    private static readonly Guid s_other = Guid.Parse("40000000-0000-4000-8000-000000000002");
    private static readonly Month s_february = new(2025, 2);

    [Fact]
    public async Task What_was_earned_by_mistake_goes_and_the_right_accounts_deal_earns()
    {
        using var export = Two();
        await using var database = await BoundAsync(export, s_account);
        (await EarnedAsync(database)).Should().Equal(13_76, 0);

        (await CorrectAsync(database, s_account, s_other)).Value
            .Should().Be(new BindingCorrected("tr_link", "Client billing", "Team billing", 2));

        (await EarnedAsync(database)).Should().Equal(0, 13_76);
        (await UncountedAsync(database, 1)).Should().ContainSingle().Which.Should().Match<UncountedPayment>(one =>
            one.Id == "tr_link" && one.Reason == $"It was bound to this client by mistake, which {Make.CommercialOwner.Name} corrected on "
            + "20 November 2026. It belongs to Team billing.");
        (await LinesAsync(database, 2)).Single(line => line.Source == "tr_link").Reason
            .Should().Be("It was bound to Client billing by mistake until 20 November 2026.");
        await database.ImportAsync(export);
        (await EarnedAsync(database)).Should().Equal([0, 13_76], "no later import takes it back");
    }

    [Fact]
    public async Task A_closed_month_keeps_its_lines_and_gets_corrections_that_say_why()
    {
        using var export = Two();
        await using var database = await BoundAsync(export, s_account);
        await CloseAsync(database, s_february);
        var statement = await ClosedAsync(database);

        (await CorrectAsync(database, s_account, s_other)).IsDone.Should().BeTrue();

        (await EarnedAsync(database)).Should().Equal(0, 13_76);
        (await ClosedAsync(database)).Should().Be(statement);
        var gone = $"It was bound to this client by mistake, which {Make.CommercialOwner.Name} corrected on 20 November 2026. "
            + "It belongs to Team billing.";
        (await LinesAsync(database, 1)).Select(line => (line.Source, line.PostedIn, line.Amount.Cents, line.Reason)).Should().Equal(
            ("tr_link", s_february, 15_00, null),
            ("re_1", s_february, -1_24, null),
            ("tr_link#1", s_february.Next(), -15_00, $"February 2025 is closed. {gone}"),
            ("re_1#1", s_february.Next(), 1_24, $"February 2025 is closed. Its payment is tr_link. {gone}"));
        (await LinesAsync(database, 2)).Select(line => (line.Source, line.PostedIn, line.IsLate, line.Amount.Cents)).Should().Equal(
            ("tr_link", s_february.Next(), true, 15_00),
            ("re_1", s_february.Next(), true, -1_24));
    }

    [Fact]
    public async Task There_and_back_again_over_closed_months_leaves_every_cent()
    {
        using var export = Two();
        await using var database = await BoundAsync(export, s_account);
        await CloseAsync(database, s_february);
        (await CorrectAsync(database, s_account, s_other)).IsDone.Should().BeTrue();
        await CloseAsync(database, s_february.Next());

        database.Clock.Now += TimeSpan.FromDays(1);
        (await CorrectAsync(database, s_other, s_account)).IsDone.Should().BeTrue();

        (await EarnedAsync(database)).Should().Equal(13_76, 0);
        (await LinesAsync(database, 1)).Single(line => line.Source == "tr_link#2").Reason.Should().Be(
            "February 2025 is closed. It counts here again. It was bound to Team billing by mistake until 21 November 2026.");
        (await UncountedAsync(database, 1)).Should().BeEmpty("it is this client’s again");
        (await UncountedAsync(database, 2)).Should().ContainSingle(one => one.Id == "tr_link");
        var listed = (await database.Get<ClientPayments>().BoundByHandAsync(Make.Staff, default)).Newest.Should().ContainSingle().Subject;
        (listed.Account, listed.AccountId).Should().Be(("Client billing", s_account));
        listed.Earlier.Select(earlier => (earlier.Account, earlier.By, earlier.Reason)).Should().Equal(
            ("Team billing", Make.CommercialOwner.Name, Slip),
            ("Client billing", Make.CommercialOwner.Name, Slip));
    }

    [Fact]
    public async Task If_nobody_knows_who_paid_it_waits_again_and_what_it_earned_goes()
    {
        using var export = Two();
        await using var database = await BoundAsync(export, s_account);
        await CloseAsync(database, s_february);

        (await CorrectAsync(database, s_account, to: null, nobodyKnows: true)).Value
            .Should().Be(new BindingCorrected("tr_link", "Client billing", null, 1));

        (await EarnedAsync(database)).Should().Equal(0, 0);
        (await LinesAsync(database, 1))[^1].Reason.Should().EndWith("Nobody knew whose it is.");
        (await database.Get<ClientPayments>().UnmatchedAsync(Make.Staff, default)).Newest.Select(one => one.Id).Should().Equal("tr_link");

        await BindAsync(database, s_other);
        (await EarnedAsync(database)).Should().Equal(0, 13_76);
    }

    [Fact]
    public async Task What_the_metadata_or_the_customer_said_is_never_corrected()
    {
        using var export = Two();
        export.Replace("mollie_payments", ExportFiles.Good("mollie_payments").ToJsonString(), Link("tr_named", s_account.ToString()));
        export.Replace("mollie_refunds");
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        foreach (var payment in (string[])["tr_1", "tr_named"])
        {
            (await CorrectAsync(database, s_account, s_other, payment)).Refusals.Should().Equal(new NotBoundByHand());
        }

        (await EarnedAsync(database)).Should().Equal(30_00, 0);
    }

    [Fact]
    public async Task Refuses_without_a_reason_another_account_or_what_the_person_saw()
    {
        using var export = Two();
        await using var database = await BoundAsync(export, s_account);

        (await CorrectAsync(database, s_account, s_account, reason: " ")).Refusals.Should().Equal(new SamePayer(), new ReasonMissing());
        (await CorrectAsync(database, s_account, to: null)).Refusals.Should().Equal(new PayerMissing());
        (await CorrectAsync(database, s_account, Guid.NewGuid())).Refusals.Should().Equal(new PayerMissing());
        (await CorrectAsync(database, s_account, s_other, "tr_9")).Refusals.Should().Equal(new NoSuchPayment());
        (await CorrectAsync(database, s_account, s_other)).IsDone.Should().BeTrue();
        (await CorrectAsync(database, s_account, s_other)).Refusals.Should().Equal(new BoundElsewhereNow("Team billing"));
    }

    [Fact]
    public async Task The_trail_of_both_accounts_has_it()
    {
        using var export = Two();
        await using var database = await BoundAsync(export, s_account);
        (await CorrectAsync(database, s_account, s_other)).IsDone.Should().BeTrue();

        var entries = await database.QueryAsync(db => db.AuditEntries
            .Where(entry => entry.Action == AuditActions.PaymentUnbound || entry.Action == AuditActions.PaymentBound)
            .OrderBy(entry => entry.Sequence)
            .ToListAsync());
        entries.Select(entry => (entry.Action, entry.SubjectId, entry.Reason)).Should().Equal(
            (AuditActions.PaymentBound, s_account.ToString(), "By the bank’s statement"),
            (AuditActions.PaymentUnbound, s_account.ToString(), Slip),
            (AuditActions.PaymentBound, s_other.ToString(), Slip));
        entries[1].Before.Should().Contain("tr_link");
        entries[2].Before.Should().Contain("Client billing");
    }

    [Fact]
    public async Task A_payment_of_a_shared_account_leaves_the_deal_that_counted_it()
    {
        using var export = Two();
        var pooled = ExportFiles.Good("billing_account");
        (pooled["id"], pooled["org_id"], pooled["workspace_id"], pooled["label"]) =
            ("40000000-0000-4000-8000-000000000003", ExportFiles.Organisation, null, "Pool");
        pooled["mollie_customer_id"] = null;
        var third = Guid.Parse((string)pooled["id"]!);
        export.Add("billing_account", pooled.ToJsonString());
        export.Add(
            "workspace",
            ExportFiles.Like("workspace", "\"30000000-0000-4000-8000-000000000003\"", "billing_account_id", $"\"{third}\""));
        export.Add(
            "referral_ledger",
            ExportFiles.Like("referral_ledger", "3", "workspace_id", "\"30000000-0000-4000-8000-000000000003\""));
        await using var database = await BoundAsync(export, third);
        (await EarnedAsync(database)).Should().Equal(0, 0, 13_76);
        await CloseAsync(database, s_february);

        (await CorrectAsync(database, third, s_account)).IsDone.Should().BeTrue();

        (await EarnedAsync(database)).Should().Equal(13_76, 0, 0);
        (await UncountedAsync(database, 3)).Should().ContainSingle().Which.Reason.Should().EndWith("It belongs to Client billing.");
    }

    private static ExportFiles Two()
    {
        var other = ExportFiles.Good("billing_account");
        (other["id"], other["workspace_id"], other["mollie_customer_id"], other["label"]) =
            (s_other.ToString(), ExportFiles.Team, "cst_2", "Team billing");
        return new ExportFiles()
            .Replace("mollie_payments", Link("tr_link", account: null))
            .Replace("mollie_refunds", ExportFiles.Like("mollie_refunds", "\"re_1\"", "paymentId", "\"tr_link\""))
            .Add("billing_account", other.ToJsonString())
            .Add("referral_ledger", ExportFiles.Like("referral_ledger", "2", "workspace_id", $"\"{ExportFiles.Team}\""));
    }

    private static string Link(string id, string? account)
    {
        var payment = ExportFiles.Good("mollie_payments");
        payment["id"] = id;
        payment.Remove("customerId");
        if (account is not null)
        {
            payment["metadata"] = JsonNode.Parse($$"""{"vat_amount":"21.00","billing_account_id":"{{account}}"}""");
        }

        return payment.ToJsonString();
    }

    private static async Task<TestDatabase> BoundAsync(ExportFiles export, Guid account)
    {
        var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);
        await BindAsync(database, account);
        return database;
    }

    private static async Task BindAsync(TestDatabase database, Guid account) =>
        (await database.Get<ClientPayments>().BindAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), "tr_link", account, "By the bank’s statement"),
            default)).IsDone.Should().BeTrue();

    private static Task<Outcome<BindingCorrected>> CorrectAsync(
        TestDatabase database,
        Guid from,
        Guid? to,
        string payment = "tr_link",
        bool nobodyKnows = false,
        string reason = Slip) =>
        database.Get<ClientPayments>().CorrectAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), payment, from, to, nobodyKnows, reason),
            default);

    private static async Task CloseAsync(TestDatabase database, Month month)
    {
        var (statements, partner) = (database.Get<Statements>(), Guid.Parse(ExportFiles.Organisation));
        var seen = await statements.FindAsync(Make.CommercialOwner, partner, month, default);
        (await statements.CloseAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), partner, month.ToString(), seen!.Statement.Closing),
            default)).IsDone.Should().BeTrue();
    }

    private static Task<string> ClosedAsync(TestDatabase database) =>
        database.QueryAsync(db => db.ClosedMonths
            .Where(closed => closed.Month == s_february)
            .Select(closed => closed.Statement)
            .SingleAsync());

    private static async Task<IEnumerable<long>> EarnedAsync(TestDatabase database) =>
        (await database.QueryAsync(db => db.Deals.OrderBy(deal => deal.PlatformId)
            .Join(db.DealSummaries, deal => deal.Id, summary => summary.DealId, (_, summary) => summary.Earned)
            .ToListAsync())).Select(earned => earned.Cents);

    private static Task<List<LedgerLine>> LinesAsync(TestDatabase database, long number) =>
        database.QueryAsync(db => db.LedgerLines.AsNoTracking()
            .Where(line => db.Deals.Any(deal => deal.Id == line.DealId && deal.PlatformId == number))
            .OrderBy(line => line.Position)
            .ToListAsync());

    private static async Task<IReadOnlyList<UncountedPayment>> UncountedAsync(TestDatabase database, long number)
    {
        var deal = await database.QueryAsync(db => db.Deals.Where(deal => deal.PlatformId == number).Select(deal => deal.Id).SingleAsync());
        return (await database.Get<DealOverview>().UncountedAsync(Make.Staff, deal, default))!.Newest;
    }
}
