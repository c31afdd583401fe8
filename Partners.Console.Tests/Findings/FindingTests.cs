using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.CommandLine;
using Partners.Console.Tests.Support;
using Partners.Core.Findings;
using Partners.Core.Platform;
using Partners.Core.Today;

namespace Partners.Console.Tests.Findings;

/// <summary>Every rule of a command is looked for in imported data too (docs/product.md X30). Today is 20 November 2026.</summary>
public sealed class FindingTests : IAsyncLifetime
{
    private const string OtherPartner = "20000000-0000-4000-8000-000000000009";
    private const string OtherPerson = "10000000-0000-4000-8000-000000000009";

    /// <summary>One client, without a discount on its account, and no deal.</summary>
    private readonly ExportFiles _export = new ExportFiles()
        .Replace("referral_ledger")
        .Set("billing_account", "percent_discount", "null")
        .Add("org", ExportFiles.Like("org", $"\"{OtherPartner}\"", "name", "\"Bureau Anders\""))
        .Add("app_user", ExportFiles.Like("app_user", $"\"{OtherPerson}\"", "email", "\"mila@example.org\""));

    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        _export.Dispose();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("2026-01-01", null, "2026-01-01", null, true)]
    [InlineData("2026-01-01", "2026-06-30", "2026-06-30", null, true)]
    [InlineData("2026-01-01", "2026-06-30", "2026-07-01", null, false)]
    [InlineData("2025-01-01", "2025-12-31", "2025-03-01", "2025-04-01", true)]
    [InlineData("2027-01-01", null, "2026-01-01", "2026-12-31", false)]
    public async Task Two_deals_on_one_client_overlap_where_they_share_a_day(
        string starts, string? expires, string otherStarts, string? otherExpires, bool overlaps)
    {
        var result = await ImportDealsAsync(Deal(1, 20, starts, expires), Deal(2, 15, otherStarts, otherExpires));

        Apart(result.Findings).Should().Equal(overlaps ? [new(FindingKind.DealsOverlap, 2)] : Array.Empty<FindingCount>());
        var deals = await _database.QueryAsync(db => db.Deals.Select(deal => deal.Id).ToListAsync());
        foreach (var deal in deals)
        {
            (await Directory.OfDealAsync(Make.Staff, deal, default)).Should().HaveCount(overlaps ? 1 : 0);
        }

        (await Directory.OfPartnerAsync(Make.Staff, new(ExportFiles.Organisation), default)).Should().HaveCount(overlaps ? 2 : 0);
        (await Directory.OfPartnerAsync(Make.Staff, new(OtherPartner), default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Two_partners_of_one_client_overlap_too_and_more_than_all_of_a_payment_is_certainly_wrong()
    {
        await ImportDealsAsync(Deal(1, 20), Deal(2, 80, partner: OtherPartner));
        Apart(await CountsAsync()).Should().Equal(new FindingCount(FindingKind.DealsOverlap, 2));

        var result = await ImportDealsAsync(Deal(3, 0.5m, "2026-03-01"));

        Apart(result.Findings).Should().Equal(
            new FindingCount(FindingKind.DealsOverlap, 3),
            new FindingCount(FindingKind.SharesAboveWhole, 1));
        var client = await Directory.OfWorkspaceAsync(Make.Staff, new(ExportFiles.Client), default);
        client.Single(found => found.Kind == FindingKind.SharesAboveWhole).Sentence
            .Should().Be("Its deals take 100.5 % of each payment together from 1 March 2026. More than 100 % cannot be right.");
        client.Where(found => found.Kind == FindingKind.DealsOverlap).Should().HaveCount(3)
            .And.Contain(found => found.Sentence.Contains("it overlaps with Bureau Anders – Client"));
    }

    [Fact]
    public void Shares_are_added_day_by_day_and_change_with_terms_agreed_later()
    {
        var first = Share(new(2026, 1, 1), new(2026, 6, 30), (new(2026, 1, 1), 40_00));
        var second = Share(new(2026, 3, 1), null, (new(2026, 3, 1), 40_00), (new(2026, 6, 1), 50_00));
        var third = Share(new(2026, 7, 1), null, (new(2026, 7, 1), 60_00));

        DealShares.Highest([first, second]).Should().Be((new DateOnly(2026, 6, 1), 90_00));
        DealShares.Highest([first, second, third]).Should().Be((new DateOnly(2026, 7, 1), 110_00), "the first is over by then");
        DealShares.Highest([first]).Should().Be((new DateOnly(2026, 1, 1), 40_00));

        static DealShare Share(DateOnly starts, DateOnly? last, params (DateOnly From, int Points)[] terms) => new(
            Guid.CreateVersion7(), starts, last, [.. terms.Select(one => (one.From, new Core.Values.Percentage(one.Points)))]);
    }

    [Theory]
    [InlineData("external", null, null, "direct", true)]
    [InlineData("observer", null, null, "direct", true)]
    [InlineData("external", null, "2026-12-01T00:00:00Z", "inherited", true)]
    [InlineData("external", "2026-01-01T00:00:00Z", null, "direct", false)]
    [InlineData("external", null, "2026-11-01T00:00:00Z", "direct", false)]
    [InlineData("member", null, null, "staff_support", false)]
    public async Task A_person_is_in_a_workspace_twice(string role, string? deleted, string? expires, string source, bool found)
    {
        _export.Add("workspace_membership", Like(
            "workspace_membership",
            "61000000-0000-4000-8000-000000000002",
            ("role", role),
            ("deleted_at", deleted),
            ("expires_at", expires),
            ("source", source)));

        await FoundAsync(FindingKind.TwoRoles, found ? "Anna has 2 live roles" : null);
    }

    [Theory]
    [InlineData("nieuw@example.org", "Nieuw@Example.org", null, true)]
    [InlineData("nieuw@example.org", "nieuw+2@example.org", null, false)]
    [InlineData("nieuw@example.org", "nieuw@example.org", "2026-11-20T08:00:00Z", false)]
    public async Task An_address_has_two_open_invites(string address, string other, string? otherExpires, bool found)
    {
        _export.Replace(
            "workspace_invite",
            Invite(1, address, "2026-12-20T10:00:00Z"),
            Invite(2, other, otherExpires ?? "2026-12-20T10:00:00Z"));

        await FoundAsync(FindingKind.TwoInvites, found ? "nieuw@example.org has more than one open invite" : null);
    }

    [Theory]
    [InlineData("ANNA@example.org", true)]
    [InlineData("mila@example.org", false)]
    public async Task An_address_is_invited_beside_its_access(string address, bool found)
    {
        _export.Replace("workspace_invite", Invite(1, address, "2026-12-20T10:00:00Z"));

        await FoundAsync(FindingKind.TwoInvites, found ? "anna@example.org" : null);
    }

    [Theory]
    [InlineData("workspace", null, true)]
    [InlineData("organisation", null, true)]
    [InlineData("workspace", "2026-01-01T00:00:00Z", false)]
    public async Task Two_accounts_have_one_customer_at_the_provider(string owner, string? deleted, bool found)
    {
        _export.Add("billing_account", Like(
            "billing_account",
            "40000000-0000-4000-8000-000000000002",
            ("workspace_id", owner == "workspace" ? ExportFiles.Team : null),
            ("org_id", owner == "workspace" ? null : ExportFiles.Organisation),
            ("percent_discount", null),
            ("deleted_at", deleted),
            ("label", "Another")));

        const string Sentence = "Its customer at the payment provider, cst_1, is also that of Another.";
        await FoundAsync(FindingKind.SharedCustomer, found ? Sentence : null, 2);
    }

    [Theory]
    [InlineData("12.5", null, null, true)]
    [InlineData("12.5", "2025-01-01", "2026-11-19", true)]
    [InlineData("12.5", "2025-01-01", "2026-11-20", false)]
    [InlineData("12.5", "2027-01-01", null, false)]
    [InlineData("0", null, null, false)]
    public async Task A_client_account_has_a_discount_without_an_open_deal(string discount, string? starts, string? expires, bool found)
    {
        _export.Set("billing_account", "percent_discount", discount);
        if (starts is not null)
        {
            _export.Add("referral_ledger", Deal(1, 20, starts, expires));
        }

        await FoundAsync(FindingKind.DiscountWithoutDeal, found ? "no open deal agreed to one" : null);
    }

    [Theory]
    [InlineData("scholarship", false)]
    [InlineData("trial", false)]
    [InlineData("staff_discount", true)]
    public async Task A_discount_of_a_kind_of_its_own_needs_no_deal(string kind, bool found)
    {
        var row = ExportFiles.Good("billing_account");
        (row["percent_discount"], row["type_discount"]) = (50, kind);
        _export.Replace("billing_account", row.ToJsonString());

        await FoundAsync(FindingKind.DiscountWithoutDeal, found ? "gives a discount of 50 %" : null);
    }

    [Fact]
    public async Task A_deal_that_ended_says_that_its_discount_is_still_on_the_account()
    {
        _export.Set("billing_account", "percent_discount", "10");
        await ImportDealsAsync(Deal(1, 20, "2025-01-01", "2026-11-19"));
        var deal = await _database.QueryAsync(db => db.Deals.Select(deal => deal.Id).SingleAsync());

        (await Directory.OfDealAsync(Make.Staff, deal, default)).Should().ContainSingle().Which.Sentence.Should().Be(
            "Its account gives a discount of 10 %, and no open deal agreed to one: the last ended on 19 November 2026. Take it off on the "
            + "platform, or record the deal.");
    }

    [Fact]
    public async Task Flags_and_differences_to_the_platform_are_among_them()
    {
        await ImportDealsAsync(Deal(1, 20));
        _export.Set("org", "is_partner", "false").Add(
            "org", ExportFiles.Like("org", $"\"{OtherPartner}\"", "name", "\"Bureau Anders\""));
        await ImportDealsAsync(Deal(1, 1));

        (await CountsAsync()).Select(found => found.Kind).Should().Equal(
            FindingKind.PlatformTermsDiffer, FindingKind.ClientsWithoutFlag, FindingKind.FlagWithoutAgreement);
        var today = await _database.Get<Overview>().FindAsync(Make.Staff, default);
        today.Findings.Should().Equal(new FindingCount(FindingKind.PlatformTermsDiffer, 1));
        today.Anomalies.Should().HaveCount(2, "those of the flag stand with their organisations");

        const string Live = "\"deleted_at\":null";
        await ImportDealsAsync(Deal(1, 1).Replace(Live, "\"deleted_at\":\"2026-11-01T00:00:00Z\"", StringComparison.Ordinal));
        (await Directory.ListAsync(Make.Staff, FindingKind.DealDeletedOnPlatform, 1, 25, default)).Rows
            .Should().ContainSingle().Which.Sentence.Should().Contain("ended on 1 November 2026");
    }

    [Fact]
    public async Task The_import_s_result_its_dry_run_its_page_and_the_command_s_output_say_so()
    {
        _export.Add("referral_ledger", Deal(1, 20), Deal(2, 15));
        (await _database.ImportAsync(_export, dryRun: true)).Findings.Should().Contain(new FindingCount(FindingKind.DealsOverlap, 2));

        var result = await _database.ImportAsync(_export);

        var past = await _database.Get<ImportRecord>().ImportsAsync(Make.Staff, 1, 1, default);
        past.Rows.Single().Findings.Should().Equal(result.Findings).And.NotBeEmpty();
        await using var output = new StringWriter();
        await ImportReport.WriteAsync(output, result);
        output.ToString().Should().Contain("Anomaly: Deals overlap on one client: 2");
    }

    [Fact]
    public async Task A_list_has_pages_and_the_last_is_shown_past_the_end()
    {
        await ImportDealsAsync(Deal(1, 20), Deal(2, 15), Deal(3, 10));

        var page = await Directory.ListAsync(Make.Staff, FindingKind.DealsOverlap, 9, 2, default);

        (page.Total, page.Page, page.Rows.Count).Should().Be((3, 2, 1));
        page.Notice.Should().StartWith("There is no page 9.");
    }

    private FindingDirectory Directory => _database.Get<FindingDirectory>();

    /// <summary>Both organisations have a flag without an agreement.</summary>
    private static IEnumerable<FindingCount> Apart(IEnumerable<FindingCount> counts) => counts.Where(found => !found.Kind.IsOfFlag());

    private Task<IReadOnlyList<FindingCount>> CountsAsync() => Directory.CountsAsync(Make.Staff, default);

    private async Task FoundAsync(FindingKind kind, string? sentence, int count = 1)
    {
        var result = await _database.ImportAsync(_export);
        result.Rejected.Should().Be(0, string.Join('\n', result.Rejections));

        var (counts, listed) = (await CountsAsync(), await Directory.ListAsync(Make.Staff, kind, 1, 25, default));
        result.Findings.Should().Equal(counts);
        if (sentence is null)
        {
            counts.Should().NotContain(found => found.Kind == kind);
            listed.Rows.Should().BeEmpty();
            return;
        }

        counts.Should().Contain(new FindingCount(kind, count));
        listed.Rows.Should().HaveCount(count).And.Contain(found => found.Sentence.Contains(sentence));
        (await Directory.OfWorkspaceAsync(Make.Staff, new(ExportFiles.Client), default))
            .Should().Contain(found => found.Kind == kind, "the record says so too");
    }

    private async Task<Core.Platform.Import.ImportResult> ImportDealsAsync(params string[] rows)
    {
        var result = await _database.ImportAsync(_export.Replace("referral_ledger", rows));
        result.Rejected.Should().Be(0, string.Join('\n', result.Rejections));
        return result;
    }

    private static string Deal(
        long id, decimal kickback, string starts = "2026-01-01", string? expires = null, string partner = ExportFiles.Organisation)
    {
        var row = ExportFiles.Good("referral_ledger");
        (row["id"], row["partner_kickback_percent"], row["partner_team_id"]) = (id, kickback, partner);
        (row["starts_at"], row["expires_at"]) = ($"{starts}T00:00:00.000Z", expires is null ? null : $"{expires}T00:00:00.000Z");
        return row.ToJsonString();
    }

    private static string Invite(int number, string address, string expires) => Like(
        "workspace_invite", $"62000000-0000-4000-8000-00000000000{number}", ("email", address), ("expires_at", expires));

    private static string Like(string collection, string id, params (string Field, string? Value)[] fields)
    {
        var row = ExportFiles.Good(collection);
        row["id"] = id;
        foreach (var (field, value) in fields)
        {
            row[field] = value is null ? null : JsonValue.Create(value);
        }

        return row.ToJsonString();
    }
}
