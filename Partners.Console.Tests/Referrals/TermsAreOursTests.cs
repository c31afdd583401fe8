using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Outbox;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>
/// Once a deal is here, an import leaves every cent; what the platform has otherwise is a difference that a person takes or refuses
/// (docs/product.md L40, L41).
/// </summary>
public sealed class TermsAreOursTests : IAsyncLifetime
{
    private const string OtherPartner = "20000000-0000-4000-8000-000000000009";
    private const string OtherClient = "30000000-0000-4000-8000-000000000009";

    /// <summary>The good deal, without an end.</summary>
    private readonly ExportFiles _export = new ExportFiles()
        .Add("org", ExportFiles.Like("org", $"\"{OtherPartner}\"", "name", "\"Bureau Anders\""))
        .Add("workspace", Another("workspace", OtherClient, ("name", "Elders"), ("usage_context", "external"), ("org_id", OtherPartner)))
        .Set("referral_ledger", "expires_at", "null");

    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.ImportAsync(_export);
    }

    public async ValueTask DisposeAsync()
    {
        _export.Dispose();
        await _database.DisposeAsync();
    }

    public static TheoryData<string, string, TermFields> Changes => new()
    {
        { "partner_kickback_percent", "1", TermFields.Kickback },
        { "partner_kickback_percent", "99.5", TermFields.Kickback },
        { "to_organisation_discount_percent", "0", TermFields.Discount },
        { "eur_cap_kickback", "0.01", TermFields.Cap },
        { "eur_cap_kickback", "null", TermFields.Cap },
        { "starts_at", "\"2026-10-15T00:00:00.000Z\"", TermFields.Start },
        { "starts_at", "\"2020-01-01T00:00:00.000Z\"", TermFields.Start },
        { "expires_at", "\"2025-01-15T00:00:00.000Z\"", TermFields.Expiry },
        { "workspace_id", $"\"{OtherClient}\"", TermFields.Workspace },
        { "workspace_id", "null", TermFields.Workspace },
        { "partner_team_id", $"\"{OtherPartner}\"", TermFields.Partner },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_changed_row_leaves_every_cent_and_is_a_difference(string field, string json, TermFields differing)
    {
        var before = await MoneyAsync();

        await SetAsync(field, json);

        (await MoneyAsync()).Should().BeEquivalentTo(before);
        var deal = await DetailsAsync();
        deal.OnPlatform!.Open.Should().Be(differing);
        (await EntriesAsync()).Should().Equal(AuditActions.DealDiffers);
        (await OpenAsync()).Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Ours_are_kept_with_a_reason_and_the_platform_is_told(string field, string json, TermFields differing)
    {
        await SetAsync(field, json);
        var before = await MoneyAsync();

        (await KeepAsync("They mistyped it")).IsDone.Should().BeTrue();

        (await MoneyAsync()).Should().BeEquivalentTo(before);
        (await DetailsAsync()).OnPlatform!.Open.Should().Be(TermFields.None, "{0} is decided", differing);
        (await EntriesAsync()).Should().Equal(AuditActions.DealDiffers, AuditActions.OurTermsKept);
        var waiting = await _database.QueryAsync(db => db.PlatformChanges.SingleAsync());
        (waiting.Field, waiting.Why, waiting.State).Should().Be((field, "They mistyped it", PlatformChangeState.Waiting));

        // The platform still says the same: nothing opens again.
        await SetAsync(field, json);
        (await OpenAsync()).Should().Be(0);
    }

    [Fact]
    public async Task The_platform_s_percentage_is_taken_as_an_amendment_from_a_day()
    {
        await SetAsync("partner_kickback_percent", "1");
        var before = await MoneyAsync();

        var taken = await TakeAsync(new(2026, 11, 1), "PA-2026-44", "As agreed with them");

        taken.IsDone.Should().BeTrue();
        (await MoneyAsync()).Should().BeEquivalentTo(before, "what was earned under old terms keeps them");
        var deal = await DetailsAsync();
        deal.Terms.Select(terms => (terms.HoldsFrom, terms.Kickback, terms.AgreementReference)).Should().Equal(
            (new DateOnly(2026, 11, 1), new Percentage(1_00), "PA-2026-44"),
            (new DateOnly(2025, 1, 1), new Percentage(15_00), Deal.ImportedReference));
        deal.OnPlatform!.Open.Should().Be(TermFields.None);
        (await EntriesAsync()).Should().Equal(AuditActions.DealDiffers, AuditActions.PlatformTermsTaken);
        (await _database.QueryAsync(db => db.PlatformChanges.CountAsync())).Should().Be(0, "the platform has it already");
    }

    [Fact]
    public async Task An_earlier_start_is_taken_and_a_later_one_that_takes_cents_away_is_not()
    {
        await SetAsync("starts_at", "\"2025-02-10T00:00:00.000Z\"");
        var refused = await TakeAsync(new(2026, 11, 1), "PA", "Typing error");
        refused.Refusals.Should().ContainSingle().Which.Should().BeOfType<StartTakesAway>();

        await SetAsync("starts_at", "\"2024-12-01T00:00:00.000Z\"");
        (await TakeAsync(new(2026, 11, 1), "PA", "They began earlier")).IsDone.Should().BeTrue();
        (await DealsAsync()).Single().StartsOn.Should().Be(new DateOnly(2024, 12, 1));
    }

    [Fact]
    public async Task Another_client_is_taken_by_ending_this_deal_and_going_on_in_a_new_one()
    {
        await SetAsync("workspace_id", $"\"{OtherClient}\"");
        var before = await MoneyAsync();
        (await TakeAsync(new(2025, 1, 1), "PA", "Moved")).Refusals.Should().ContainSingle().Which.Should().BeOfType<MovesFromLaterDay>();

        var taken = await TakeAsync(new(2026, 11, 1), "PA-2026-45", "Their new workspace");

        taken.IsDone.Should().BeTrue(string.Join(' ', taken.Refusals.Select(refusal => refusal.Sentence)));
        var deals = await DealsAsync();
        deals.Select(deal => (deal.PlatformId, deal.WorkspaceId, deal.EndedOn)).Should().BeEquivalentTo(
        [
            ((long?)null, (Guid?)new Guid(ExportFiles.Client), (DateOnly?)new DateOnly(2026, 10, 31)),
            (1L, new Guid(OtherClient), null),
        ]);
        (await MoneyAsync()).Should().BeEquivalentTo(before);
        (await OpenAsync()).Should().Be(0);

        // The same row is the new deal's from now on.
        await SetAsync("workspace_id", $"\"{OtherClient}\"");
        (await DealsAsync()).Should().HaveCount(2);
        (await OpenAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_difference_that_nobody_decided_closes_once_both_agree()
    {
        await SetAsync("partner_kickback_percent", "1");
        await SetAsync("partner_kickback_percent", "15");

        (await OpenAsync()).Should().Be(0);
        (await TakeAsync(new(2026, 11, 1), "PA", "Late")).Refusals.Should().ContainSingle().Which.Should().BeOfType<NothingDiffers>();
    }

    [Fact]
    public async Task A_change_of_theirs_while_ours_waits_is_a_difference_and_ours_on_its_way_is_none()
    {
        var deal = (await DealsAsync()).Single();
        var form = new DealForm("25", "10", "2500.50", null, null, "PA-2026-50", "by mail");
        (await _database.Get<ReferralLedger>().AmendAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), deal.Id, deal.Version, deal.WorkspaceId, form, new(2026, 11, 1), "More"),
            default)).IsDone.Should().BeTrue();

        await SetAsync("partner_kickback_percent", "15");
        (await OpenAsync()).Should().Be(0, "the platform has yet to take ours");

        await SetAsync("partner_kickback_percent", "1");
        (await OpenAsync()).Should().Be(1);
        (await KeepAsync("Ours is agreed")).IsDone.Should().BeTrue();
        var changes = await _database.QueryAsync(db => db.PlatformChanges.ToListAsync());
        changes.Where(change => change.State == PlatformChangeState.Waiting).Should().ContainSingle().Which.Value.Should().StartWith("25");
    }

    [Fact]
    public async Task A_row_of_the_old_shape_says_nothing_about_discount_and_cap()
    {
        var row = Row();
        row.Remove("to_organisation_discount_percent");
        row.Remove("eur_cap_kickback");
        await _database.ImportAsync(_export.Replace("referral_ledger", row.ToJsonString()));

        (await OpenAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-01")]
    [InlineData("2025-06-30T23:30:00Z", "2025-07-01")]
    [InlineData("2025-02-01T00:00:00Z", "2025-02-01")]
    public async Task A_row_deleted_on_the_platform_ends_the_deal_on_that_day_and_its_lines_stay(string deletedAt, string day)
    {
        var deal = (await DealsAsync()).Single();
        var paid = await _database.Get<Payouts>().RecordAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), deal.Id, deal.Version, "1", new DateOnly(2026, 11, 2), "SEPA 1", false, null),
            default);
        paid.IsDone.Should().BeTrue();
        var before = await MoneyAsync();

        await SetAsync("deleted_at", $"\"{deletedAt}\"");

        (await MoneyAsync()).Should().BeEquivalentTo(before);
        var details = await DetailsAsync();
        (details.Deal.EndedOn, details.Deal.Status, details.Deal.DeletedOnPlatform).Should().Be(
            (DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), DealStatus.Ended, details.Deal.EndedOn));
        details.OnPlatform!.Open.Should().Be(TermFields.Deletion);
        (await EntriesAsync()).Should().Contain(AuditActions.DealDeletedOnPlatform);
        var rows = await _database.Get<LedgerExport>().ReadAsync(Make.Staff, null, default).ToListAsync();
        rows.Should().ContainSingle().Which.Owed.Should().Be(details.Deal.Owed, "the export agrees with the grid");
        var statement = await _database.Get<Statements>().FindAsync(Make.Staff, deal.PartnerId, new(2026, 11), default);
        statement!.Statement.Closing.Should().Be(details.Deal.Owed, "so does the statement");

        await SetAsync("deleted_at", $"\"{deletedAt}\"");
        (await EntriesAsync()).Count(action => action == AuditActions.DealDeletedOnPlatform).Should().Be(1);
    }

    [Fact]
    public async Task A_deletion_is_taken_as_the_end_or_refused_and_the_deal_goes_on()
    {
        await SetAsync("deleted_at", "\"2026-11-01T00:00:00Z\"");
        (await TakeAsync(null, null, "Settled with them")).IsDone.Should().BeTrue();
        (await OpenAsync()).Should().Be(0);
        (await DealsAsync()).Single().EndedOn.Should().Be(new DateOnly(2026, 11, 1));

        await SetAsync("deleted_at", "null");
        (await DealsAsync()).Single().EndedOn.Should().BeNull("the platform has it back");
        await SetAsync("deleted_at", "\"2026-11-02T00:00:00Z\"");
        (await KeepAsync("Deleted by mistake")).IsDone.Should().BeTrue();

        var deal = (await DealsAsync()).Single();
        (deal.EndedOn, deal.DeletedOnPlatformAt).Should().Be((null, null));
        await SetAsync("deleted_at", "\"2026-11-02T00:00:00Z\"");
        (await DealsAsync()).Single().EndedOn.Should().BeNull("the platform is to be told");
    }

    [Fact]
    public async Task A_deal_ended_here_before_the_deletion_keeps_its_own_end()
    {
        var deal = (await DealsAsync()).Single();
        (await _database.Get<ReferralLedger>().EndAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), deal.Id, deal.Version, new(2026, 8, 31), "They left"),
            default)).IsDone.Should().BeTrue();

        await SetAsync("deleted_at", "\"2026-11-01T00:00:00Z\"");
        await SetAsync("deleted_at", "null");

        (await DealsAsync()).Single().EndedOn.Should().Be(new DateOnly(2026, 8, 31));
    }

    [Theory]
    [InlineData("""{"meta":{"total_count":1},"data":[ROW]}""", true)]
    [InlineData("""{"meta":{"total_count":2},"data":[ROW]}""", false)]
    [InlineData("""{"data":[ROW]}""", false)]
    [InlineData("[ROW]", false)]
    public async Task A_row_that_is_missing_ends_its_deal_only_where_the_list_says_that_it_is_whole(string file, bool ends)
    {
        var before = await MoneyAsync();

        var other = Another("referral_ledger", 2, ("workspace_id", OtherClient), ("partner_team_id", OtherPartner));
        await _database.ImportAsync(_export.Raw("referral_ledger", file.Replace("ROW", other, StringComparison.Ordinal)));

        var deal = (await DealsAsync()).Single(deal => deal.PlatformId == 1);
        (deal.EndedOn, deal.DeletedOnPlatformAt is null).Should().Be((ends ? new DateOnly(2026, 11, 20) : null, !ends));
        (await MoneyAsync()).Should().BeEquivalentTo(before);
        (await EntriesAsync()).Should().Equal(ends ? [AuditActions.DealDeletedOnPlatform] : []);
    }

    [Theory]
    [InlineData("workspace")]
    [InlineData("org")]
    public async Task A_row_that_went_with_its_workspace_or_its_partner_ends_its_deal_on_that_day(string parent)
    {
        _export.Set(parent, "deleted_at", "\"2026-11-05T09:00:00Z\"");
        if (parent == "workspace")
        {
            _export.Replace("workspace", Another("workspace", ExportFiles.Client, ("deleted_at", "2026-11-05T09:00:00Z")));
        }

        await _database.ImportAsync(_export.Replace("referral_ledger"));

        (await DealsAsync()).Single().EndedOn.Should().Be(new DateOnly(2026, 11, 5));
        (await OpenAsync()).Should().Be(1, "it is something to settle");
        await _database.ImportAsync(_export);
        (await EntriesAsync()).Should().Equal(AuditActions.DealDeletedOnPlatform);
    }

    [Fact]
    public async Task A_row_that_was_deleted_before_it_came_here_is_shown_nowhere()
    {
        await _database.ImportAsync(_export.Add(
            "referral_ledger",
            Another("referral_ledger", 2, ("deleted_at", "2026-01-01T00:00:00Z"))));

        (await _database.QueryAsync(db => db.DealSummaries.CountAsync())).Should().Be(1);
        (await OpenAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_dry_run_notices_nothing()
    {
        _export.Set("referral_ledger", "partner_kickback_percent", "1");
        await _database.ImportAsync(_export, dryRun: true);

        (await OpenAsync()).Should().Be(0);
        (await EntriesAsync()).Should().BeEmpty();
    }

    private static string Another(string collection, object id, params (string Field, string Value)[] fields)
    {
        var row = ExportFiles.Good(collection);
        row["id"] = JsonValue.Create(id);
        foreach (var (field, value) in fields)
        {
            row[field] = value;
        }

        return row.ToJsonString();
    }

    private static JsonObject Row()
    {
        var row = ExportFiles.Good("referral_ledger");
        row["expires_at"] = null;
        return row;
    }

    private async Task SetAsync(string field, string json)
    {
        var row = Row();
        row[field] = JsonNode.Parse(json);
        await _database.ImportAsync(_export.Replace("referral_ledger", row.ToJsonString()));
    }

    private Task<Core.Changes.Outcome<DealChanged>> TakeAsync(DateOnly? from, string? reference, string? reason) =>
        DecideAsync((deal, ledger) => ledger.TakePlatformTermsAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), deal.Id, deal.Version, from, reference, reason),
            default));

    private Task<Core.Changes.Outcome<DealChanged>> KeepAsync(string reason) =>
        DecideAsync((deal, ledger) => ledger.KeepOurTermsAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), deal.Id, deal.Version, reason),
            default));

    private async Task<Core.Changes.Outcome<DealChanged>> DecideAsync(
        Func<Deal, ReferralLedger, Task<Core.Changes.Outcome<DealChanged>>> decide) =>
        await decide((await DealsAsync()).Single(deal => deal.PlatformId == 1), _database.Get<ReferralLedger>());

    private Task<List<Deal>> DealsAsync() => _database.QueryAsync(db => db.Deals.AsNoTracking().Include(deal => deal.Terms).ToListAsync());

    private async Task<DealDetails> DetailsAsync() =>
        (await _database.Get<DealOverview>().FindAsync(Make.Staff, (await DealsAsync()).Single(deal => deal.PlatformId == 1).Id, default))!;

    private Task<int> OpenAsync() => _database.QueryAsync(db =>
        db.PlatformTerms.CountAsync(terms => terms.Differing != TermFields.None || terms.IsDeletionOpen));

    /// <summary>Every line, and every balance that is not nothing.</summary>
    private async Task<List<string>> MoneyAsync() =>
    [
        .. (await _database.QueryAsync(db => db.LedgerLines.AsNoTracking().ToListAsync())).Select(line => line.ToString()),
        .. (await _database.QueryAsync(db => db.DealSummaries.AsNoTracking().ToListAsync()))
            .Where(summary => summary.Earned != Money.Zero)
            .Select(summary => $"{summary.DealId} {summary.Earned} {summary.PaidOut} {summary.Owed}"),
    ];

    /// <summary>The actions in the deals' own trails, without payouts and amendments.</summary>
    private Task<List<string>> EntriesAsync() => _database.QueryAsync(db => db.AuditEntries
        .Where(entry => entry.SubjectKind == DealSubjects.Deal
            && entry.Action != AuditActions.PayoutRecorded
            && entry.Action != AuditActions.DealAmended
            && entry.Action != AuditActions.DealEnded)
        .OrderBy(entry => entry.Sequence)
        .Select(entry => entry.Action)
        .ToListAsync());
}
