using System.Net;
using System.Net.Http.Headers;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Platform.Live;
using Partners.Console.Tests.Support;
using Partners.Console.Tests.Workspaces;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Platform.Push;

/// <summary>docs/product.md I71: a real Directus that takes five requests a second.</summary>
public sealed class LiveRateTests : PlatformPages, IAsyncLifetime
{
    private LivePush _live = null!;

    public async ValueTask InitializeAsync()
    {
        _live = await LivePush.StartAsync();
        _live.Address = new(await LivePlatform.RunAsync("limited"));
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _live?.Dispose();
    }

    [Fact]
    public async Task Too_many_requests_are_waited_for_and_nothing_is_made_twice()
    {
        await using var database = await TestDatabase.CreateAsync(_live.With());
        var team = await PartnerTeam.InAsync(database);
        var seat = Make.Seat(team.Client, team.Carla, WorkspaceRole.External);
        await database.AddAsync(seat);
        await _live.MirrorAsync(database);
        await database.Get<WorkspacePeople>().ChangeRoleAsync(
            Make.Staff, new(Guid.CreateVersion7(), seat.Id, 1, WorkspaceRole.Member, "Joins"), default);
        _live.Between.Before = request => request.Method == HttpMethod.Post ? UseUpAsync() : Task.CompletedTask;

        var pass = (await database.Get<PlatformPush>().RunAsync(Make.Staff, default)).Value!;

        pass.Stopped.Should().BeOfType<TryAllLater>().Which.In.Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        Says(database, PlatformChangeState.Waiting, "The platform takes no more requests for a moment. It is tried again at 20 Nov 2026");
        var members = $"filter[org_id][_eq]={team.Partner.Id}&filter[user_id][_eq]={team.Carla.Id}";
        (await _live.RowsAsync("org_membership", members)).GetArrayLength().Should().Be(0);

        _live.Between.Before = null;
        do
        {
            database.Clock.Now += TimeSpan.FromMinutes(1);
            pass = (await database.Get<PlatformPush>().RunAsync(Make.Staff, default)).Value!;
        }
        while (pass.Stopped is TryAllLater);

        (await database.QueryAsync(db => db.PlatformChanges.AllAsync(change => change.State == PlatformChangeState.Applied)))
            .Should().BeTrue();
        (await _live.RowsAsync("org_membership", members)).GetArrayLength().Should().Be(1);
        (await _live.TrailAsync("workspace_membership", seat.Id)).Should().HaveCount(2);
    }

    /// <summary>Somebody else at the same address takes what is left of this second.</summary>
    private async Task UseUpAsync()
    {
        using var other = new HttpClient { BaseAddress = _live.Address };
        other.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", LivePlatform.ConsoleToken);
        HttpStatusCode status;
        do
        {
            using var answer = await other.GetAsync(new Uri("/items/org?limit=1&fields=id", UriKind.Relative));
            status = answer.StatusCode;
        }
        while (status != HttpStatusCode.TooManyRequests);
    }
}
