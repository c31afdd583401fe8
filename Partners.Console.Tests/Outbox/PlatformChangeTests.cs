using System.Text.Json;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform;

namespace Partners.Console.Tests.Outbox;

public sealed class PlatformChangeTests
{
    [Fact]
    public async Task An_import_keeps_a_flag_until_the_platform_agrees()
    {
        using var export = new ExportFiles().Set("org", "is_partner", "false");
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);
        await MakePartnerAsync(database);

        var kept = await database.ImportAsync(export);
        var organisation = await OrganisationAsync(database);
        kept.Collections.Should().OnlyContain(collection => collection.Updated == 0);
        (organisation.IsPartner, organisation.AgreementId is not null, organisation.Version).Should().Be((true, true, 2));
        (await StateAsync(database)).Should().Be(PlatformChangeState.Waiting);

        var agreed = await database.ImportAsync(export.Set("org", "is_partner", "true"));
        agreed.Collections.Should().OnlyContain(collection => collection.Updated == 0, "the record says the same as before");
        (await StateAsync(database)).Should().Be(PlatformChangeState.Applied);
        (await OrganisationAsync(database)).Version.Should().Be(2);
    }

    [Fact]
    public async Task A_flag_that_the_platform_withdraws_after_the_change_was_applied_stays_on_as_a_difference()
    {
        using var export = new ExportFiles().Set("org", "is_partner", "false");
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);
        await MakePartnerAsync(database);
        await database.ImportAsync(export.Set("org", "is_partner", "true"));

        var withdrawn = await database.ImportAsync(export.Set("org", "is_partner", "false"));

        withdrawn.Collections.Sum(collection => collection.Updated).Should().Be(1);
        var organisation = await OrganisationAsync(database);
        (organisation.IsPartner, organisation.PlatformFlag, organisation.AgreementId is not null).Should().Be((true, false, true));
        (await database.QueryAsync(db => db.PartnerAgreements.SingleAsync())).ReplacedAt.Should().BeNull();
    }

    [Fact]
    public async Task A_dry_run_applies_no_change()
    {
        using var export = new ExportFiles().Set("org", "is_partner", "false");
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);
        await MakePartnerAsync(database);

        await database.ImportAsync(export.Set("org", "is_partner", "true"), dryRun: true);

        (await StateAsync(database)).Should().Be(PlatformChangeState.Waiting);
    }

    [Fact]
    public async Task Waiting_changes_stand_as_lines_of_json()
    {
        using var export = new ExportFiles().Set("org", "is_partner", "false");
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);
        await MakePartnerAsync(database);

        var lines = new List<string>();
        await foreach (var line in database.Get<PlatformRecord>().WaitingLinesAsync(Make.Staff, CancellationToken.None))
        {
            lines.Add(line);
        }

        var change = JsonDocument.Parse(lines.Should().ContainSingle().Subject).RootElement;
        change.EnumerateObject().Select(field => field.Name).Should().Equal("collection", "item", "field", "value", "who", "when", "why");
        change.GetProperty("item").GetString().Should().Be(ExportFiles.Organisation);
        change.GetProperty("value").ValueKind.Should().Be(JsonValueKind.True);
        change.GetProperty("when").GetString().Should().Be("2026-11-20T11:00:00.000Z");
        var page = await database.Get<PlatformRecord>().ActsAsync(
            Make.Staff,
            PlatformChangeState.Waiting,
            page: 1,
            size: 10,
            CancellationToken.None);
        page.Rows.Should().ContainSingle().Which.Changes.Should().ContainSingle().Which.Field.Should().Be("is_partner");
    }

    [Fact]
    public async Task What_waits_is_found_along_an_index_by_its_record_and_by_its_day()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (state, items) = (PlatformChangeState.Waiting, new[] { ExportFiles.Organisation, ExportFiles.Unknown });

        (await database.QueryAsync(db => db.PlatformChanges
            .Open()
            .Where(change => change.Collection == PlatformFields.Project && items.Contains(change.Item))
            .PlanAsync()))
            .Indexes.Should().Contain("IX_PlatformChanges_Open");
        (await database.QueryAsync(db => db.PlatformChanges
            .Where(change => change.State == state)
            .OrderByDescending(change => change.At)
            .ThenByDescending(change => change.Id)
            .Take(25)
            .PlanAsync()))
            .ShouldWalk("IX_PlatformChanges_State_At_Id");
    }

    [Fact]
    public async Task Nothing_is_answered_without_permission()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (record, imports) = (database.Get<PlatformRecord>(), database.Get<ImportRecord>());
        await FluentActions.Awaiting(() => imports.ImportsAsync(Make.Nobody, 1, 10, CancellationToken.None))
            .Should().ThrowAsync<NotPermittedException>();
        await FluentActions.Awaiting(() => imports.RejectionsAsync(Make.Nobody, Guid.NewGuid(), 1, 10, CancellationToken.None))
            .Should().ThrowAsync<NotPermittedException>();
        await FluentActions.Awaiting(() => record.ActsAsync(Make.Nobody, PlatformChangeState.Waiting, 1, 10, CancellationToken.None))
            .Should().ThrowAsync<NotPermittedException>();
        await FluentActions
            .Awaiting(async () => await record.WaitingLinesAsync(Make.Nobody, CancellationToken.None).GetAsyncEnumerator().MoveNextAsync())
            .Should().ThrowAsync<NotPermittedException>();
    }

    private static async Task MakePartnerAsync(TestDatabase database)
    {
        var outcome = await database.Get<PartnerToggle>().MakePartnerAsync(
            Make.Staff,
            Make.MakePartner(await OrganisationAsync(database)),
            CancellationToken.None);
        outcome.IsDone.Should().BeTrue();
    }

    private static Task<Organisation> OrganisationAsync(TestDatabase database) =>
        database.QueryAsync(db => db.Organisations.AsNoTracking().SingleAsync());

    private static async Task<PlatformChangeState> StateAsync(TestDatabase database) =>
        (await database.QueryAsync(db => db.PlatformChanges.SingleAsync())).State;
}
