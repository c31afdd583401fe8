using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Handoffs;
using Partners.Console.Tests.Support;
using Partners.Console.Tests.Workspaces;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Platform.Push;

/// <summary>docs/product.md I71, I74: somebody changes the same row on a real Directus while ours is on its way.</summary>
public sealed class LiveConflictTests : PlatformPages, IAsyncLifetime
{
    private LivePush _live = null!;

    public async ValueTask InitializeAsync() => _live = await LivePush.StartAsync();

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _live?.Dispose();
    }

    [Fact]
    public async Task Theirs_between_our_reading_and_our_writing_stays_and_a_person_decides()
    {
        await using var database = await TestDatabase.CreateAsync(_live.With());
        var team = await PartnerTeam.InAsync(database);
        var seat = Make.Seat(team.Client, team.Els, WorkspaceRole.Member);
        await database.AddAsync(seat);
        await _live.MirrorAsync(database);
        await database.Get<WorkspacePeople>().ChangeRoleAsync(
            Make.Staff, new(Guid.CreateVersion7(), seat.Id, 1, WorkspaceRole.Admin, "Leads it"), default);
        var theirs = 0;
        _live.Between.Before = request => Interruption.IsWrite(request) && theirs++ == 0
            ? _live.ChangeThereAsync("workspace_membership", seat.Id, new JsonObject { ["role"] = "billing" })
            : Task.CompletedTask;

        await PushAsync(database);

        (await RoleThereAsync(seat)).Should().Be("billing");
        (await _live.TrailAsync("workspace_membership", seat.Id)).Should().HaveCount(2, "it was made, and changed by them");
        Says(
            database,
            PlatformChangeState.InConflict,
            "The platform has something else by now.",
            "Changed there by somebody whom the platform does not name, ",
            "admin",
            "billing");

        var act = await database.QueryAsync(db => db.PlatformDeliveries.SingleAsync());
        (await database.Get<PlatformConflicts>().SendAgainAsync(
            Make.Staff, new(Guid.CreateVersion7(), act.Id, act.Version, "It was agreed"), default)).IsDone.Should().BeTrue();
        await PushAsync(database);
        (await RoleThereAsync(seat)).Should().Be("admin");
        (await _live.TrailAsync("workspace_membership", seat.Id)).Should().HaveCount(3);
    }

    [Fact]
    public async Task Theirs_that_ours_wrote_over_in_the_same_moment_is_said_with_what_it_was()
    {
        await using var scene = await HandoffScene.CreateAsync(_live.With(PlatformFields.Files));
        await _live.MirrorAsync(scene.Database);
        (await scene.HandOffAsync(await scene.DecidedAsync())).IsDone.Should().BeTrue();
        var (account, theirs) = (scene.Workspace.BillingAccountId!.Value, 0);
        _live.Between.Before = request =>
            request.Method == HttpMethod.Patch
            && request.RequestUri!.AbsolutePath.EndsWith("/workspace_membership", StringComparison.Ordinal)
            && theirs++ == 0
                ? _live.ChangeThereAsync("billing_account", account, new JsonObject { ["billing_city"] = "Elsewhere" })
                : Task.CompletedTask;

        await PushAsync(scene.Database);

        theirs.Should().BePositive();
        (await _live.RowAsync("billing_account", account)).GetProperty("billing_city").GetString().Should().Be("Zwolle");

        // Beside what a later request of the same act was refused for.
        Says(
            scene.Database,
            PlatformChangeState.Refused,
            "The console’s user on the platform may not change mollie_customer_id of billing_account. "
                + "Somebody changed the same on the platform just before ours arrived. Ours holds there now: ",
            "Elsewhere");
    }

    private async Task<string?> RoleThereAsync(WorkspaceMembership seat) =>
        (await _live.RowAsync("workspace_membership", seat.Id)).GetProperty("role").GetString();

    private static async Task PushAsync(TestDatabase database) =>
        (await database.Get<PlatformPush>().RunAsync(Make.Staff, default)).IsDone.Should().BeTrue();
}
