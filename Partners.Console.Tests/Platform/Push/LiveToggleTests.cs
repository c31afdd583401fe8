using System.Globalization;
using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;

namespace Partners.Console.Tests.Platform.Push;

/// <summary>docs/product.md I70, I71: the partner flag on a real Directus, and everything that can go wrong with one field.</summary>
public sealed class LiveToggleTests : PlatformPages, IAsyncLifetime
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

    [Fact]
    public async Task A_flag_set_here_is_set_there_under_the_persons_name_and_once()
    {
        var act = await ToggleAsync();

        await PushAsync();
        await PushAsync();

        (await IsPartnerThereAsync()).Should().BeTrue();
        var trail = await _live.TrailAsync("org", _partner.Id);
        trail.Should().HaveCount(2);
        trail[1].GetProperty("activity").GetProperty("user_agent").GetString()
            .Should().Be($"partners-console/1.0 (change {act}; Noor de Wit)");
        (await StateAsync()).Should().Be(PlatformChangeState.Applied);
        (await DeliveryAsync()).Revision.Should().Be(trail[1].GetProperty("id").GetInt64());
        Says(_database, PlatformChangeState.Applied, "of the platform’s own trail.");
    }

    [Fact]
    public async Task What_is_there_already_is_not_written_again()
    {
        await ToggleAsync();
        await ThereAsync(true);

        await PushAsync();

        (await StateAsync()).Should().Be(PlatformChangeState.Applied);
        (await _live.TrailAsync("org", _partner.Id)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Somebody_who_was_there_before_our_look_is_in_conflict_with_us_and_keeps_what_they_wrote()
    {
        await ThereAsync(true);
        await _database.ByHandAsync("""UPDATE "Organisations" SET "IsPartner" = 1""");
        await WithdrawAsync();
        await ThereAsync(false);
        await ThereAsync(true);
        await _database.ByHandAsync("""UPDATE "PlatformChanges" SET "Before" = 'null'""");

        await PushAsync();

        (await IsPartnerThereAsync()).Should().BeTrue();
        var change = await _database.QueryAsync(db => db.PlatformChanges.SingleAsync());
        (change.State, change.Theirs).Should().Be((PlatformChangeState.InConflict, "true"));
        (await DeliveryAsync()).TheirsAt.Should().NotBeNull();
        Says(
            _database,
            PlatformChangeState.InConflict,
            "The platform has something else by now.",
            "Changed there by somebody whom the platform does not name, ",
            "Keep theirs…",
            "Send again…");
    }

    [Fact]
    public async Task Somebody_who_writes_between_our_look_and_our_write_is_seen_by_the_platform_itself()
    {
        await ToggleAsync();
        OnceBefore(Interruption.IsWrite, () => ThereAsync(true));

        await PushAsync();

        // The same value: ours was not written a second time, and nobody is told of a conflict.
        (await StateAsync()).Should().Be(PlatformChangeState.Applied);
        (await _live.TrailAsync("org", _partner.Id)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Somebody_who_writes_after_ours_keeps_it_and_ours_counts_as_taken()
    {
        await ToggleAsync();
        OnceAfter(Interruption.IsWrite, () => ThereAsync(false));

        await PushAsync();
        await PushAsync();

        (await IsPartnerThereAsync()).Should().BeFalse();
        (await StateAsync()).Should().Be(PlatformChangeState.Applied);
        (await _live.TrailAsync("org", _partner.Id)).Should().HaveCount(3);
    }

    [Fact]
    public async Task A_lost_answer_is_looked_for_before_anything_is_sent_again()
    {
        await ToggleAsync();
        OnceAfter(Interruption.IsWrite, () => throw new HttpRequestException(HttpRequestError.ResponseEnded));

        (await PushAsync()).Stopped.Should().BeOfType<TryAllLater>();
        (await StateAsync()).Should().Be(PlatformChangeState.Sending);
        Says(
            _database,
            PlatformChangeState.Sending,
            "The platform cannot be reached: the connection was lost. It is tried again at 20 Nov 2026");

        _database.Clock.Now += TimeSpan.FromMinutes(1);
        await PushAsync();

        (await StateAsync()).Should().Be(PlatformChangeState.Applied);
        (await _live.TrailAsync("org", _partner.Id)).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_revoked_token_stops_everything_says_so_and_goes_on_once_it_is_mended()
    {
        await ToggleAsync();
        await _live.RevokeAsync();
        var push = _database.Get<PlatformPush>();

        (await PushAsync()).Stopped.Should().BeOfType<PauseAll>();
        push.PausedBecause.Should().Be("The platform does not accept the console's token. It was revoked, or its user was suspended.");
        (await StateAsync()).Should().Be(PlatformChangeState.Waiting);
        Says(_database, PlatformChangeState.Waiting, $"Nothing is sent since 20 Nov 2026, 12:00. {push.PausedBecause}");

        await _live.RevokeAsync(isRevoked: false);
        _database.Clock.Now += TimeSpan.FromMinutes(2);
        (await PushAsync()).Stopped.Should().BeNull();
        push.PausedBecause.Should().BeNull();
        (await StateAsync()).Should().Be(PlatformChangeState.Applied);
    }

    [Fact]
    public async Task A_worker_that_is_killed_at_any_request_leaves_nothing_undone_and_nothing_done_twice()
    {
        var kills = 0;
        foreach (var isAfter in new[] { false, true })
        {
            for (var at = 1; ; at++)
            {
                var one = Make.Organisation(string.Create(CultureInfo.InvariantCulture, $"Killed {isAfter} {at}"));
                await _database.AddAsync(one);
                await _live.MirrorAsync(_database);
                await ToggleAsync(one);
                var (seen, last) = (0, at);
                Task CountAsync(HttpRequestMessage request) => ++seen == last ? throw new KilledException() : Task.CompletedTask;
                _live.Between.Before = isAfter ? null : CountAsync;
                _live.Between.After = isAfter ? CountAsync : null;
                var killed = await Record.ExceptionAsync(PushAsync);
                (_live.Between.Before, _live.Between.After) = (null, null);
                if (killed is not null)
                {
                    var item = $"{one.Id}";
                    var change = await _database.QueryAsync(db => db.PlatformChanges.SingleAsync(change => change.Item == item));
                    Says(_database, change.State, $"made {one.Name} a partner");
                }

                await PushAsync();

                (await _live.RowAsync("org", one.Id)).GetProperty("is_partner").GetBoolean().Should().BeTrue();
                (await _live.TrailAsync("org", one.Id)).Should().HaveCount(2, $"killed {(isAfter ? "after" : "before")} request {at}");
                if (killed is null)
                {
                    break;
                }

                kills++;
            }
        }

        kills.Should().BeGreaterThan(6);
        (await _database.QueryAsync(db => db.PlatformChanges.AllAsync(change => change.State == PlatformChangeState.Applied)))
            .Should().BeTrue();
    }

    [Fact]
    public async Task Nothing_is_sent_that_is_not_switched_on()
    {
        await using var off = await TestDatabase.CreateAsync(_live.With(PlatformFields.Organisation));
        var one = Make.Organisation("Off");
        await off.AddAsync(one);
        await _live.MirrorAsync(off);
        await off.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(one), default);

        await off.Get<PlatformPush>().RunAsync(Make.Staff, default);

        (await _live.TrailAsync("org", one.Id)).Should().ContainSingle();
        (await off.QueryAsync(db => db.PlatformDeliveries.SingleAsync())).Because
            .Should().Be("Sending is switched off for Platform:Push:org.");
        (await off.Get<PlatformPush>().HasWorkAsync(default)).Should().BeFalse();
    }

    [Fact]
    public async Task A_rehearsal_prints_the_request_and_sends_none()
    {
        await ToggleAsync();

        var acts = await _database.Get<PushRehearsal>().RunAsync(Make.Staff, default);

        acts.Should().ContainSingle().Which.Lines.Should().Equal(
            $$$"""PATCH /items/org {"where":{"id":"{{{_partner.Id}}}","is_partner":false},"data":{"is_partner":true}}""");
        (await _live.TrailAsync("org", _partner.Id)).Should().ContainSingle();
    }

    private async Task ToggleAsync(Organisation one) =>
        (await _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(one), default)).IsDone.Should().BeTrue();

    private async Task<Guid> ToggleAsync()
    {
        var request = Guid.CreateVersion7();
        (await _database.Get<PartnerToggle>().MakePartnerAsync(
            Make.Staff, Make.MakePartner(_partner, requestId: request), default)).IsDone.Should().BeTrue();
        return request;
    }

    private async Task WithdrawAsync() =>
        (await _database.Get<PartnerToggle>().WithdrawAsync(
            Make.Staff, new(Guid.CreateVersion7(), _partner.Id, 1, "It ended"), default)).IsDone.Should().BeTrue();

    private Task ThereAsync(bool isPartner) => _live.ChangeThereAsync("org", _partner.Id, new JsonObject { ["is_partner"] = isPartner });

    private async Task<bool> IsPartnerThereAsync() => (await _live.RowAsync("org", _partner.Id)).GetProperty("is_partner").GetBoolean();

    private void OnceBefore(Predicate<HttpRequestMessage> which, Func<Task> then) => _live.Between.Before = Once(which, then);

    private void OnceAfter(Predicate<HttpRequestMessage> which, Func<Task> then) => _live.Between.After = Once(which, then);

    private static Func<HttpRequestMessage, Task> Once(Predicate<HttpRequestMessage> which, Func<Task> then)
    {
        var isDone = false;
        return request =>
        {
            if (isDone || !which(request))
            {
                return Task.CompletedTask;
            }

            isDone = true;
            return then();
        };
    }

    private async Task<PushPass> PushAsync() => (await _database.Get<PlatformPush>().RunAsync(Make.Staff, default)).Value!;

    private Task<PlatformChangeState> StateAsync() =>
        _database.QueryAsync(db => db.PlatformChanges.Select(change => change.State).SingleAsync());

    private Task<PlatformDelivery> DeliveryAsync() => _database.QueryAsync(db => db.PlatformDeliveries.SingleAsync());
}
