using System.Globalization;
using System.Text.Json.Nodes;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Platform;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Platform;

/// <summary>The shapes in which the platform's tools write the same content, and rows that nothing may stop at.</summary>
public sealed class ImportShapeTests
{
    private const string NewId = "\"99999999-0000-4000-8000-000000000009\"";

    public static TheoryData<string, string> Relations => new()
    {
        { "org", "created_by" },
        { "workspace", "org_id" },
        { "workspace", "created_by" },
        { "billing_account", "workspace_id" },
        { "org_membership", "org_id" },
        { "org_membership", "user_id" },
        { "workspace_membership", "workspace_id" },
        { "workspace_membership", "user_id" },
        { "workspace_invite", "workspace_id" },
        { "workspace_invite", "invited_by" },
        { "project", "workspace_id" },
        { "project", "directus_user_id" },
        { "conversation", "project_id" },
        { "directus_activity", "user" },
        { "referral_ledger", "partner_team_id" },
        { "referral_ledger", "workspace_id" },
        { "app_user", "directus_user_id" },
    };

    [Theory]
    [MemberData(nameof(Relations))]
    public async Task A_relation_as_a_whole_record_is_that_records_id(string collection, string field)
    {
        await using var plain = await TestDatabase.CreateAsync();
        using var export = new ExportFiles();
        await plain.ImportAsync(export);
        await using var expanded = await TestDatabase.CreateAsync();
        var whole = new JsonObject
        {
            ["name"] = "Whole",
            ["id"] = ExportFiles.Good(collection)[field]!.DeepClone(),
            ["more"] = new JsonArray(1),
        };
        using var wider = new ExportFiles();
        wider.Set(collection, field, whole.ToJsonString());
        if (collection == "workspace")
        {
            wider.Add("workspace", ExportFiles.Like("workspace", $"\"{ExportFiles.Client}\"", "usage_context", "\"external\""));
        }

        var result = await expanded.ImportAsync(wider);

        result.Rejected.Should().Be(0);
        result.Collections.Sum(one => one.Added).Should().Be(14);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("\"1\"", true)]
    [InlineData("\"0\"", false)]
    [InlineData("\"true\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("1.0", true)]
    [InlineData("null", false)]
    public async Task A_flag_comes_as_a_word_or_a_number_too(string json, bool isPartner)
    {
        await using var database = await TestDatabase.CreateAsync();
        using var export = new ExportFiles().Set("org", "is_partner", json);

        (await database.ImportAsync(export)).Rejected.Should().Be(0);

        (await database.QueryAsync(db => db.Organisations.SingleAsync())).IsPartner.Should().Be(isPartner);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("\"yes\"")]
    [InlineData("\"\"")]
    [InlineData("{}")]
    public async Task A_flag_that_is_neither_is_rejected(string json)
    {
        await using var database = await TestDatabase.CreateAsync();
        using var export = new ExportFiles().Add("org", ExportFiles.Like("org", NewId, "is_partner", json));

        (await database.ImportAsync(export)).Rejections.Should().ContainSingle().Which.Reason.Should().Contain("is neither true nor false");
    }

    [Theory]
    [InlineData("33.330000000000005", 3_333)]
    [InlineData("33.33", 3_333)]
    [InlineData("33.330001831054688", 3_333)]
    [InlineData("\"33.330000000000005\"", 3_333)]
    [InlineData("7.000000000000001", 700)]
    [InlineData("0.30000000000000004", 30)]
    [InlineData("15.0", 1_500)]
    [InlineData("1.5e1", 1_500)]
    public async Task A_percentage_that_went_through_a_binary_number_is_what_it_was(string json, int points)
    {
        await using var database = await TestDatabase.CreateAsync();
        using var export = new ExportFiles().Set("referral_ledger", "partner_kickback_percent", json);

        (await database.ImportAsync(export)).Rejected.Should().Be(0);

        (await database.QueryAsync(db => db.Set<DealTerms>().SingleAsync())).Kickback.BasisPoints.Should().Be(points);
    }

    [Fact]
    public void Whatever_two_decimals_become_in_64_or_32_bits_they_become_again() =>
        Prop.ForAll(Gen.Choose(0, 100_000_00).ToArbitrary(), cents =>
        {
            var number = cents / 100m;
            var wide = Written((double)number + 0.1 - 0.1);
            var narrow = Written((float)number);
            return BinaryDecimal.Restored(wide, 2) == number
                && (number > 9_999 || BinaryDecimal.Restored(narrow, 2) == number)
                && BinaryDecimal.Restored(number + 0.005m, 2) == number + 0.005m;
        }).QuickCheckThrowOnFailure();

    private static decimal Written(double number) =>
        decimal.Parse(number.ToString("G17", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    public static TheoryData<string, string, string, string> Odd => new()
    {
        { "org", "name", "\"\\u200b\\u2060\\ufeff\"", "The field name is missing." },
        { "org", "name", "\"\\u3164\"", "The field name is missing." },
        { "workspace", "name", "\" \\u00a0\\u00ad\"", "The field name is missing." },
        { "org", "name", "\"a\\ufffeb\"", "The field name is not readable text." },
        { "app_user", "email", "\"a\\uffff@b.nl\"", "The field email is not readable text." },
        { "org", "created_at", "\"9999-12-31T23:59:59Z\"", "The field created_at is not from 2000 to 2200: “9999-12-31T23:59:59Z”." },
        { "org", "created_at", "\"0001-01-01T00:00:00Z\"", "The field created_at is not from 2000 to 2200" },
        { "org", "deleted_at", "\"1999-12-31T23:59:59Z\"", "The field deleted_at is not from 2000 to 2200" },
        { "project", "created_at", "\"2201-01-01T00:00:00Z\"", "The field created_at is not from 2000 to 2200" },
        { "org", "updated_at", "\"9999-12-31T23:59:59Z\"", "The field updated_at is not from 2000 to 2200" },
        { "workspace_invite", "expires_at", "\"9999-12-31T00:00:00Z\"", "The field expires_at is not from 2000 to 2200" },
        { "conversation", "created_at", "\"0001-01-01\"", "The field created_at is not from 2000 to 2200" },
        { "conversation", "duration", "1e20", "The field duration is no number of seconds" },
        { "conversation", "duration", "1e400", "The field duration is no number" },
        { "directus_activity", "timestamp", "\"9999-12-31T00:00:00+00:00\"", "The field timestamp is not from 2000 to 2200" },
        { "project", "workspace_id", "{\"name\":\"x\"}", "The field workspace_id is no text" },
        { "project", "workspace_id", "{\"id\":{\"id\":1}}", "The field workspace_id is no text" },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task What_cannot_be_true_is_rejected_alone_and_stops_nothing(string collection, string field, string json, string reason)
    {
        await using var database = await TestDatabase.CreateAsync();
        var row = ExportFiles.Like(collection, collection == "directus_activity" ? "99" : NewId, field, "null")
            .Replace($"\"{field}\":null", $"\"{field}\":{json}", StringComparison.Ordinal);
        using var export = new ExportFiles().Add(collection, row);

        var result = await database.ImportAsync(export);

        var rejection = result.Rejections.Should().ContainSingle().Subject;
        (rejection.File, rejection.Item).Should().Be(
            (collection + ".json", collection == "directus_activity" ? "99" : NewId.Trim('"')));
        rejection.Reason.Should().Contain(reason);
        result.Collections.Sum(one => one.Added).Should().Be(14);
        await GoesOnAsync(database);
    }

    public static TheoryData<string, string> Unreadable => new()
    {
        { """{"id":"22222222-2222-4222-8222-222222222222","name":"Odd","created_at":"2026-01-01T00:00:00Z","\ud800":1}""",
            "22222222-2222-4222-8222-222222222222" },
        { """{"\ud800":1,"id":"22222222-2222-4222-8222-222222222222","name":"Odd","created_at":"2026-01-01T00:00:00Z"}""",
            "22222222-2222-4222-8222-222222222222" },
        { """{"id":"22222222-2222-4222-8222-222222222222","name":"Odd \udc00","created_at":"2026-01-01T00:00:00Z"}""",
            "22222222-2222-4222-8222-222222222222" },
        { """{"id":"\ud800","name":"Odd","created_at":"2026-01-01T00:00:00Z"}""", "\\ud800" },
        { $$"""{"id":"22222222-2222-4222-8222-222222222222","deep":{{new string('[', 200)}}{{new string(']', 200)}}}""", "row 2" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_row_that_cannot_be_read_is_rejected_alone_and_stops_nothing(string row, string item)
    {
        await using var database = await TestDatabase.CreateAsync();
        using var export = new ExportFiles().Add("org", row, ExportFiles.Like("org", NewId, "name", "\"Good too\""));

        var result = await database.ImportAsync(export);

        result.Rejections.Should().ContainSingle().Which.Item.Should().Be(item);
        (await database.QueryAsync(db => db.Organisations.CountAsync())).Should().Be(2);
        await GoesOnAsync(database);
    }

    [Fact]
    public async Task Half_a_character_in_a_projects_history_is_rejected_with_its_row()
    {
        await using var database = await TestDatabase.CreateAsync();
        var row = ExportFiles.Like("project", NewId, "move_history", "null")
            .Replace("\"move_history\":null", "\"move_history\":[{\"from\":\"\\ud800\"}]", StringComparison.Ordinal);
        using var export = new ExportFiles().Add("project", row);

        (await database.ImportAsync(export)).Rejections.Should().ContainSingle().Which.Reason.Should().Contain("move_history");
    }

    [Fact]
    public async Task A_deal_starts_on_its_day_in_Amsterdam_unless_it_is_midnight_in_UTC()
    {
        await using var database = await TestDatabase.CreateAsync();
        var late = JsonNode.Parse(ExportFiles.Like("referral_ledger", "2", "starts_at", "\"2025-05-31T22:30:00Z\""))!.AsObject();
        var midnight = JsonNode.Parse(ExportFiles.Like("referral_ledger", "3", "starts_at", "\"2025-05-31T00:00:00Z\""))!.AsObject();
        using var export = new ExportFiles().Replace("referral_ledger", late.ToJsonString(), midnight.ToJsonString());

        await database.ImportAsync(export);

        (await database.QueryAsync(db => db.Deals.OrderBy(deal => deal.PlatformId).Select(deal => deal.StartsOn).ToListAsync()))
            .Should().Equal(new DateOnly(2025, 6, 1), new DateOnly(2025, 5, 31));
    }

    /// <summary>Any value in any field: the import ends, what is good goes in, and the house goes on.</summary>
    [Fact]
    public async Task No_value_of_any_field_stops_an_import()
    {
        await using var database = await TestDatabase.CreateAsync();
        var random = new Random(21);
        string[] values =
        [
            "null", "0", "-1", "1e308", "1e-308", "99999999999999999999999999", "true", "[]", "{}", "[[1]]", "{\"id\":null}", "\"\"",
            "\" \"",
            "\"\\u0000\"", "\"\\ud800\"", "\"\\udfff\"", "\"\\ufffe\"", "\"\\u200b\"", "\"=1+1\"", "\"9999-12-31T23:59:59.9999999Z\"",
            "\"0001-01-01T00:00:00Z\"", "\"2025-02-30\"", "\"24:00\"", "\"-0\"", "\"NaN\"", "1.7976931348623157e308", "90000000000000.00",
            "\"90000000000000.00\"", "{\"value\":\"1e5\",\"currency\":\"EUR\"}", "{\"value\":90000000000001,\"currency\":\"EUR\"}",
            "{\"value\":\"\\ud800\",\"currency\":\"\\u0000\"}", $"\"{new string('é', 400)}\"", "\"İ\\u0307\"", "\"2200-12-31T23:59:59Z\"",
        ];
        using var export = new ExportFiles();
        foreach (var collection in s_collections)
        {
            foreach (var field in ExportFiles.Good(collection).Select(field => field.Key).Append("updated_at").ToList())
            {
                foreach (var value in values.OrderBy(_ => random.Next()).Take(10))
                {
                    var row = ExportFiles.Good(collection);
                    row["id"] = collection switch
                    {
                        "directus_activity" or "referral_ledger" => random.Next(1_000, int.MaxValue),
                        "mollie_payments" or "mollie_refunds" => $"x_{random.Next():x}",
                        _ => Guid.NewGuid().ToString(),
                    };
                    row[field] = "HERE";
                    export.Add(collection, row.ToJsonString().Replace("\"HERE\"", value, StringComparison.Ordinal));
                }
            }
        }

        var result = await database.ImportAsync(export);

        result.Status.Should().Be(ImportStatus.CompletedWithRejections);
        result.Rejected.Should().BeGreaterThan(100);
        await GoesOnAsync(database);
    }

    private static readonly string[] s_collections =
    [
        "app_user", "org", "workspace", "billing_account", "org_membership", "workspace_membership", "workspace_invite", "project",
        "conversation", "directus_activity", "mollie_payments", "mollie_refunds", "referral_ledger",
    ];

    private static async Task GoesOnAsync(TestDatabase database)
    {
        using var again = new ExportFiles();
        (await database.ImportAsync(again)).Status.Should().Be(ImportStatus.Completed);
        (await database.Get<AuditTrail>().VerifyAsync(Make.Staff, CancellationToken.None)).Should().NotBeNull();
    }
}
