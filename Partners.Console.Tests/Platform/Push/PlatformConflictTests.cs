using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Platform.Live;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;

namespace Partners.Console.Tests.Platform.Push;

/// <summary>docs/product.md I73, I74: what a person sees and decides where the platform has something else, or does not take it.</summary>
public sealed class PlatformConflictTests : IAsyncLifetime
{
    private readonly Organisation _partner = Make.Organisation();
    private readonly Guid _act = Guid.CreateVersion7();
    private FakePlatform _platform = null!;
    private TestDatabase _database = null!;

    private PlatformConflicts Conflicts => _database.Get<PlatformConflicts>();

    public async ValueTask InitializeAsync()
    {
        _platform = await FakePlatform.StartAsync();
        _database = await TestDatabase.CreateAsync(services => services
            .AddSingleton(_platform.Settings)
            .AddSingleton(new PushSettings { On = PushSettings.All.ToHashSet(StringComparer.Ordinal) }));
        await _database.AddAsync(_partner);
        await _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(_partner, requestId: _act), default);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Keeping_theirs_sends_nothing_more_and_stands_in_the_trail()
    {
        await MeetAsync();
        var seen = await VersionAsync();

        (await Conflicts.KeepTheirsAsync(Make.Staff, new(Guid.CreateVersion7(), _act, seen, "They asked for it"), default))
            .IsDone.Should().BeTrue();

        (await StateAsync()).Should().Be(PlatformChangeState.Superseded);
        (await _database.QueryAsync(db => db.AuditEntries.OrderByDescending(entry => entry.Sequence).FirstAsync()))
            .Should().Match<AuditEntry>(entry => entry.Action == AuditActions.TheirsKept && entry.Reason == "They asked for it");
        (await _database.Get<PlatformPush>().HasWorkAsync(default)).Should().BeFalse();
    }

    [Fact]
    public async Task Sending_again_goes_over_what_is_there_now()
    {
        await MeetAsync();

        (await Conflicts.SendAgainAsync(Make.Staff, new(Guid.CreateVersion7(), _act, await VersionAsync(), "It was a mistake"), default))
            .IsDone.Should().BeTrue();

        var change = await _database.QueryAsync(db => db.PlatformChanges.SingleAsync());
        (change.State, change.Before, change.Theirs).Should().Be((PlatformChangeState.Waiting, "\"other\"", null));
    }

    [Fact]
    public async Task It_takes_what_the_act_takes_a_reason_and_the_version_that_was_seen()
    {
        await MeetAsync();
        var seen = await VersionAsync();
        var readsOnly = Make.Staff with { Permissions = Core.Access.Permission.Read };

        (await Conflicts.KeepTheirsAsync(readsOnly, new(Guid.CreateVersion7(), _act, seen, "Why not"), default))
            .Refusals.Should().Equal(new NotPermitted(Core.Access.Permission.Read | Core.Access.Permission.TogglePartner));
        (await Conflicts.KeepTheirsAsync(Make.Staff, new(Guid.CreateVersion7(), _act, seen, " "), default))
            .Refusals.Should().ContainSingle().Which.Should().BeOfType<Core.Changes.ReasonMissing>();
        (await Conflicts.KeepTheirsAsync(Make.Staff, new(Guid.CreateVersion7(), _act, seen - 1, "Late"), default))
            .Conflict.Should().NotBeNull();
        (await Conflicts.KeepTheirsAsync(Make.Staff, new(Guid.CreateVersion7(), Guid.NewGuid(), 1, "Who"), default))
            .Refusals.Should().Equal(new NoSuchAct());
    }

    [Fact]
    public async Task Too_many_requests_wait_as_long_as_the_platform_says()
    {
        for (var tries = 0; tries < 4; tries++)
        {
            _platform.Then((int)HttpStatusCode.TooManyRequests, FakePlatform.Error("REQUESTS_EXCEEDED"), ("Retry-After", "120"));
        }

        var pass = (await _database.Get<PlatformPush>().RunAsync(Make.Staff, default)).Value!;

        pass.Stopped.Should().Be(new TryAllLater("The platform takes no more requests for a moment.", TimeSpan.FromSeconds(120)));
        (await StateAsync()).Should().Be(PlatformChangeState.Waiting);
        (await _database.QueryAsync(db => db.PlatformDeliveries.SingleAsync())).NextTryAt
            .Should().Be(_database.Clock.Now.AddSeconds(120));
    }

    /// <summary>The platform has something that is neither what it had nor what it is to have.</summary>
    private async Task MeetAsync()
    {
        _platform.Then(200, $$"""{"data":[{"id":"{{_partner.Id}}","is_partner":"other","deleted_at":null}]}""");
        _platform.Then(200, """{"data":[]}""");
        await _database.Get<PlatformPush>().RunAsync(Make.Staff, default);
        (await StateAsync()).Should().Be(PlatformChangeState.InConflict);
    }

    private Task<int> VersionAsync() => _database.QueryAsync(db => db.PlatformDeliveries.Select(one => one.Version).SingleAsync());

    private Task<PlatformChangeState> StateAsync() => _database.QueryAsync(db => db.PlatformChanges.Select(one => one.State).SingleAsync());
}
