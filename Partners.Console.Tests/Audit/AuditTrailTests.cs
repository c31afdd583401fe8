using System.Data.Common;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform;
using Partners.Core.Values;

namespace Partners.Console.Tests.Audit;

public sealed class AuditTrailTests : IAsyncLifetime
{
    private TestDatabase _database = default!;

    private AuditTrail Trail => _database.Get<AuditTrail>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var organisations = Enumerable.Range(1, 5).Select(number => Make.Organisation($"Organisatie {number}")).ToList();
        await _database.AddAsync(organisations);
        foreach (var organisation in organisations)
        {
            await _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(organisation), default);
            _database.Clock.Now += TimeSpan.FromDays(1);
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Finds_the_chain_whole()
    {
        var verdict = await Trail.VerifyAsync(Make.Staff, default);

        (verdict.Entries, verdict.Fault).Should().Be((5, null));
        verdict.HeadHash.Should().Be(
            await _database.QueryAsync(db =>
                db.AuditEntries.OrderByDescending(entry => entry.Sequence).Select(entry => entry.Hash).FirstAsync()));
    }

    [Theory]
    [InlineData("""UPDATE "AuditEntries" SET "ActorName" = 'Iemand anders' WHERE "Sequence" = 3""")]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Sequence" = 3""")]
    [InlineData(
        """INSERT OR REPLACE INTO "AuditEntries" SELECT "Sequence", "Action", "ActorName", 'x', "After", "At", "Before", "Hash", "OrganisationId", "PreviousHash", "Reason", "RequestId", "SubjectId", "SubjectKind", "SubjectName", "SubjectVersion", "WorkspaceId" FROM "AuditEntries" WHERE "Sequence" = 3""")]
    public async Task The_database_itself_refuses_to_alter_the_trail(string sql)
    {
        if (sql.Contains("OR REPLACE", StringComparison.Ordinal))
        {
            TestStore.OnlyForTheFile("INSERT OR REPLACE");
        }

        var alter = () => _database.ByHandAsync(sql);

        (await alter.Should().ThrowAsync<DbException>()).WithMessage("*append-only*");
        (await Trail.VerifyAsync(Make.Staff, default)).Fault.Should().BeNull();
    }

    [Theory]
    [InlineData("""UPDATE "AuditEntries" SET "Reason" = 'x' WHERE "Sequence" = 3""", "entry 3 was changed after it was written")]
    [InlineData("""UPDATE "AuditEntries" SET "At" = "At" + 1 WHERE "Sequence" = 1""", "entry 1 was changed after it was written")]
    [InlineData("""UPDATE "AuditEntries" SET "Hash" = "PreviousHash" WHERE "Sequence" = 5""", "entry 5 was changed after it was written")]
    [InlineData(
        """UPDATE "AuditEntries" SET "PreviousHash" = "Hash" WHERE "Sequence" = 4""",
        "entry 4 does not follow the entry before it")]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Sequence" = 2""", "entry 2 is missing")]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Sequence" < 3""", "entries 1 to 2 are missing")]
    public async Task With_the_triggers_dropped_it_names_the_first_broken_entry(string sql, string fault)
    {
        await _database.ByHandAsync("""DROP TRIGGER "AuditEntries_NoUpdate"; DROP TRIGGER "AuditEntries_NoDelete";""");
        await _database.ByHandAsync(sql);

        (await Trail.VerifyAsync(Make.Staff, default)).Fault.Should().Be(fault);
    }

    [Fact]
    public async Task Names_the_triggers_that_are_missing_changed_or_added()
    {
        (await Trail.VerifyAsync(Make.Staff, default)).IsWhole.Should().BeTrue();
        await _database.ByHandAsync(
            """DROP TRIGGER "AuditEntries_NoUpdate"; DROP TRIGGER "Payouts_NoDelete"; DROP TRIGGER "ClosedMonths_NoUpdate";""");
        await _database.ByHandAsync("""CREATE TRIGGER "ClosedMonths_NoUpdate" BEFORE UPDATE ON "ClosedMonths" BEGIN SELECT 1; END""");
        await _database.ByHandAsync("""CREATE TRIGGER "Quiet" AFTER INSERT ON "AuditEntries" BEGIN SELECT 1; END""");

        var verdict = await Trail.VerifyAsync(Make.Staff, default);

        verdict.Fault.Should().BeNull();
        verdict.IsWhole.Should().BeFalse();
        verdict.Findings.Should().Equal(
            "The trigger AuditEntries_NoUpdate is missing.",
            "The trigger Payouts_NoDelete is missing.",
            "The trigger ClosedMonths_NoUpdate was changed.",
            "The trigger Quiet does not belong to Partners.");
    }

    [Theory]
    [InlineData(5, 1, "2026-11-24 11:00")]
    [InlineData(3, 3, "2026-11-22 11:00")]
    [InlineData(1, 5, "2026-11-20 11:00")]
    public async Task Sees_by_the_requests_that_the_end_was_cut_off(int from, int gone, string first)
    {
        await CutAsync(from);

        var verdict = await Trail.VerifyAsync(Make.Staff, default);

        (verdict.Entries, verdict.Fault).Should().Be((from - 1, null));
        verdict.Findings.Should().Contain($"The end of the trail was cut off: {gone} requests have no entry, the first of {first} UTC.");
    }

    [Fact]
    public async Task Sees_by_the_versions_that_the_end_was_cut_off_where_the_requests_are_gone()
    {
        await CutAsync(4);
        await _database.ByHandAsync("""DELETE FROM "HandledRequests" """);

        var verdict = await Trail.VerifyAsync(Make.Staff, default);

        verdict.Findings.Should().HaveCount(2).And.Subject.Last().Should().MatchRegex(
            "^The end of the trail was cut off: 2 records of the kind organisation are newer than their last entry, such as .{36}\\.$");
    }

    private async Task CutAsync(int from)
    {
        await _database.ByHandAsync("""DROP TRIGGER "AuditEntries_NoDelete" """);
        await _database.ByHandAsync($"""DELETE FROM "AuditEntries" WHERE "Sequence" >= {from}""");
    }

    [Fact]
    public async Task Filters_by_person_action_day_and_organisation_newest_first()
    {
        (await Trail.ListAsync(Make.Staff, new(), default)).Rows.Select(row => row.Sequence).Should().Equal(5, 4, 3, 2, 1);
        (await Trail.ListAsync(Make.Staff, new(ActorSubject: "nobody"), default)).Total.Should().Be(0);
        (await Trail.ListAsync(Make.Staff, new(Action: AuditActions.PartnerWithdrawn), default)).Total.Should().Be(0);
        (await Trail.ListAsync(Make.Staff, new(From: new(2026, 11, 21), Until: new(2026, 11, 22)), default)).Rows
            .Select(row => row.Sequence)
            .Should().Equal(3, 2);
        var third = (await Trail.ListAsync(Make.Staff, new(), default)).Rows[2];
        (await Trail.ListAsync(Make.Staff, new(OrganisationId: third.OrganisationId), default)).Rows
            .Should().ContainSingle().Which.Sequence
            .Should().Be(3);
    }

    [Theory]
    [InlineData(AuditKind.PartnerFlag, null, new long[] { 5, 4, 3, 2, 1 })]
    [InlineData(AuditKind.Deal, null, new long[0])]
    [InlineData(null, "organisatie 3", new long[] { 3 })]
    [InlineData(AuditKind.PartnerFlag, " noor de ", new long[] { 5, 4, 3, 2, 1 })]
    [InlineData(null, "%", new long[0])]
    public async Task Filters_by_kind_and_by_text_in_names_and_reasons(AuditKind? kind, string? search, long[] shown) =>
        (await Trail.ListAsync(Make.Staff, new(Kind: kind, Search: search), default)).Rows.Select(row => row.Sequence)
            .Should().Equal(shown);

    [Fact]
    public async Task Finds_one_entry_as_it_was_written()
    {
        (await Trail.FindAsync(Make.Staff, 3, default))!.SubjectName.Should().Be("Organisatie 3");
        (await Trail.FindAsync(Make.Staff, 6, default)).Should().BeNull();
    }

    [Fact]
    public async Task Says_of_each_entry_whether_the_platform_has_it()
    {
        var record = _database.Get<PlatformRecord>();
        var rows = (await Trail.ListAsync(Make.Staff, new(), default)).Rows;
        await _database.ByHandAsync("""UPDATE "PlatformChanges" SET "State" = 'Applied' WHERE "ItemName" = 'Organisatie 2'""");
        await _database.ByHandAsync("""UPDATE "PlatformChanges" SET "State" = 'Superseded' WHERE "ItemName" = 'Organisatie 4'""");

        (await record.StatesAsync(Make.Staff, rows, default)).Should().BeEquivalentTo(new Dictionary<long, PlatformChangeState>
        {
            [1] = PlatformChangeState.Waiting,
            [2] = PlatformChangeState.Applied,
            [3] = PlatformChangeState.Waiting,
            [5] = PlatformChangeState.Waiting,
        });
        (await record.StatesAsync(Make.Staff, [], default)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(1, 2, new long[] { 5, 4 })]
    [InlineData(3, 2, new long[] { 1 })]
    [InlineData(1, 5, new long[] { 5, 4, 3, 2, 1 })]
    [InlineData(1, 6, new long[] { 5, 4, 3, 2, 1 })]
    [InlineData(0, 2, new long[] { 5, 4 })]
    public async Task Says_how_many_there_are_on_every_page(int page, int size, long[] shown)
    {
        foreach (var query in new AuditQuery[] { new(), new(Action: AuditActions.MadePartner) })
        {
            var listing = await Trail.ListAsync(Make.Staff, query with { Page = page, PageSize = size }, default);

            listing.Rows.Select(row => row.Sequence).Should().Equal(shown);
            (listing.Total, listing.Page, listing.Notice).Should().Be((5, Math.Max(page, 1), null));
        }
    }

    [Fact]
    public async Task A_page_beyond_the_last_shows_the_last()
    {
        var listing = await Trail.ListAsync(Make.Staff, new(Page: 9, PageSize: 2), default);

        (listing.Rows.Single().Sequence, listing.Total, listing.Page).Should().Be((1, 5, 3));
        listing.Notice.Should().Contain("There is no page 9");
        (await Trail.ListAsync(Make.Staff, new(ActorSubject: "nobody", Page: 2), default)).Total.Should().Be(0);
    }

    [Fact]
    public async Task Writes_csv_that_no_spreadsheet_runs()
    {
        var tricky = Make.Organisation("=HYPERLINK(\"http://x\")");
        await _database.AddAsync(tricky);
        await _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(tricky), default);

        using var file = new MemoryStream();
        await Trail.WriteCsvAsync(Make.Staff, new(), CsvForm.Plain, file, default);

        var lines = System.Text.Encoding.UTF8.GetString(file.ToArray()).Split("\r\n");
        lines[0].Should().Be("sequence,at_utc,who,action,what_kind,what_id,what,before,after,why,hash");
        lines.Should().HaveCount(8);
        lines[6].Should().Contain("\"'=HYPERLINK(\"\"http://x\"\")\"");
    }
}
