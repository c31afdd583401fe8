using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Outbox;
using Partners.Core.Platform;
using Partners.Core.Platform.Import;

namespace Partners.Console.Tests.Platform;

/// <summary>An import never takes an older state for a newer one.</summary>
public sealed class ImportOldForNewTests
{
    private const string Early = "2025-03-01T10:00:00.000Z";
    private const string Late = "2025-03-02T10:00:00.000Z";

    public static TheoryData<string, string, string> Changed => new()
    {
        { "app_user", "display_name", "\"Anna de Vries\"" },
        { "org", "name", "\"Bureau Oud\"" },
        { "org", "deleted_at", $"\"{Early}\"" },
        { "workspace", "name", "\"Oud\"" },
        { "billing_account", "label", "\"Oud\"" },
        { "org_membership", "role", "\"member\"" },
        { "workspace_membership", "deleted_at", $"\"{Early}\"" },
        { "workspace_invite", "accepted_at", $"\"{Early}\"" },
        { "project", "name", "\"Oud\"" },
        { "conversation", "duration", "7" },
        { "referral_ledger", "notes", "\"Oud\"" },
    };

    [Theory]
    [MemberData(nameof(Changed))]
    public async Task Leaves_a_row_alone_that_is_older_than_what_is_known_and_counts_it(string collection, string field, string older)
    {
        await using var database = await TestDatabase.CreateAsync();
        using var newer = With(collection, Late);
        await database.ImportAsync(newer);
        var known = await ContentAsync(database);

        using var old = With(collection, Early, field, older);
        var result = await database.ImportAsync(old);

        Of(result, collection).LeftAlone.Should().Be(1);
        (result.Status, result.Rejected).Should().Be((ImportStatus.Completed, 0));
        (await ContentAsync(database)).Should().Equal(known);
        (await database.Get<ImportRecord>().ImportsAsync(Make.Staff, 1, 10, default)).Rows
            .Single(import => import.Id == result.RunId)
            .LeftAlone.Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Changed))]
    public async Task Follows_a_row_that_is_newer_and_then_takes_the_former_one_for_old(string collection, string field, string newer)
    {
        await using var database = await TestDatabase.CreateAsync();
        using var first = With(collection, Early);
        using var second = With(collection, Late, field, newer);
        await database.ImportAsync(first);

        Of(await database.ImportAsync(second), collection).Updated.Should().Be(1);
        var known = await ContentAsync(database);
        Of(await database.ImportAsync(first), collection).LeftAlone.Should().Be(1);
        (await ContentAsync(database)).Should().Equal(known);
        Of(await database.ImportAsync(second), collection).Unchanged.Should().BePositive();
    }

    [Fact]
    public async Task Raises_no_version_where_the_platform_only_saved_the_same_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var first = With("org", Early);
        using var second = With("org", Late);
        await database.ImportAsync(first);

        Of(await database.ImportAsync(second), "org").Unchanged.Should().Be(1);

        var known = await database.QueryAsync(db => db.Organisations.SingleAsync());
        (known.Version, known.PlatformUpdatedAt).Should().Be((1, new DateTimeOffset(2025, 3, 2, 10, 0, 0, TimeSpan.Zero)));
        Of(await database.ImportAsync(first), "org").LeftAlone.Should().Be(1);
    }

    [Fact]
    public async Task Follows_a_row_that_does_not_say_when_it_was_changed_and_keeps_what_is_known_of_the_time()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var first = With("org", Late);
        using var silent = new ExportFiles().Set("org", "name", "\"Silent\"");
        using var old = With("org", Early, "name", "\"Old\"");
        await database.ImportAsync(first);

        Of(await database.ImportAsync(silent), "org").Updated.Should().Be(1);
        Of(await database.ImportAsync(old), "org").LeftAlone.Should().Be(1);

        (await database.QueryAsync(db => db.Organisations.SingleAsync())).Name.Should().Be("Silent");
    }

    [Fact]
    public async Task A_time_to_come_makes_no_later_row_old()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var ahead = With("org", "2199-01-01T00:00:00Z");
        using var real = With("org", Late, "name", "\"Real\"");
        await database.ImportAsync(ahead);

        Of(await database.ImportAsync(real), "org").Updated.Should().Be(1);
    }

    [Fact]
    public async Task Of_two_rows_with_one_id_in_a_file_the_newer_one_counts_wherever_it_stands()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var export = new ExportFiles().Replace("org", Row("org", Late, "name", "\"New\""), Row("org", Early, "name", "\"Old\""));

        var result = await database.ImportAsync(export);

        (Of(result, "org").Added, Of(result, "org").LeftAlone).Should().Be((1, 1));
        (await database.QueryAsync(db => db.Organisations.SingleAsync())).Name.Should().Be("New");
        result.Warnings.Should().ContainSingle().Which.Sentence.Should().StartWith(ExportFiles.Organisation);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("pending")]
    [InlineData("authorized")]
    [InlineData("expired")]
    [InlineData("failed")]
    public async Task What_was_paid_stays_paid(string status)
    {
        await using var database = await TestDatabase.CreateAsync();
        using var paid = new ExportFiles();
        using var before = new ExportFiles().Set("mollie_payments", "status", $"\"{status}\"");
        await database.ImportAsync(paid);
        var known = await ContentAsync(database);

        Of(await database.ImportAsync(before), "mollie_payments").LeftAlone.Should().Be(1);

        (await ContentAsync(database)).Should().Equal(known);
    }

    [Theory]
    [InlineData("queued", 1)]
    [InlineData("pending", 1)]
    [InlineData("processing", 1)]
    [InlineData("failed", 0)]
    public async Task What_was_refunded_is_not_waiting_again_but_may_still_fail(string status, int leftAlone)
    {
        await using var database = await TestDatabase.CreateAsync();
        using var refunded = new ExportFiles();
        using var said = new ExportFiles().Set("mollie_refunds", "status", $"\"{status}\"");
        await database.ImportAsync(refunded);

        Of(await database.ImportAsync(said), "mollie_refunds").LeftAlone.Should().Be(leftAlone);

        (await database.QueryAsync(db => db.Refunds.SingleAsync())).Status.Should().Be(leftAlone == 1 ? "refunded" : status);
    }

    [Fact]
    public async Task A_chargeback_that_was_reversed_stays_reversed()
    {
        const string Row =
            """{"id":"chb_1","paymentId":"tr_1","amount":{"value":"5.00","currency":"EUR"},"createdAt":"2025-02-05T10:00:00Z"@}""";
        await using var database = await TestDatabase.CreateAsync();
        using var reversed = new ExportFiles();
        reversed.Raw("mollie_chargebacks", $"[{Row.Replace("@", ",\"reversedAt\":\"2025-02-09T10:00:00Z\"", StringComparison.Ordinal)}]");
        using var before = new ExportFiles();
        before.Raw("mollie_chargebacks", $"[{Row.Replace("@", string.Empty, StringComparison.Ordinal)}]");
        await database.ImportAsync(reversed);

        Of(await database.ImportAsync(before), "mollie_chargebacks").LeftAlone.Should().Be(1);

        (await database.QueryAsync(db => db.Chargebacks.SingleAsync())).ReversedAt.Should().NotBeNull();
    }

    [Fact]
    public async Task Paid_counts_also_before_open_in_one_file()
    {
        await using var database = await TestDatabase.CreateAsync();
        var open = ExportFiles.Good("mollie_payments");
        open["status"] = "open";
        open["paidAt"] = null;
        using var export = new ExportFiles().Add("mollie_payments", open.ToJsonString());

        await database.ImportAsync(export);

        (await database.QueryAsync(db => db.Payments.SingleAsync())).Status.Should().Be("paid");
    }

    [Fact]
    public async Task An_older_row_marks_no_change_of_ours_as_applied()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var newer = With("org", Late);
        using var old = With("org", Early, "is_partner", "false");
        await database.ImportAsync(newer);
        var partner = await database.QueryAsync(db => db.Organisations.SingleAsync());
        await database.AddAsync(new PlatformChange(
            new("org", ExportFiles.Organisation, "Bureau Özdemir"),
            "is_partner",
            "false",
            Make.Staff,
            new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.Zero),
            "Agreement ended",
            requestId: null));

        await database.ImportAsync(old);

        (await database.QueryAsync(db => db.PlatformChanges.SingleAsync())).SettledAt.Should().BeNull();
        partner.IsPartner.Should().BeTrue();
    }

    /// <summary>What the tables of the platform's records hold.</summary>
    private static async Task<IReadOnlyList<string>> ContentAsync(TestDatabase database) =>
        [.. (await database.EverythingAsync()).Where(row => s_tables.Any(table => row.StartsWith(table + ": ", StringComparison.Ordinal)))];

    private static readonly string[] s_tables =
    [
        "People", "Organisations", "Workspaces", "BillingAccounts", "OrganisationMemberships", "WorkspaceMemberships", "WorkspaceInvites",
        "Projects", "Conversations", "Payments", "Refunds", "Deals", "DealTerms", "LedgerLines",
    ];

    private static CollectionResult Of(ImportResult result, string collection) => result.Collections.Single(one => one.Name == collection);

    private static ExportFiles With(string collection, string updatedAt, string? field = null, string? json = null)
    {
        var export = new ExportFiles();
        var others = collection == "workspace" ? new[] { Team() } : [];
        return export.Replace(collection, [Row(collection, updatedAt, field, json), .. others]);

        static string Team()
        {
            var client = ExportFiles.Good("workspace");
            client["id"] = ExportFiles.Client;
            client["usage_context"] = "external";
            client["billing_account_id"] = "40000000-0000-4000-8000-000000000001";
            return client.ToJsonString();
        }
    }

    private static string Row(string collection, string updatedAt, string? field, string? json)
    {
        var row = ExportFiles.Good(collection);
        row["updated_at"] = updatedAt;
        if (field is not null)
        {
            row[field] = JsonNode.Parse(json!);
        }

        return row.ToJsonString();
    }
}
