using System.Globalization;
using System.Text.Json;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Branding;
using Partners.Console.Tests.Moves;
using Partners.Console.Tests.Referrals;
using Partners.Console.Tests.Support;
using Partners.Console.Tests.Workspaces;
using Partners.Core.Billing;
using Partners.Core.Branding;
using Partners.Core.Clients;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Platform.Push;

/// <summary>docs/product.md I70: what each command of the console comes to in the rows of a real Directus.</summary>
public sealed class LiveActsTests : PlatformPages, IAsyncLifetime
{
    private LivePush _live = null!;

    public async ValueTask InitializeAsync() => _live = await LivePush.StartAsync(
        ("workspace", "update", ["settings"]), ("directus_files", "create", ["*"]), ("directus_files", "read", ["*"]));

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _live?.Dispose();
    }

    [Fact]
    public async Task A_clients_workspace_is_made_with_its_owner_and_account_and_the_data_owner_is_invited()
    {
        await using var database = await TestDatabase.CreateAsync(_live.With());
        var team = await PartnerTeam.InAsync(database);
        await _live.MirrorAsync(database);
        var form = new ClientWorkspaceForm(
            "Participatie",
            "Gemeente Haarlem",
            "griffie@haarlem.example",
            team.Anna.Id,
            Tier.Changemaker,
            BillingPeriod.Monthly,
            AgreementAccepted: true,
            OwnAddressMeant: false);
        var made = (await database.Get<ClientWorkspaces>().CreateAsync(
            Make.Staff, new(Guid.CreateVersion7(), team.Partner.Id, form), default)).Value!;

        await SentAsync(database);

        var workspace = await _live.RowAsync("workspace", made.WorkspaceId);
        Text(workspace, "usage_context").Should().Be("external");
        Text(workspace, "created_by").Should().Be($"{team.Anna.Id}");
        var account = await _live.RowAsync("billing_account", Text(workspace, "billing_account_id")!);
        (Text(account, "workspace_id"), Text(account, "tier"), Text(account, "created_by"))
            .Should().Be(($"{made.WorkspaceId}", "changemaker", $"{team.Anna.Id}"));
        (await OnlyAsync("workspace_membership", $"filter[workspace_id][_eq]={made.WorkspaceId}")).GetProperty("role").GetString()
            .Should().Be("owner");
        var invite = await OnlyAsync("workspace_invite", $"filter[workspace_id][_eq]={made.WorkspaceId}");
        (Text(invite, "email"), Text(invite, "role"), Text(invite, "invited_by"))
            .Should().Be(("griffie@haarlem.example", "observer", $"{team.Anna.Id}"));
    }

    [Fact]
    public async Task A_role_that_crosses_to_the_inside_makes_a_member_of_the_organisation_and_back_ends_it()
    {
        await using var database = await TestDatabase.CreateAsync(_live.With());
        var team = await PartnerTeam.InAsync(database);
        var seat = Make.Seat(team.Client, team.Carla, WorkspaceRole.External);
        await database.AddAsync(seat);
        await _live.MirrorAsync(database);
        var people = database.Get<WorkspacePeople>();

        (await people.ChangeRoleAsync(Make.Staff, new(Guid.CreateVersion7(), seat.Id, 1, WorkspaceRole.Member, "Joins"), default))
            .IsDone.Should().BeTrue();
        await SentAsync(database);

        (await _live.RowAsync("workspace_membership", seat.Id)).GetProperty("role").GetString().Should().Be("member");
        var filter = $"filter[org_id][_eq]={team.Partner.Id}&filter[user_id][_eq]={team.Carla.Id}&filter[deleted_at][_null]=true";
        (await OnlyAsync("org_membership", filter)).GetProperty("role").GetString().Should().Be("member");

        (await people.ChangeRoleAsync(Make.Staff, new(Guid.CreateVersion7(), seat.Id, 2, WorkspaceRole.Observer, "Looks on"), default))
            .IsDone.Should().BeTrue();
        await SentAsync(database);

        (await _live.RowAsync("workspace_membership", seat.Id)).GetProperty("role").GetString().Should().Be("observer");
        (await _live.RowsAsync("org_membership", filter)).EnumerateArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Somebody_of_the_organisation_who_is_removed_stays_out_by_the_settings_and_those_keep_the_rest()
    {
        await using var database = await TestDatabase.CreateAsync(_live.With());
        var team = await PartnerTeam.InAsync(database);
        var seat = Make.Seat(team.Client, team.Els, WorkspaceRole.Admin);
        await database.AddAsync(seat);
        await _live.MirrorAsync(database);

        (await database.Get<WorkspacePeople>().RemoveAsync(Make.Staff, new(Guid.CreateVersion7(), seat.Id, 1, "Left"), default))
            .IsDone.Should().BeTrue();
        await SentAsync(database);

        (await _live.RowAsync("workspace_membership", seat.Id)).GetProperty("deleted_at").ValueKind.Should().Be(JsonValueKind.String);
        (await _live.RowAsync("workspace", team.Client.Id)).GetProperty("settings").GetRawText()
            .Should().Be($$"""{"theme":"dark","sticky_removed":["{{team.Els.Id}}"]}""");
    }

    [Fact]
    public async Task A_logo_becomes_a_file_of_the_platforms_and_its_bare_id()
    {
        await using var database = await TestDatabase.CreateAsync(_live.With());
        var scene = new LogoScene();
        await database.AddAsync(scene.Everything);
        await _live.MirrorAsync(database);
        var placed = (await database.Get<WorkspaceLogos>().PlaceAsync(Make.Staff, scene.Place(Pictures.Png()), default)).Value!;

        await SentAsync(database);

        (await _live.RowAsync("workspace", scene.Workspace.Id)).GetProperty("logo_url").GetString().Should().Be($"{placed.LogoId}");
        (await _live.Platform.AsAdminAsync(HttpMethod.Get, $"/files/{placed.LogoId}")).GetProperty("type").GetString()
            .Should().Be("image/png");
    }

    [Fact]
    public async Task Moved_projects_keep_where_they_were_and_get_one_more_move()
    {
        var scene = await MoveScene.CreateAsync(_live.With());
        await using var database = scene.Database;
        await _live.MirrorAsync(database);
        (await scene.MoveAsync(MoveScene.Operator, scene.Archive, null, MoveScene.All(scene.Team))).IsDone.Should().BeTrue();
        await SentAsync(database);
        var move = await database.QueryAsync(db => db.Moves.Select(found => found.Id).SingleAsync());
        (await scene.MoveBackAsync(MoveScene.Operator, move)).IsDone.Should().BeTrue();
        await SentAsync(database);

        foreach (var project in scene.Projects)
        {
            var row = await _live.RowAsync("project", project.Id);
            Text(row, "workspace_id").Should().Be($"{scene.Team.Id}");
            row.GetProperty("move_history").EnumerateArray().Select(one => (Text(one, "from"), Text(one, "to")))
                .Should().Equal(($"{scene.Team.Id}", $"{scene.Archive.Id}"), ($"{scene.Archive.Id}", $"{scene.Team.Id}"));
        }
    }

    [Fact]
    public async Task A_deal_gets_a_number_of_ours_its_later_terms_on_their_day_and_its_end()
    {
        var scene = await LedgerScene.CreateAsync(_live.With());
        await using var database = scene.Database;
        await _live.MirrorAsync(database);
        var deal = await scene.AddedAsync();
        await SentAsync(database, (PlatformChangeState.Applied, 1), (PlatformChangeState.NotHeld, 2));
        var number = (await database.QueryAsync(db => db.Deals.SingleAsync())).PlatformId!.Value;
        number.Should().BeGreaterThanOrEqualTo(Deal.FirstOwnNumber);
        (await KickbackAsync()).Should().Be(20);
        (await database.QueryAsync(db => db.PlatformDeliveries.SingleAsync())).Because
            .Should().Contain("The platform keeps no discount with a deal.").And.Contain("The platform keeps no cap with a deal.");

        (await scene.AmendAsync(deal, LedgerScene.Form(kickback: "25"), new(2026, 12, 1))).IsDone.Should().BeTrue();
        await PushAsync(database);
        (await KickbackAsync()).Should().Be(20);
        database.Clock.Now += TimeSpan.FromDays(12);
        await PushAsync(database);
        (await KickbackAsync()).Should().Be(25);

        (await scene.EndAsync(deal, new(2026, 12, 2), version: 2)).IsDone.Should().BeTrue();
        await PushAsync(database);
        Text(await DealRowAsync(), "expires_at").Should().StartWith("2026-12-02T00:00:00");

        Task<JsonElement> DealRowAsync() => _live.RowAsync("referral_ledger", number);

        async Task<int> KickbackAsync() => (await DealRowAsync()).GetProperty("partner_kickback_percent").GetInt32();
    }

    [Fact]
    public async Task Half_a_percent_and_a_deal_without_a_workspace_stay_here_until_the_platform_can_hold_them()
    {
        var scene = await LedgerScene.CreateAsync(_live.With());
        await using var database = scene.Database;
        await _live.MirrorAsync(database);
        var odd = await scene.AddedAsync(LedgerScene.Form(kickback: "12.5", discount: null, cap: null));
        var named = (await scene.AddAsync(LedgerScene.Form(discount: null, cap: null), clientName: "Gemeente Ede")).Value!.DealId;

        await SentAsync(database, (PlatformChangeState.NotHeld, 2));
        (await database.QueryAsync(db => db.PlatformDeliveries.Select(delivery => delivery.Because).ToListAsync())).Should().BeEquivalentTo(
            "The platform keeps whole percentages, and 12.5 % is none. It holds here.",
            "The platform keeps no deal without the client’s workspace. It gets this one once the deal is linked to one.");

        (await scene.AmendAsync(odd, LedgerScene.Form(kickback: "15", discount: null, cap: null), database.Today)).IsDone.Should().BeTrue();
        await PushAsync(database);
        var number = (await database.QueryAsync(db => db.Deals.SingleAsync(deal => deal.Id == odd))).PlatformId;
        (await _live.RowAsync("referral_ledger", number!)).GetProperty("partner_kickback_percent").GetInt32().Should().Be(15);
        (await database.QueryAsync(db => db.Deals.SingleAsync(deal => deal.Id == named))).PlatformId.Should().BeNull();
    }

    [Fact]
    public async Task A_deal_made_void_is_deleted_there()
    {
        var scene = await LedgerScene.CreateAsync(_live.With());
        await using var database = scene.Database;
        await _live.MirrorAsync(database);
        var deal = await scene.AddedAsync(LedgerScene.Form(startsOn: new(2027, 1, 1), discount: null, cap: null));
        database.Clock.Now += TimeSpan.FromMinutes(1);
        (await scene.VoidAsync(deal)).IsDone.Should().BeTrue();

        await SentAsync(database);

        var number = (await database.QueryAsync(db => db.Deals.SingleAsync())).PlatformId!.Value;
        (await _live.RowAsync("referral_ledger", number)).GetProperty("deleted_at").ValueKind.Should().Be(JsonValueKind.String);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task An_invite_that_is_sent_again_is_open_there_as_long_as_here(int daysLeft)
    {
        using var live = await LivePush.StartAsync(("workspace_invite", "update", ["expires_at"]));
        await using var database = await TestDatabase.CreateAsync(live.With());
        var team = await PartnerTeam.InAsync(database);
        var invite = Make.Invite(
            team.Client, "raad@zwolle.example", WorkspaceRole.Observer, expiresAt: database.Clock.Now.AddDays(daysLeft));
        await database.AddAsync(invite);
        await live.MirrorAsync(database);

        var sent = (await database.Get<WorkspacePeople>().SendInviteAgainAsync(
            Make.Staff, new(Guid.CreateVersion7(), invite.Id), default)).Value!;
        await SentAsync(database);

        var row = await live.RowAsync("workspace_invite", invite.Id);
        row.GetProperty("expires_at").GetDateTimeOffset().Should().Be(sent.OpenUntil).And.BeAfter(database.Clock.Now.AddDays(6));
        row.GetProperty("deleted_at").ValueKind.Should().Be(JsonValueKind.Null);
        (await live.TrailAsync("workspace_invite", invite.Id)).Should().HaveCount(2, "it was made, and opened again");
    }

    [Fact]
    public async Task A_missing_permission_is_said_in_words_and_the_rest_goes_on()
    {
        await using var database = await TestDatabase.CreateAsync(_live.With());
        var team = await PartnerTeam.InAsync(database);
        var invite = Make.Invite(team.Client, "raad@zwolle.example", WorkspaceRole.Observer);
        await database.AddAsync(invite);
        await _live.MirrorAsync(database);
        await database.Get<WorkspacePeople>().SendInviteAgainAsync(Make.Staff, new(Guid.CreateVersion7(), invite.Id), default);
        await database.ByHandAsync("""UPDATE "PlatformChanges" SET "Before" = NULL""");

        await SentAsync(database, (PlatformChangeState.Refused, 1));

        Says(database, PlatformChangeState.Refused, "The console’s user on the platform may not change expires_at of workspace_invite.");
    }

    [Fact]
    public async Task Two_processes_on_one_database_send_each_act_once()
    {
        await using var database = await TestDatabase.CreateAsync(_live.With());
        var partners = Enumerable.Range(1, 6)
            .Select(index => Make.Organisation(string.Create(CultureInfo.InvariantCulture, $"Two {index}")))
            .ToList();
        await database.AddAsync(partners);
        await _live.MirrorAsync(database);
        foreach (var partner in partners)
        {
            await database.Get<Core.Organisations.PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(partner), default);
        }

        await using var other = database.Again(_live.With());
        await Task.WhenAll(PushAsync(database), PushAsync(other));
        await PushAsync(other);

        foreach (var partner in partners)
        {
            (await _live.TrailAsync("org", partner.Id)).Should().HaveCount(2);
        }
    }

    private static string? Text(JsonElement row, string field) => row.GetProperty(field).GetString();

    private async Task<JsonElement> OnlyAsync(string collection, string query) =>
        (await _live.RowsAsync(collection, query)).EnumerateArray().Single();

    private static async Task PushAsync(TestDatabase database) => await database.Get<PlatformPush>().RunAsync(Make.Staff, default);

    /// <summary>Sends everything, and finds each change in a state: taken, if nothing else is said.</summary>
    private static async Task SentAsync(TestDatabase database, params (PlatformChangeState State, int Count)[] expected)
    {
        await PushAsync(database);
        var states = await database.QueryAsync(db => db.PlatformChanges.AsNoTracking()
            .Where(change => change.State != PlatformChangeState.Superseded)
            .ToListAsync());
        var why = await database.QueryAsync(db => db.PlatformDeliveries.Select(delivery => delivery.Because).ToListAsync());
        if (expected.Length == 0)
        {
            states.Should().OnlyContain(change => change.State == PlatformChangeState.Applied, string.Join(" ", why));
        }
        else
        {
            states.GroupBy(change => change.State).Select(same => (same.Key, same.Count()))
                .Should().BeEquivalentTo(expected, string.Join(" ", why));
        }
    }
}
