using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Platform;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>
/// Whose payment it is: bound once, and for good (docs/product.md L60). The export's client has paid 121.00 (100.00 net), of which 10.00
/// went back, on a deal of 15 %.
/// </summary>
public sealed class PaymentBindingTests
{
    private const string Account = "40000000-0000-4000-8000-000000000001";
    private const string OtherAccount = "40000000-0000-4000-8000-000000000002";

    [Fact]
    public async Task A_new_customer_id_takes_nothing_away_and_its_payments_join()
    {
        using var export = Plain();
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        export.Set("billing_account", "mollie_customer_id", "\"cst_new\"").Add("mollie_payments", Paid("tr_2", "cst_new"));
        var result = await database.ImportAsync(export);

        result.Status.Should().Be(ImportStatus.Completed, "the payment of the old customer is not rejected");
        (await EarnedAsync(database)).Should().Be(new Money(30_00));
    }

    [Fact]
    public async Task A_lost_customer_id_takes_nothing_away()
    {
        using var export = Plain();
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        export.Set("billing_account", "mollie_customer_id", "null");
        (await database.ImportAsync(export)).Status.Should().Be(ImportStatus.Completed);

        (await EarnedAsync(database)).Should().Be(new Money(15_00));
    }

    [Fact]
    public async Task A_payment_of_the_old_customer_that_is_known_only_now_is_the_accounts_too()
    {
        using var export = Plain();
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);
        export.Set("billing_account", "mollie_customer_id", "\"cst_new\"");
        await database.ImportAsync(export);

        export.Add("mollie_payments", Paid("tr_2", "cst_1"));
        (await database.ImportAsync(export)).Status.Should().Be(ImportStatus.Completed);

        (await EarnedAsync(database)).Should().Be(new Money(30_00));
    }

    [Theory]
    [InlineData("billing_account", "deleted_at", "\"2025-06-01T00:00:00Z\"")]
    [InlineData("billing_account", "payment_mode", "\"offline\"")]
    [InlineData("billing_account", "workspace_id", $"\"{ExportFiles.Team}\"")]
    public async Task What_becomes_of_the_account_takes_nothing_away(string collection, string field, string json)
    {
        using var export = Plain();
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        await database.ImportAsync(export.Set(collection, field, json));

        (await EarnedAsync(database)).Should().Be(new Money(15_00));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"dddddddd-0000-4000-8000-000000000000\"")]
    public async Task A_workspace_that_loses_its_account_keeps_what_was_paid(string account)
    {
        using var export = Plain();
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        var client = ExportFiles.Good("workspace");
        (client["id"], client["usage_context"], client["billing_account_id"]) = (ExportFiles.Client, "external", JsonNode.Parse(account));
        await database.ImportAsync(export.Replace("workspace", ExportFiles.Good("workspace").ToJsonString(), client.ToJsonString()));

        (await EarnedAsync(database)).Should().Be(new Money(15_00));
    }

    [Fact]
    public async Task The_metadata_comes_before_the_customer()
    {
        using var export = Plain();
        export.Add("billing_account", Other(customer: "cst_2"));
        export.Replace("mollie_payments", Paid("tr_1", "cst_2", $$"""{"billing_account_id":"{{Account}}"}"""));
        await using var database = await TestDatabase.CreateAsync();

        await database.ImportAsync(export);

        (await EarnedAsync(database)).Should().Be(new Money(15_00));
        (await PaymentAsync(database, "tr_1")).BoundBy.Should().Be(PaymentBinding.Metadata);
    }

    [Theory]
    [InlineData("\"{\\\"billing_account_id\\\":\\\"40000000-0000-4000-8000-000000000001\\\",\\\"vat_amount\\\":\\\"21.00\\\"}\"")]
    [InlineData("{\"billing_account_id\":\"40000000-0000-4000-8000-000000000001\",\"vat_amount\":21}")]
    public async Task A_payment_by_link_is_bound_by_its_metadata_as_an_object_or_as_text(string metadata)
    {
        using var export = Plain();
        export.Replace("mollie_payments", Link("tr_link", metadata));
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Rejected.Should().Be(0);
        (await EarnedAsync(database)).Should().Be(new Money(15_00), "15 % of 121.00 less 21.00 VAT");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"Invoice 17\"")]
    [InlineData("\"[1,2]\"")]
    [InlineData("{\"billing_account_id\":\"dddddddd-0000-4000-8000-000000000000\"}")]
    [InlineData("{\"billing_account_id\":7}")]
    public async Task A_payment_by_link_that_names_no_account_waits_for_a_person(string metadata)
    {
        using var export = Plain();
        export.Replace("mollie_payments", Link("tr_link", metadata));
        await using var database = await TestDatabase.CreateAsync();

        (await database.ImportAsync(export)).Rejected.Should().Be(0);

        (await EarnedAsync(database)).Should().Be(Money.Zero);
        var payments = database.Get<ClientPayments>();
        (await payments.UnmatchedAsync(Make.Staff, default)).Newest.Select(payment => payment.Id).Should().Equal("tr_link");

        var bound = await payments.BindAsync(Make.CommercialOwner, Bind("tr_link", Guid.Parse(Account)), default);
        bound.Value.Should().Be(new PaymentBound("tr_link", "Client billing", 1));
        (await EarnedAsync(database)).Should().BeGreaterThan(Money.Zero);
        (await payments.UnmatchedAsync(Make.Staff, default)).Total.Should().Be(0);
        var entry = await database.QueryAsync(db => db.AuditEntries.SingleAsync(entry => entry.Action == AuditActions.PaymentBound));
        (entry.Reason, entry.ActorName).Should().Be(("By the bank's statement", Make.CommercialOwner.Name));

        // Not even its own metadata, once somebody writes it, moves it.
        await database.ImportAsync(export);
        (await PaymentAsync(database, "tr_link")).BillingAccountId.Should().Be(Guid.Parse(Account));
    }

    [Fact]
    public async Task A_payment_is_bound_once_and_only_with_a_reason()
    {
        using var export = Plain();
        export.Add("mollie_payments", Link("tr_link", "null"));
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);
        var payments = database.Get<ClientPayments>();

        (await payments.BindAsync(Make.CommercialOwner, Bind("tr_1", Guid.Parse(Account)), default))
            .Refusals.Should().Equal(new PaymentIsBound("Client billing"));
        (await payments.BindAsync(Make.CommercialOwner, Bind("tr_9", Guid.Parse(Account)), default))
            .Refusals.Should().Equal(new NoSuchPayment());
        (await payments.BindAsync(Make.CommercialOwner, Bind("tr_link", Guid.NewGuid(), " "), default))
            .Refusals.Should().Equal(new PayerMissing(), new ReasonMissing());
    }

    [Theory]
    [InlineData("2024-01-01T00:00:00Z", false)]
    [InlineData("2026-01-01T00:00:00Z", true)]
    public async Task Of_two_accounts_with_one_customer_the_older_has_the_payment_and_it_earns_once(string otherSince, bool isOurs)
    {
        using var export = Plain();
        export.Add("billing_account", Other(customer: "cst_1", since: otherSince));
        export.Add("referral_ledger", ExportFiles.Like("referral_ledger", "2", "workspace_id", $"\"{ExportFiles.Team}\""));
        await using var database = await TestDatabase.CreateAsync();

        await database.ImportAsync(export);

        var earned = await database.QueryAsync(db => db.DealSummaries.Select(deal => deal.Earned).ToListAsync());
        earned.Sum(money => money.Cents).Should().Be(15_00);
        (await PaymentAsync(database, "tr_1")).BillingAccountId.Should().Be(Guid.Parse(isOurs ? Account : OtherAccount));
    }

    [Fact]
    public async Task A_deleted_account_yields_to_a_live_one_with_the_same_customer()
    {
        using var export = Plain();
        var other = JsonNode.Parse(Other(customer: "cst_1", since: "2020-01-01T00:00:00Z"))!.AsObject();
        other["deleted_at"] = "2025-01-20T00:00:00Z";
        export.Add("billing_account", other.ToJsonString());
        await using var database = await TestDatabase.CreateAsync();

        await database.ImportAsync(export);

        (await EarnedAsync(database)).Should().Be(new Money(15_00));
    }

    [Fact]
    public async Task Two_workspaces_of_one_pooled_account_do_not_both_earn_on_a_payment()
    {
        using var export = Plain();
        var pooled = ExportFiles.Good("billing_account");
        (pooled["org_id"], pooled["workspace_id"]) = (ExportFiles.Organisation, null);
        export.Replace("billing_account", pooled.ToJsonString());
        var team = ExportFiles.Good("workspace");
        team["billing_account_id"] = Account;
        export.Replace(
            "workspace",
            team.ToJsonString(),
            ExportFiles.Like("workspace", $"\"{ExportFiles.Client}\"", "billing_account_id", $"\"{Account}\""));
        export.Add("referral_ledger", ExportFiles.Like("referral_ledger", "2", "workspace_id", $"\"{ExportFiles.Team}\""));
        await using var database = await TestDatabase.CreateAsync();

        for (var run = 0; run < 3; run++)
        {
            await database.ImportAsync(export);
            (await database.QueryAsync(db => db.DealSummaries.Select(deal => deal.Earned).ToListAsync()))
                .Select(earned => earned.Cents).Order().Should().Equal(0, 15_00);
        }
    }

    [Fact]
    public async Task What_is_paid_is_never_unpaid_by_an_older_list()
    {
        using var export = Plain();
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        var older = ExportFiles.Good("mollie_payments");
        (older["status"], older["paidAt"]) = ("pending", null);
        await database.ImportAsync(export.Replace("mollie_payments", older.ToJsonString()));

        (await EarnedAsync(database)).Should().Be(new Money(15_00));
    }

    [Fact]
    public async Task The_payments_of_an_earlier_version_are_bound_by_their_present_customer()
    {
        using var export = Plain();
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);
        await database.QueryAsync(async db =>
        {
            var earlier = db.Database.GetMigrations().TakeWhile(name => !name.EndsWith("_PaymentFacts", StringComparison.Ordinal)).Last();
            await db.GetService<IMigrator>().MigrateAsync(earlier);
            await db.Database.MigrateAsync();
            return true;
        });

        var payment = await PaymentAsync(database, "tr_1");
        (payment.BillingAccountId, payment.WorkspaceId, payment.BoundBy)
            .Should().Be((Guid.Parse(Account), Guid.Parse(ExportFiles.Client), PaymentBinding.Customer));
        await database.Get<LedgerUpkeep>().PostAllAsync(default);
        (await EarnedAsync(database)).Should().Be(new Money(15_00));
    }

    /// <summary>Without the refund and the cap.</summary>
    private static ExportFiles Plain() => new ExportFiles()
        .Replace("mollie_refunds")
        .Set("referral_ledger", "eur_cap_kickback", "null");

    private static string Other(string customer, string since = "2025-01-04T10:00:00.000Z")
    {
        var account = ExportFiles.Good("billing_account");
        (account["id"], account["workspace_id"], account["mollie_customer_id"], account["created_at"]) =
            (OtherAccount, ExportFiles.Team, customer, since);
        return account.ToJsonString();
    }

    private static string Paid(string id, string customer, string metadata = """{"vat_amount":"21.00"}""")
    {
        var payment = ExportFiles.Good("mollie_payments");
        (payment["id"], payment["customerId"], payment["metadata"]) = (id, customer, JsonNode.Parse(metadata));
        if (metadata.Contains("billing_account_id", StringComparison.Ordinal))
        {
            payment["metadata"]!["vat_amount"] = "21.00";
        }

        return payment.ToJsonString();
    }

    private static string Link(string id, string metadata)
    {
        var payment = ExportFiles.Good("mollie_payments");
        (payment["id"], payment["metadata"]) = (id, JsonNode.Parse(metadata));
        payment.Remove("customerId");
        return payment.ToJsonString();
    }

    private static BindPayment Bind(string payment, Guid account, string reason = "By the bank's statement") =>
        new(Guid.CreateVersion7(), payment, account, reason);

    private static Task<Money> EarnedAsync(TestDatabase database) =>
        database.QueryAsync(db => db.Deals.Where(deal => deal.PlatformId == 1)
            .Join(db.DealSummaries, deal => deal.Id, summary => summary.DealId, (_, summary) => summary.Earned)
            .SingleAsync());

    private static Task<Payment> PaymentAsync(TestDatabase database, string id) =>
        database.QueryAsync(db => db.Payments.SingleAsync(payment => payment.Id == id));
}
