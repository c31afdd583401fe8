using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Platform;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Platform;

public sealed class PlatformImportTests
{
    [Fact]
    public async Task Takes_a_whole_folder()
    {
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(Importing.Sample);

        result.Status.Should().Be(ImportStatus.Completed);
        result.SkippedFiles.Should().Equal("project_webhook.json");
        result.Collections.Select(collection => (collection.Name, collection.Added)).Should().Equal(
            ("app_user", 46),
            ("org", 8),
            ("workspace", 23),
            ("billing_account", 21),
            ("org_membership", 25),
            ("workspace_membership", 78),
            ("workspace_invite", 23),
            ("project", 54),
            ("conversation", 99),
            ("directus_activity", 109),
            ("mollie_payments", 57),
            ("mollie_refunds", 3),
            ("referral_ledger", 6));
        (await database.QueryAsync(db => db.Organisations.CountAsync(organisation => organisation.DeletedAt != null)))
            .Should().Be(1, "deleted rows are kept as deleted");
        (await database.QueryAsync(db =>
            db.Deals.CountAsync(deal => deal.Terms.Any(terms => terms.AgreementReference == Deal.ImportedReference))))
            .Should().Be(6);
    }

    [Fact]
    public async Task Changes_nothing_the_second_time()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(Importing.Sample);
        var before = await RecordsAsync(database);

        database.Clock.Now += TimeSpan.FromDays(1);
        var second = await database.ImportAsync(Importing.Sample);

        second.Collections.Should().OnlyContain(collection => collection.Unchanged == collection.Rows);
        second.Rows.Should().Be(552);
        (await RecordsAsync(database)).Should().Equal(before);
    }

    [Fact]
    public async Task Keeps_what_a_row_says()
    {
        using var export = new ExportFiles();
        await using var database = await TestDatabase.CreateAsync();

        await database.ImportAsync(export);

        var organisation = await database.QueryAsync(db => db.Organisations.SingleAsync());
        organisation.Name.Should().Be("Bureau Özdemir");
        organisation.NameKey.Should().Be("bureau ozdemir");
        organisation.IsPartner.Should().BeTrue();
        organisation.CreatedAt.Should().Be(new DateTimeOffset(2025, 1, 2, 10, 0, 0, 123, TimeSpan.Zero));
        organisation.ExternalWorkspaceCount.Should().Be(1);
        var client =
            await database.QueryAsync(db => db.Workspaces.SingleAsync(workspace => workspace.UsageContext == UsageContext.External));
        client.DataOwnerName.Should().BeNull("an external-client workspace without a data owner is an anomaly, not an impossible row");
        (await database.QueryAsync(db => db.BillingAccounts.SingleAsync())).Discount.Should().Be(new Percentage(1_250));
        (await database.QueryAsync(db => db.Projects.SingleAsync())).MoveHistory.Should().Be("""[{"from":"x"}]""");
        var payment = await database.QueryAsync(db => db.Payments.SingleAsync());
        (payment.Amount, payment.Vat, payment.PaidAt).Should().Be((
            new Money(12_100),
            new Money(2_100),
            new DateTimeOffset(2025, 2, 1, 10, 0, 0, TimeSpan.Zero)));
        var deal = await database.QueryAsync(db => db.Deals.Include(deal => deal.Terms).SingleAsync());
        (deal.StartsOn, deal.ExpiresOn).Should().Be((new DateOnly(2025, 1, 1), new DateOnly(2026, 1, 1)));
        deal.Terms.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Kickback = new Percentage(1_500),
            Discount = new Percentage(1_000),
            Cap = new Money(250_050),
        });
    }

    [Fact]
    public async Task Reads_an_old_ledger_without_discount_and_cap()
    {
        using var export = new ExportFiles().Replace(
            "referral_ledger",
            $$"""{"id":1,"partner_team_id":"{{ExportFiles.Organisation}}","workspace_id":null,"starts_at":"2025-01-01T00:00:00.000Z"}""");
        await using var database = await TestDatabase.CreateAsync();

        await database.ImportAsync(export);

        var terms = await database.QueryAsync(db => db.Set<DealTerms>().SingleAsync());
        (terms.Kickback, terms.Discount, terms.Cap, terms.ExpiresOn).Should().Be((new Percentage(2_000), Percentage.Zero, null, null));
    }

    [Fact]
    public async Task Follows_a_change_and_raises_the_version_once()
    {
        using var export = new ExportFiles();
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        export.Set("org", "name", "\"Bureau Anders\"").Set("referral_ledger", "partner_kickback_percent", "25");
        var result = await database.ImportAsync(export);

        result.Collections
            .Where(collection => collection.Updated > 0)
            .Select(collection => (collection.Name, collection.Updated))
            .Should().Equal(("org", 1), ("referral_ledger", 1));
        var organisation = await database.QueryAsync(db => db.Organisations.SingleAsync());
        (organisation.Name, organisation.Version).Should().Be(("Bureau Anders", 2));
        var deal = await database.QueryAsync(db => db.Deals.Include(deal => deal.Terms).SingleAsync());
        (deal.Terms[0].Kickback, deal.Version).Should().Be((new Percentage(1_500), 2), "terms are ours, and a difference is news");
    }

    [Fact]
    public async Task Leaves_alone_what_a_later_export_no_longer_holds()
    {
        using var export = new ExportFiles();
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        var result = await database.ImportAsync(export.Replace("org").Without("project"));

        result.SkippedFiles.Should().Equal("project.json", "project_webhook.json");
        (await database.QueryAsync(db => db.Organisations.CountAsync(organisation => organisation.DeletedAt == null))).Should().Be(1);
        (await database.QueryAsync(db => db.Projects.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task Knows_all_of_the_rows_of_a_batch_again_and_all_of_their_parents()
    {
        var projects = Enumerable.Range(2, 600)
            .Select(number => ExportFiles.Like("project", $"\"50000000-0000-4000-8000-{number:D12}\"", "name", $"\"Project {number}\""))
            .ToArray();
        var conversations = Enumerable.Range(2, 600)
            .Select(number => ExportFiles.Like(
                "conversation",
                $"\"70000000-0000-4000-8000-{number:D12}\"",
                "project_id",
                $"\"50000000-0000-4000-8000-{number:D12}\""))
            .ToArray();
        using var export = new ExportFiles().Add("project", projects).Add("conversation", conversations);
        await using var database = await TestDatabase.CreateAsync();

        var first = await database.ImportAsync(export);
        var second = await database.ImportAsync(
            export.Add("project", ExportFiles.Like("project", $"\"50000000-0000-4000-8000-{601:D12}\"", "name", "\"Renamed\"")));

        first.Rejected.Should().Be(0);
        first.Collections.Single(collection => collection.Name == "conversation").Added.Should().Be(601);
        second.Collections.Sum(collection => collection.Added).Should().Be(0);
        second.Collections
            .Where(collection => collection.Name == "project")
            .Select(project => (project.Updated, project.Unchanged))
            .Should().Equal((1, 600));
    }

    [Fact]
    public async Task Takes_the_later_of_two_rows_with_the_same_id()
    {
        var later = ExportFiles.Good("org");
        later["name"] = "Later";
        using var export = new ExportFiles().Add("org", later.ToJsonString());
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Status.Should().Be(ImportStatus.Completed);
        (await database.QueryAsync(db => db.Organisations.SingleAsync())).Name.Should().Be("Later");
    }

    [Fact]
    public async Task Reads_a_legacy_viewer_as_a_member()
    {
        using var export = new ExportFiles().Set("workspace_membership", "role", "\"viewer\"");
        await using var database = await TestDatabase.CreateAsync();

        await database.ImportAsync(export);

        (await database.QueryAsync(db => db.WorkspaceMemberships.SingleAsync())).Role.Should().Be(WorkspaceRole.Member);
    }

    [Fact]
    public async Task Keeps_the_time_of_making_where_the_export_gives_none()
    {
        using var export = new ExportFiles().Set("app_user", "created_at", "null").Set("workspace_membership", "created_at", "null");
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        database.Clock.Now += TimeSpan.FromDays(1);
        var second = await database.ImportAsync(export);

        second.Collections.Should().OnlyContain(collection => collection.Updated == 0);
        (await database.QueryAsync(db => db.People.SingleAsync())).CreatedAt.Should().Be(FixedClock.Noon);
    }

    /// <summary>Everything except what an import writes about itself.</summary>
    private static async Task<IReadOnlyList<string>> RecordsAsync(TestDatabase database) =>
        [.. (await database.EverythingAsync()).Where(row =>
            !row.StartsWith("Import", StringComparison.Ordinal)
            && !row.StartsWith("Audit", StringComparison.Ordinal)
            && !row.StartsWith("HandledRequests", StringComparison.Ordinal)
            && !row.StartsWith("Jobs", StringComparison.Ordinal))];
}
