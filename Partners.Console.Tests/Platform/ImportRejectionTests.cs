using System.Text.Json;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Platform;
using Partners.Core.Platform.Import;

namespace Partners.Console.Tests.Platform;

public sealed class ImportRejectionTests
{
    private const string NewId = "\"99999999-0000-4000-8000-000000000009\"";

    public static TheoryData<string, string, string, string, string> ImpossibleRows => new()
    {
        { "app_user", NewId, "email", "null", "The field email is missing." },
        { "app_user", NewId, "directus_user_id", $"\"{ExportFiles.DirectusUser}\"", $"belongs to the person {ExportFiles.Person}" },
        { "org", "\"42\"", "name", "\"X\"", "The field id is no valid uuid: “42”." },
        { "org", "null", "name", "\"X\"", "The field id is missing." },
        { "org", NewId, "name", "null", "The field name is missing." },
        { "org", NewId, "name", "\"   \"", "The field name is missing." },
        { "org", NewId, "name", "5", "The field name is no text: 5." },
        { "org", NewId, "name", "\"a\\u0000b\"", "The field name holds a null character." },
        { "org", NewId, "created_by", "\"nobody\"", "The field created_by is no valid uuid: “nobody”." },
        { "org", NewId, "created_at", "\"yesterday\"", "The field created_at is no timestamp: “yesterday”." },
        { "org", NewId, "created_at", "17", "The field created_at is no timestamp: 17." },
        { "org", NewId, "deleted_at", "\"2025-02-30T00:00:00Z\"", "The field deleted_at is no timestamp" },
        { "org", NewId, "is_partner", "\"perhaps\"", "The field is_partner is neither true nor false: “perhaps”." },
        { "workspace", NewId, "org_id", $"\"{ExportFiles.Unknown}\"", $"The organisation {ExportFiles.Unknown} (org_id) is not known." },
        { "workspace", NewId, "usage_context", "\"both\"", "The usage_context “both” is not known; known are internal, external." },
        { "workspace", NewId, "visibility", "\"secret\"", "The visibility “secret” is not known" },
        { "billing_account", NewId, "workspace_id", "null", "The account has no owner" },
        { "billing_account", NewId, "org_id", $"\"{ExportFiles.Organisation}\"", "The account has two owners" },
        { "billing_account", NewId, "workspace_id", $"\"{ExportFiles.Unknown}\"",
            $"The workspace {ExportFiles.Unknown} (workspace_id) is not known." },
        { "billing_account", NewId, "tier", "\"gold\"", "The tier “gold” is not known" },
        { "billing_account", NewId, "payment_mode", "\"cash\"", "The payment_mode “cash” is not known" },
        { "billing_account", NewId, "billing_period", "\"weekly\"", "The billing_period “weekly” is not known" },
        { "billing_account", NewId, "percent_discount", "100.5", "The field percent_discount is over 100 %: 100.5." },
        { "billing_account", NewId, "percent_discount", "-1", "The field percent_discount is below 0 %: -1." },
        { "billing_account", NewId, "percent_discount", "12.345", "The field percent_discount is finer than two decimals: 12.345." },
        { "billing_account", NewId, "percent_discount", "\"much\"", "The field percent_discount is no number: “much”." },
        { "org_membership", NewId, "user_id", $"\"{ExportFiles.Unknown}\"", $"The person {ExportFiles.Unknown} (user_id) is not known." },
        { "org_membership", NewId, "role", "\"observer\"", "The role “observer” is not known; known are owner, admin, billing, member." },
        { "workspace_membership", NewId, "role", "\"king\"", "The role “king” is not known" },
        { "workspace_membership", NewId, "workspace_id", $"\"{ExportFiles.Team}\"",
            $"An observer cannot be in an internal workspace ({ExportFiles.Team})." },
        { "workspace_invite", NewId, "expires_at", "\"2024-12-31T00:00:00Z\"",
            "The invite expires (expires_at) before it was made (created_at)." },
        { "workspace_invite", NewId, "email", "\"\"", "The field email is missing." },
        { "project", NewId, "workspace_id", $"\"{ExportFiles.Unknown}\"",
            $"The workspace {ExportFiles.Unknown} (workspace_id) is not known." },
        { "conversation", NewId, "project_id", $"\"{ExportFiles.Unknown}\"",
            $"The project {ExportFiles.Unknown} (project_id) is not known." },
        { "conversation", NewId, "duration", "-1", "The field duration is no number of seconds: -1." },
        { "directus_activity", "9.5", "action", "\"create\"", "The field id is no whole number: 9.5." },
        { "directus_activity", "9", "timestamp", "null", "The field timestamp is missing." },
        { "mollie_payments", "\"tr_9\"", "amount", """{"value":"1.00","currency":"USD"}""",
            "The payment tr_9 is in “USD”; only EUR is taken." },
        { "mollie_payments", "\"tr_9\"", "amount", """{"value":"1.005","currency":"EUR"}""",
            "The field value is finer than a cent, or too large: 1.005." },
        { "mollie_payments", "\"tr_9\"", "amount", "\"100\"", "The field amount is missing." },
        { "mollie_payments", "\"tr_9\"", "metadata", """{"vat_amount":"121.01"}""",
            "The VAT of payment tr_9, € 121.01, is larger than its amount, € 121.00." },
        { "mollie_payments", "\"tr_9\"", "paidAt", "null", "The payment tr_9 is paid, and does not say when (paidAt)." },
        { "mollie_payments", "\"tr_9\"", "customerId", "\"cst_9\"", "No billing account has the customer “cst_9” (customerId)." },
        { "mollie_refunds", "\"re_9\"", "amount", """{"value":"121.01","currency":"EUR"}""",
            "The refund, € 121.01, is larger than its payment tr_1, € 121.00." },
        { "mollie_refunds", "\"re_2\"", "amount", """{"value":"111.01","currency":"EUR"}""",
            "more goes back than was paid: of the payment tr_1, € 121.00, € 10.00 went back already." },
        { "mollie_refunds", "\"re_9\"", "paymentId", "\"tr_9\"", "The payment “tr_9” (paymentId) is not known." },
        { "mollie_refunds", "\"re_9\"", "amount", """{"value":"1.00","currency":"GBP"}""",
            "The refund re_9 of payment tr_1 is in “GBP”; only EUR is taken." },
        { "referral_ledger", "9", "partner_kickback_percent", "101", "The field partner_kickback_percent is over 100 %: 101." },
        { "referral_ledger", "9", "eur_cap_kickback", "-0.01", "The field eur_cap_kickback is negative: -0.01." },
        { "referral_ledger", "9", "eur_cap_kickback", "10.001", "The field eur_cap_kickback is finer than a cent" },
        { "referral_ledger", "9", "expires_at", "\"2024-12-31T00:00:00Z\"",
            "The deal expires (expires_at, 2024-12-31) before it starts (starts_at, 2025-01-01)." },
        { "referral_ledger", "9", "partner_team_id", $"\"{ExportFiles.Unknown}\"",
            $"The organisation {ExportFiles.Unknown} (partner_team_id) is not known." },
        { "referral_ledger", "9", "starts_at", "null", "The field starts_at is missing." },
    };

    [Theory]
    [MemberData(nameof(ImpossibleRows))]
    public async Task Rejects_a_row_that_cannot_be_true_alone(string collection, string id, string field, string json, string reason)
    {
        using var export = new ExportFiles().Add(collection, ExportFiles.Like(collection, id, field, json));
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Status.Should().Be(ImportStatus.CompletedWithRejections);
        var rejection = result.Rejections.Should().ContainSingle().Subject;
        rejection.File.Should().Be(collection + ".json");
        rejection.Item.Should().Be(id == "null" ? "row 2" : id.Trim('"'));
        rejection.Reason.Should().Contain(reason);
        result.Collections.Sum(one => one.Added).Should().Be(14, "all the good rows go in");
        result.Collections.Single(one => one.Rejected > 0).Name.Should().Be(collection);
    }

    [Fact]
    public async Task Rejects_what_is_no_object_and_names_its_place()
    {
        using var export = new ExportFiles().Add("org", "7", "[1]", "null");
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Rejections.Should().Equal(
            new RejectedRow("org.json", "row 2", "The row is no object."),
            new RejectedRow("org.json", "row 3", "The row is no object."),
            new RejectedRow("org.json", "row 4", "The row is no object."));
    }

    [Fact]
    public async Task Rejects_a_pending_observer_invite_into_an_internal_workspace_but_keeps_past_ones()
    {
        var invite = ExportFiles.Good("workspace_invite");
        invite["workspace_id"] = ExportFiles.Team;
        invite["role"] = "observer";
        var pending = invite.ToJsonString();
        invite["id"] = "62000000-0000-4000-8000-000000000002";
        invite["accepted_at"] = "2025-01-05T00:00:00Z";
        using var export = new ExportFiles().Replace("workspace_invite", pending, invite.ToJsonString());
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Rejections.Should().ContainSingle().Which.Reason.Should().Be(
            $"An observer cannot be in an internal workspace ({ExportFiles.Team}).");
        (await database.QueryAsync(db => db.WorkspaceInvites.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task Rejects_a_name_over_the_limit_and_a_huge_one_without_breaking()
    {
        using var export = new ExportFiles().Add(
            "org",
            ExportFiles.Like("org", NewId, "name", JsonSerializer.Serialize(new string('x', 301))),
            ExportFiles.Like("org", NewId, "name", JsonSerializer.Serialize(new string('y', 3_000_000))));
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Rejections.Should().HaveCount(2).And.OnlyContain(rejection =>
            rejection.Reason == "The field name is longer than 300 characters.");
    }

    [Fact]
    public async Task Rejects_text_that_cannot_be_read()
    {
        using var export = new ExportFiles().Add(
            "org",
            """{"id":"99999999-0000-4000-8000-000000000009","name":"\ud800","created_at":"2025-01-01T00:00:00Z"}""");
        await using var database = await TestDatabase.CreateAsync();

        (await database.ImportAsync(export)).Rejections
            .Should().ContainSingle().Which.Reason
            .Should().Be("The field name is not readable text.");
    }

    [Fact]
    public async Task Rejects_whatever_hangs_on_a_rejected_row()
    {
        using var export = new ExportFiles().Set("org", "name", "null");
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Rejections[0].Item.Should().Be(ExportFiles.Organisation);
        result.Rejections.Should().Contain(new RejectedRow(
            "workspace.json",
            ExportFiles.Client,
            $"The organisation {ExportFiles.Organisation} (org_id) is not known."));
        result.Rejections.Should().Contain(new RejectedRow(
            "conversation.json",
            "70000000-0000-4000-8000-000000000001",
            $"The project {ExportFiles.Project} (project_id) is not known."));
        result.Collections.Sum(one => one.Added).Should().Be(2, "only the person and the activity hang on nothing");
    }

    [Fact]
    public async Task Counts_all_rejections_and_keeps_the_first_thousand()
    {
        using var export = new ExportFiles().Add("org", [.. Enumerable.Range(0, 2_345).Select(number => $$"""{"id":{{number}}}""")]);
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Rejected.Should().Be(2_345);
        result.Rejections.Should().HaveCount(1_000);
        var page = await database.Get<ImportRecord>().RejectionsAsync(
            Make.Staff,
            result.RunId!.Value,
            page: 6,
            size: 200,
            CancellationToken.None);
        page.Total.Should().Be(1_000);
        page.Rows.Should().BeEmpty();
    }
}
