using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Platform.Live;
using Partners.Console.Tests.Support;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Push;

namespace Partners.Console.Tests.Platform.Push;

/// <summary>docs/product.md I71, I55: the database of a real Directus is killed, before and between our requests.</summary>
[Collection(Alone.Name)]
public sealed class LiveOutageTests : PlatformPages, IAsyncLifetime
{
    private readonly Organisation _partner = Make.Organisation();
    private LivePush _live = null!;
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _live = await LivePush.StartAsync();
        _database = await TestDatabase.CreateAsync(_live.With());
        await _database.AddAsync(_partner);
        await _live.MirrorAsync(_database);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database is not null)
        {
            await _database.DisposeAsync();
            _live.Dispose();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_database_that_is_killed_is_said_and_once_it_is_back_everything_goes_through_once(bool isBetween)
    {
        (await _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(_partner), default)).IsDone.Should().BeTrue();
        await using (await StopAsync(isBetween))
        {
            (await PushAsync()).Stopped.Should().Match<AfterFault?>(after => after is TryAllLater || isBetween);
            (await StateAsync()).Should().Be(isBetween ? PlatformChangeState.Sending : PlatformChangeState.Waiting);
            Says(_database, await StateAsync(), "The platform failed to answer (HTTP 500). It is tried again at 20 Nov 2026");

            var pulled = await _database.Get<PlatformPull>().RunAsync(Make.Staff, PullKind.Changes, progress: null, default);
            pulled.Refusals.Single().Sentence.Should().Be("The platform failed to answer (HTTP 500).");
            Says(_database, await StateAsync(), "The platform failed to answer (HTTP 500). This has been so since 20 Nov 2026, 12:00.");
        }

        _database.Clock.Now += TimeSpan.FromMinutes(2);
        (await PushAsync()).Stopped.Should().BeNull();

        (await StateAsync()).Should().Be(PlatformChangeState.Applied);
        (await _live.RowAsync("org", _partner.Id)).GetProperty("is_partner").GetBoolean().Should().BeTrue();
        (await _live.TrailAsync("org", _partner.Id)).Should().HaveCount(2);
    }

    /// <param name="isBetween">Not now, but between the console's reading and its first write.</param>
    private async Task<Stopped> StopAsync(bool isBetween)
    {
        if (!isBetween)
        {
            await LivePlatform.RunAsync("stop-database");
            return new(_live);
        }

        var writes = 0;
        _live.Between.Before = request => Interruption.IsWrite(request) && writes++ == 0
            ? LivePlatform.RunAsync("stop-database")
            : Task.CompletedTask;
        return new(_live);
    }

    private async Task<PushPass> PushAsync() => (await _database.Get<PlatformPush>().RunAsync(Make.Staff, default)).Value!;

    private Task<PlatformChangeState> StateAsync() =>
        _database.QueryAsync(db => db.PlatformChanges.Select(change => change.State).SingleAsync());

    /// <summary>Given back however the test ends: others need it.</summary>
    private sealed class Stopped(LivePush live) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            live.Between.Before = null;
            await LivePlatform.RunAsync("stop-database");
            await LivePlatform.RunAsync("start-database");
        }
    }
}
