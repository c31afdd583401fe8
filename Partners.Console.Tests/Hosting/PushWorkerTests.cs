using FluentAssertions;
using Microsoft.Extensions.Logging.Abstractions;
using Partners.Console.Hosting;
using Partners.Console.Tests.Platform.Live;
using Partners.Console.Tests.Platform.Push;
using Partners.Console.Tests.Support;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;

namespace Partners.Console.Tests.Hosting;

/// <summary>What is done while the console is serving is sent by itself (docs/product.md I70).</summary>
public sealed class PushWorkerTests : IAsyncLifetime
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    private PushScene _scene = default!;
    private Alarm _alarm = default!;
    private PushWorker? _worker;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _scene = await PushScene.CreateAsync();
        _alarm = new(_scene.Database.Clock);
    }

    public async ValueTask DisposeAsync()
    {
        if (_worker is not null)
        {
            await _worker.StopAsync(Cancel);
            _worker.Dispose();
        }

        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task An_act_is_sent_right_after_it_was_done_and_whoever_looks_is_told()
    {
        var told = new TaskCompletionSource();
        await StartAsync();
        using var listening = _scene.Database.Get<ChangeFeed>().Listen(changes =>
        {
            if (changes.Any(change => change.IsNewsOfPlatform) && _scene.Platform.Requests.Count == 5)
            {
                told.TrySetResult();
            }
        });
        var partner = Make.Organisation();
        await _scene.Database.AddAsync(partner);
        _scene.Takes(partner);

        await _scene.Database.Get<Core.Organisations.PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(partner), default);

        await told.Task.WaitAsync(s_longest, Cancel);
        (await _scene.StatesAsync()).Should().Equal(PlatformChangeState.Applied);
    }

    [Fact]
    public async Task A_platform_that_takes_no_more_requests_is_left_alone_as_long_as_it_says()
    {
        var partner = await _scene.ToggleAsync();
        _scene.Platform.Then(429, FakePlatform.Error("REQUESTS_EXCEEDED"), ("Retry-After", "45"));
        await StartAsync();
        await _alarm.SetAsync(Cancel);
        (await _scene.StatesAsync()).Should().Equal(PlatformChangeState.Waiting);
        var (asked, before) = (_scene.Platform.Requests.Count, _scene.Database.Clock.Now);
        _scene.Takes(partner);

        await _alarm.RingAsync(Cancel);

        (_scene.Database.Clock.Now - before).Should().Be(TimeSpan.FromSeconds(45));
        await UntilAsync(PlatformChangeState.Applied);
        _scene.Platform.Requests.Skip(asked).First().Should().Be("SEARCH /items/org");
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_is_tried_again_after_a_minute()
    {
        var partner = await _scene.ToggleAsync();
        _scene.Platform.Then(401, FakePlatform.Error("INVALID_CREDENTIALS"));
        await StartAsync();
        await _alarm.SetAsync(Cancel);
        _scene.Database.Get<PlatformPush>().PausedBecause.Should().StartWith("The platform does not accept the console's token.");
        _scene.Takes(partner);
        var before = _scene.Database.Clock.Now;

        await _alarm.RingAsync(Cancel);

        (_scene.Database.Clock.Now - before).Should().Be(TimeSpan.FromMinutes(1));
        await UntilAsync(PlatformChangeState.Applied);
        await Eventually.HoldsAsync(() => _scene.Database.Get<PlatformPush>().PausedBecause is null);
    }

    [Fact]
    public async Task Where_nothing_is_switched_on_it_ends_at_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var worker = new PushWorker(
            database.Get<PlatformPush>(), database.Get<ChangeFeed>(), _alarm, NullLogger<PushWorker>.Instance);
        await worker.StartAsync(Cancel);

        await worker.ExecuteTask!.WaitAsync(s_longest, Cancel);
    }

    private Task StartAsync()
    {
        _worker = new(
            _scene.Database.Get<PlatformPush>(), _scene.Database.Get<ChangeFeed>(), _alarm, NullLogger<PushWorker>.Instance);
        return _worker.StartAsync(Cancel);
    }

    private Task UntilAsync(PlatformChangeState state) => Eventually.HoldsAsync(async () => (await _scene.StatesAsync())[0] == state);
}
