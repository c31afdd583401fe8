using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Handoffs;
using Partners.Console.Tests.Support;
using Partners.Core.Handoffs;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Platform.Push;

/// <summary>docs/product.md I70: a handoff on a real Directus.</summary>
public sealed class LiveHandoffTests : IAsyncLifetime
{
    private LivePush _live = null!;
    private HandoffScene _scene = null!;

    public async ValueTask InitializeAsync()
    {
        _live = await LivePush.StartAsync(
            ("billing_account", "update", ["mollie_customer_id", "mollie_subscription_id"]),
            ("workspace_membership", "update", ["expires_at"]),
            ("project_webhook", "read", ["id", "deleted_at"]),
            ("project_webhook", "update", ["deleted_at"]));
        _scene = await HandoffScene.CreateAsync(_live.With());
        await _live.MirrorAsync(_scene.Database);
    }

    public async ValueTask DisposeAsync()
    {
        if (_scene is not null)
        {
            await _scene.DisposeAsync();
            _live.Dispose();
        }
    }

    [Fact]
    public async Task The_client_owns_the_workspace_there_and_nobody_of_the_partner_has_a_way_in()
    {
        (await _scene.HandOffAsync(await _scene.DecidedAsync())).IsDone.Should().BeTrue();

        await PushAsync();

        await AllThereAsync(_scene.Zwolle.Id);
        (await ProofThereAsync())!.Holds.Should().BeTrue();
        (await _scene.Database.QueryAsync(db => db.ProofBreaches.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task A_way_in_that_the_platform_alone_has_alarms_and_ends_once_it_is_closed_there()
    {
        (await _scene.HandOffAsync(await _scene.DecidedAsync())).IsDone.Should().BeTrue();
        var paula = new JsonObject
        {
            ["id"] = $"{Guid.NewGuid()}",
            ["org_id"] = $"{_scene.Zwolle.Id}",
            ["user_id"] = $"{_scene.Paula.Id}",
            ["role"] = "admin",
        };
        await _live.Platform.AsAdminAsync(HttpMethod.Post, "/items/org_membership", paula);

        await PushAsync();

        (await ProofThereAsync())!.Holds.Should().BeFalse();
        (await _scene.Database.QueryAsync(db => db.ProofBreaches.SingleAsync())).Should().Match<ProofBreach>(breach =>
            breach.IsOpen && breach.Sentence == "Paula Vos has access by membership in the organisation that owns it.");
        await _scene.Database.Get<ProofWatch>().CheckAllAsync(Make.Operator, "the nightly check", default);
        (await _scene.Database.QueryAsync(db => db.ProofBreaches.SingleAsync())).IsOpen.Should().BeTrue("it is looked for there");

        await _live.ChangeThereAsync("org_membership", paula["id"]!, new JsonObject { ["deleted_at"] = "2026-11-20T12:00:00Z" });
        _scene.Database.Clock.Now += TimeSpan.FromMinutes(20);
        await PushAsync();
        (await _scene.Database.QueryAsync(db => db.ProofBreaches.SingleAsync())).IsOpen.Should().BeFalse();
        (await ProofThereAsync())!.Holds.Should().BeTrue();
    }

    [Fact]
    public async Task A_new_organisation_is_made_there_with_its_owner()
    {
        (await _scene.HandOffAsync(await _scene.DecidedAsync(new(NewName: "Raad van Zwolle", NewOwnerId: _scene.Otto.Id))))
            .IsDone.Should().BeTrue();

        await PushAsync();

        var organisation = (await _scene.WorkspaceNowAsync()).OrganisationId;
        (await _live.RowAsync("org", organisation)).GetProperty("name").GetString().Should().Be("Raad van Zwolle");
        await AllThereAsync(organisation);
    }

    [Fact]
    public async Task A_webhook_is_removed_there_and_who_is_kept_from_the_partner_gets_an_end()
    {
        var hook = Make.Webhook(_scene.Inloopavonden, "Transcripts", "hooks.samenspel.example");
        await _scene.AddAsync(hook);
        await _live.MirrorAsync(_scene.Database);
        var seat = await _scene.Database.QueryAsync(db => db.WorkspaceMemberships.SingleAsync(one => one.PersonId == _scene.Paula.Id));
        var seen = await _scene.DecidedAsync(but: plan => plan with
        {
            Flows = [new(hook.Id, FlowFate.Remove)],
            People = [.. plan.People.Where(person => person.MembershipId != seat.Id), new(
                seat.Id, WorkspaceRole.External, "Finishes the report", new(2027, 2, 18))],
        });
        (await _scene.HandOffAsync(seen)).Refusals.Should().BeEmpty();

        await PushAsync();

        (await _live.RowAsync("project_webhook", hook.Id)).GetProperty("deleted_at").ValueKind.Should().Be(JsonValueKind.String);
        (await _live.TrailAsync("project_webhook", hook.Id)).Should().HaveCount(2);
        var kept = await _live.RowAsync("workspace_membership", seat.Id);
        (kept.GetProperty("role").GetString(), kept.GetProperty("expires_at").GetString()![..10]).Should().Be(("external", "2027-02-18"));
        (await ProofThereAsync())!.Holds.Should().BeTrue();
    }

    [Fact]
    public async Task A_worker_that_is_killed_after_each_of_its_writes_does_none_of_them_twice()
    {
        (await _scene.HandOffAsync(await _scene.DecidedAsync(new(NewName: "Raad van Zwolle", NewOwnerId: _scene.Otto.Id))))
            .IsDone.Should().BeTrue();
        _live.Between.After = request => Interruption.IsWrite(request) ? throw new KilledException() : Task.CompletedTask;
        var kills = 0;
        while (await Record.ExceptionAsync(PushAsync) is KilledException)
        {
            kills.Should().BeLessThan(20);
            kills++;
        }

        kills.Should().BeGreaterThan(4);
        _live.Between.After = null;
        await AllThereAsync((await _scene.WorkspaceNowAsync()).OrganisationId);
        (await _live.TrailAsync("workspace", _scene.Workspace.Id)).Should().HaveCount(2);
        foreach (var membership in await _scene.Database.QueryAsync(db => db.WorkspaceMemberships.Select(one => one.Id).ToListAsync()))
        {
            (await _live.TrailAsync("workspace_membership", membership)).Should().HaveCount(2);
        }
    }

    private Task<AccessProof?> ProofThereAsync() =>
        _scene.Database.QueryAsync(db => db.Handoffs.Select(one => one.ProofThere).SingleAsync());

    private async Task PushAsync() => await _scene.Database.Get<PlatformPush>().RunAsync(Make.Staff, default);

    private async Task AllThereAsync(Guid organisation)
    {
        var why = await _scene.Database.QueryAsync(db => db.PlatformDeliveries.Select(delivery => delivery.Because).ToListAsync());
        (await _scene.Database.QueryAsync(db => db.PlatformChanges.AsNoTracking().ToListAsync()))
            .Should().OnlyContain(change => change.State == PlatformChangeState.Applied, string.Join(" ", why));

        var workspace = await _live.RowAsync("workspace", _scene.Workspace.Id);
        foreach (var field in new[] { "org_id", "billed_to_team_id", "effective_client_team_id" })
        {
            workspace.GetProperty(field).GetString().Should().Be($"{organisation}", field);
        }

        workspace.GetProperty("usage_context").GetString().Should().Be("internal");
        workspace.GetProperty("handoff_status").GetString().Should().Be("completed");
        var account = await _live.RowAsync("billing_account", _scene.Workspace.BillingAccountId!.Value);
        account.GetProperty("org_id").GetString().Should().Be($"{organisation}");
        account.GetProperty("workspace_id").ValueKind.Should().Be(JsonValueKind.Null);
        account.GetProperty("mollie_customer_id").ValueKind.Should().Be(JsonValueKind.Null);
        account.GetProperty("billing_legal_name").GetString().Should().Be("Gemeente Zwolle");

        var roles = (await _live.RowsAsync(
            "workspace_membership", $"filter[workspace_id][_eq]={_scene.Workspace.Id}&filter[deleted_at][_null]=true"))
            .EnumerateArray()
            .ToDictionary(row => Guid.Parse(row.GetProperty("user_id").GetString()!), row => row.GetProperty("role").GetString());
        roles.Should().BeEquivalentTo(new Dictionary<Guid, string?> { [_scene.Carla.Id] = "owner", [_scene.Otto.Id] = "member" });
        (await _live.RowsAsync("org_membership", $"filter[org_id][_eq]={organisation}&filter[deleted_at][_null]=true"))
            .EnumerateArray()
            .Select(row => Guid.Parse(row.GetProperty("user_id").GetString()!))
            .Should().BeEquivalentTo([_scene.Carla.Id, _scene.Otto.Id]);
        var deal = (await _scene.Database.QueryAsync(db => db.Deals.SingleAsync())).PlatformId!.Value;
        (await _live.RowAsync("referral_ledger", deal)).GetProperty("expires_at").GetString().Should().StartWith("2026-11-20T00:00:00");
    }
}
