using System.Security.Cryptography;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Branding;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Branding;

public sealed class WorkspaceLogosTests : IAsyncLifetime
{
    private readonly LogoScene _scene = new();
    private TestDatabase _database = default!;

    private WorkspaceLogos Logos => _database.Get<WorkspaceLogos>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.AddAsync(_scene.Everything);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Puts_a_logo_in_place_with_its_audit_entry_and_its_platform_change_in_one_go()
    {
        var content = Pictures.Png();
        var outcome = await Logos.PlaceAsync(Make.Staff, _scene.Place(content), default);

        var workspace = await ReloadAsync();
        var logo = await _database.QueryAsync(db => db.WorkspaceLogos.SingleAsync());
        outcome.Value.Should().Be(new LogoPlaced(workspace.Id, logo.Id, LogoContent.Png, Pictures.Width, Pictures.Height, content.Length));
        (workspace.LogoId, workspace.Version).Should().Be((logo.Id, 2));
        logo.Content.Should().Equal(content);
        (logo.WorkspaceId, logo.ContentType, logo.Width, logo.Height, logo.UploadedBySubject, logo.UploadedByName, logo.UploadedAt)
            .Should().Be((workspace.Id, LogoContent.Png, 24, 16, Make.Staff.Subject, Make.Staff.Name, FixedClock.Noon));

        var entry = await _database.QueryAsync(db => db.AuditEntries.SingleAsync());
        (entry.Action, entry.SubjectKind, entry.SubjectId, entry.SubjectVersion, entry.OrganisationId, entry.WorkspaceId, entry.Before)
            .Should().Be((
                AuditActions.LogoPlaced,
                WorkspaceSubjects.Workspace,
                workspace.Id.ToString(),
                2,
                _scene.Partner.Id,
                workspace.Id,
                null));
        entry.After.Should().Be(
            $$"""{"bytes":{{content.Length}},"contentType":"image/png","height":16,"sha256":"{{Convert.ToHexStringLower(SHA256.HashData(content))}}","width":24}""");
        entry.Reason.Should().Be($"A logo of 24 × 16 pixels, {content.Length} bytes");

        var change = await _database.QueryAsync(db => db.PlatformChanges.SingleAsync());
        (change.Collection, change.Item, change.Field, change.Value, change.State)
            .Should().Be((
                "workspace",
                workspace.Id.ToString(),
                "logo_url",
                $"\"{logo.Id}\"",
                PlatformChangeState.Waiting));
    }

    [Fact]
    public async Task Replaces_a_logo_and_keeps_the_earlier_one()
    {
        var first = await PlaceAsync(Pictures.Png());
        var second = await PlaceAsync(Pictures.Jpeg, version: 2);

        (await ReloadAsync()).LogoId.Should().Be(second.LogoId);
        (await Logos.FindAsync(Make.Staff, _scene.Workspace.Id, first.LogoId, default))!.Content.Should().Equal(Pictures.Png());
        var latest = await LatestEntryAsync();
        latest.Before.Should().Contain("image/png");
        latest.After.Should().Contain("image/jpeg");
        (await _database.QueryAsync(db => db.PlatformChanges.OrderBy(change => change.Id).Select(change => change.State).ToListAsync()))
            .Should().BeEquivalentTo([PlatformChangeState.Superseded, PlatformChangeState.Waiting]);
    }

    [Fact]
    public async Task Refuses_the_same_file_while_it_is_in_place()
    {
        await PlaceAsync(Pictures.Png());

        (await Logos.PlaceAsync(Make.Staff, _scene.Place(Pictures.Png(), version: 2), default)).Refusals.Should().Equal(new SameLogo());
        await Logos.RemoveAsync(Make.Staff, _scene.Remove(version: 2), default);
        (await Logos.PlaceAsync(Make.Staff, _scene.Place(Pictures.Png(), version: 3), default)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Answers_a_double_click_with_the_first_result()
    {
        var command = _scene.Place(Pictures.Png());

        var first = await Logos.PlaceAsync(Make.Staff, command, default);
        var second = await Logos.PlaceAsync(Make.Staff, command, default);

        second.Value.Should().Be(first.Value);
        (await _database.QueryAsync(db => db.WorkspaceLogos.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task Tells_the_second_of_two_whose_logo_is_in_place()
    {
        await PlaceAsync(Pictures.Png());

        var placed = await Logos.PlaceAsync(Make.CommercialOwner, _scene.Place(Pictures.Jpeg), default);
        var removed = await Logos.RemoveAsync(Make.CommercialOwner, _scene.Remove(version: 1), default);

        (placed.Conflict!.Who, placed.Conflict.Action).Should().Be((Make.Staff.Name, AuditActions.LogoPlaced));
        removed.Conflict.Should().Be(placed.Conflict);
        (await _database.QueryAsync(db => db.WorkspaceLogos.CountAsync())).Should().Be(1);
    }

    [Theory]
    [InlineData(Tier.Free, false)]
    [InlineData(Tier.Pilot, false)]
    [InlineData(Tier.Pioneer, false)]
    [InlineData(Tier.Innovator, false)]
    [InlineData(Tier.Changemaker, true)]
    [InlineData(Tier.Guardian, true)]
    public async Task Takes_a_logo_from_Changemaker_on(Tier tier, bool taken)
    {
        var scene = new LogoScene(tier);
        await _database.AddAsync(scene.Everything);

        var outcome = await Logos.PlaceAsync(Make.Staff, scene.Place(Pictures.Png()), default);

        outcome.Refusals.Should().BeEquivalentTo(taken ? Array.Empty<Refusal>() : [new LogoBelowChangemaker(tier)]);
        (await Logos.SummaryAsync(Make.Staff, scene.Workspace.Id, default))!.RefusalToPlace
            .Should().Be(taken ? null : new LogoBelowChangemaker(tier).Sentence);
    }

    [Fact]
    public async Task Refuses_a_logo_where_nobody_pays()
    {
        var scene = new LogoScene(tier: null);
        await _database.AddAsync(scene.Everything);

        (await Logos.PlaceAsync(Make.Staff, scene.Place(Pictures.Png()), default)).Refusals.Should().Equal(new LogoWithoutTier());
    }

    [Fact]
    public async Task Refuses_a_logo_in_an_internal_workspace()
    {
        await _database.ByHandAsync("UPDATE Workspaces SET UsageContext = 'Internal'");

        (await Logos.PlaceAsync(Make.Staff, _scene.Place(Pictures.Png()), default)).Refusals
            .Should().Equal(new LogoOnlyForExternalClients());
        (await Logos.SummaryAsync(Make.Staff, _scene.Workspace.Id, default))!.RefusalToPlace
            .Should().Be(new LogoOnlyForExternalClients().Sentence);
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task Refuses_a_workspace_that_is_gone()
    {
        var logo = await PlaceAsync(Pictures.Png());
        await _database.ByHandAsync("UPDATE Workspaces SET DeletedAt = 1");

        (await Logos.PlaceAsync(Make.Staff, _scene.Place(Pictures.Jpeg, version: 2), default)).Refusals
            .Should().Equal(new NoSuchWorkspace());
        (await Logos.RemoveAsync(Make.Staff, _scene.Remove(version: 2), default)).Refusals.Should().Equal(new NoSuchWorkspace());
        (await Logos.FindAsync(Make.Staff, _scene.Workspace.Id, logo.LogoId, default)).Should().BeNull();
        (await Logos.SummaryAsync(Make.Staff, _scene.Workspace.Id, default)).Should().BeNull();
    }

    [Fact]
    public async Task Refuses_what_is_no_picture_and_writes_nothing()
    {
        (await Logos.PlaceAsync(Make.Staff, _scene.Place("<svg/>"u8.ToArray()), default)).Refusals.Should().Equal(new LogoIsSvg());

        await NothingHappenedAsync();
    }

    [Fact]
    public async Task Refuses_those_who_may_only_read()
    {
        var reader = Make.Staff with { Permissions = Permission.Read };

        (await Logos.PlaceAsync(reader, _scene.Place(Pictures.Png()), default)).Refusals
            .Should().Equal(new NotPermitted(Permission.ManageWorkspaces));
        (await Logos.RemoveAsync(reader, _scene.Remove(version: 1), default)).Refusals
            .Should().Equal(new NotPermitted(Permission.ManageWorkspaces));
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task Removes_a_logo_with_a_reason_and_keeps_the_file()
    {
        var placed = await PlaceAsync(Pictures.Png());

        var outcome = await Logos.RemoveAsync(Make.Staff, _scene.Remove(version: 2, " The client asked "), default);

        outcome.Value.Should().Be(new LogoRemoved(_scene.Workspace.Id, placed.LogoId));
        ((await ReloadAsync()).LogoId, (await ReloadAsync()).Version).Should().Be((null, 3));
        var entry = await LatestEntryAsync();
        (entry.Action, entry.Reason, entry.After).Should().Be((AuditActions.LogoRemoved, "The client asked", null));
        entry.Before.Should().Contain("image/png");
        var waiting =
            await _database.QueryAsync(db => db.PlatformChanges.SingleAsync(change => change.State == PlatformChangeState.Waiting));
        (waiting.Field, waiting.Value, waiting.Why).Should().Be(("logo_url", "null", "The client asked"));
        (await _database.QueryAsync(db => db.WorkspaceLogos.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task Removes_a_logo_below_Changemaker_too()
    {
        await PlaceAsync(Pictures.Png());
        await _database.ByHandAsync("UPDATE BillingAccounts SET Tier = 'Innovator'");

        (await Logos.RemoveAsync(Make.Staff, _scene.Remove(version: 2), default)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Refuses_to_remove_without_a_reason_and_where_there_is_no_logo()
    {
        (await Logos.RemoveAsync(Make.Staff, _scene.Remove(version: 1), default)).Refusals.Should().Equal(new NoLogo());
        await PlaceAsync(Pictures.Png());

        (await Logos.RemoveAsync(Make.Staff, _scene.Remove(version: 2, " "), default)).Refusals.Should().Equal(new ReasonMissing());
        (await Logos.RemoveAsync(Make.Staff, _scene.Remove(version: 2, new string('a', 1_001)), default)).Refusals
            .Should().Equal(new TooLong("The reason", 1_000, "Reason"));
        (await ReloadAsync()).LogoId.Should().NotBeNull();
    }

    [Fact]
    public async Task Finds_a_logo_only_under_its_own_workspace()
    {
        var other = new LogoScene(name: "Warmtevisie");
        await _database.AddAsync(other.Everything);
        var placed = await PlaceAsync(Pictures.WebPLossy);

        (await Logos.FindAsync(Make.Staff, _scene.Workspace.Id, placed.LogoId, default))!.ContentType.Should().Be(LogoContent.WebP);
        (await Logos.FindAsync(Make.Staff, other.Workspace.Id, placed.LogoId, default)).Should().BeNull();
        (await Logos.FindAsync(Make.Staff, _scene.Workspace.Id, Guid.NewGuid(), default)).Should().BeNull();
    }

    [Fact]
    public async Task Sums_up_the_logo_for_the_page()
    {
        (await Logos.SummaryAsync(Make.Staff, _scene.Workspace.Id, default)).Should().Be(new LogoSummary(null, null));
        var placed = await PlaceAsync(Pictures.Jpeg);

        (await Logos.SummaryAsync(Make.Staff, _scene.Workspace.Id, default))
            .Should().Be(new LogoSummary(
                new(placed.LogoId, LogoContent.Jpeg, 24, 16, Pictures.Jpeg.Length, Make.Staff.Name, FixedClock.Noon),
                null));
    }

    [Fact]
    public async Task An_import_leaves_the_logo_in_place()
    {
        using var export = new ExportFiles();
        await _database.ImportAsync(export);
        var client = Guid.Parse(ExportFiles.Client);
        var placed = await Logos.PlaceAsync(Make.Staff, new(Guid.CreateVersion7(), client, 1, Pictures.Png()), default);

        await _database.ImportAsync(
            export.Set("workspace", "name", "\"Team\"").Add("workspace", ExportFiles.Good("workspace").ToJsonString()
                .Replace(ExportFiles.Team, ExportFiles.Client, StringComparison.Ordinal)
                .Replace("\"Team\"", "\"Renamed\"", StringComparison.Ordinal)
                .Replace("\"usage_context\":null", "\"usage_context\":\"external\"", StringComparison.Ordinal)));

        var workspace = await _database.QueryAsync(db => db.Workspaces.SingleAsync(found => found.Id == client));
        (workspace.Name, workspace.LogoId).Should().Be(("Renamed", placed.Value!.LogoId));
    }

    private async Task<LogoPlaced> PlaceAsync(byte[] content, int version = 1) =>
        (await Logos.PlaceAsync(Make.Staff, _scene.Place(content, version), default)).Value!;

    private Task<Workspace> ReloadAsync() =>
        _database.QueryAsync(db => db.Workspaces.SingleAsync(workspace => workspace.Id == _scene.Workspace.Id));

    private Task<AuditEntry> LatestEntryAsync() => _database.QueryAsync(db => db.AuditEntries.OrderBy(entry => entry.Sequence).LastAsync());

    private async Task NothingHappenedAsync()
    {
        (await ReloadAsync()).LogoId.Should().BeNull();
        (await _database.QueryAsync(db => db.WorkspaceLogos.AnyAsync())).Should().BeFalse();
        (await _database.QueryAsync(db => db.AuditEntries.AnyAsync())).Should().BeFalse();
        (await _database.QueryAsync(db => db.PlatformChanges.AnyAsync())).Should().BeFalse();
    }
}
