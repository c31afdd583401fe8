using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Partners.Console.Hosting;
using Partners.Console.Platform;
using Partners.Console.Tests.Platform.Live;
using Partners.Console.Tests.Platform.Mollie;
using Partners.Console.Tests.Support;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Mollie;

namespace Partners.Console.Tests.Hosting;

/// <summary>The platform and the payment provider are read while the console is serving (docs/product.md I51, I81, I82).</summary>
public sealed class PullEveryMinuteTests : IAsyncLifetime
{
    private readonly PullNudge _nudge = new(new PullNudgeSettings(Secret: null));
    private FakePlatform _platform = default!;
    private PaymentsScene _scene = default!;
    private PullEveryMinute _pull = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // It answers with 404, so it is asked each time, and nothing comes of it.
        _platform = await FakePlatform.StartAsync();
        _scene = await PaymentsScene.CreateAsync(services => services.AddSingleton(_platform.Settings));
        _pull = new(
            _scene.Database.Get<LivePull>(),
            _scene.Database.Get<PlatformHealth>(),
            _nudge,
            _scene.Database.Clock,
            NullLogger<PullEveryMinute>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _pull.StopAsync(Cancel);
        _pull.Dispose();
        _nudge.Dispose();
        await _scene.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Payments_are_read_each_time_also_where_the_platform_fails()
    {
        _scene.Mollie.AddPayment("tr_1", "2026-11-02T10:00:00+00:00");
        await _pull.StartAsync(Cancel);
        await Eventually.HoldsAsync(async () => await _scene.PaymentsAsync() == 1);

        _scene.Mollie.AddPayment("tr_2", "2026-11-03T10:00:00+00:00");
        Minutes(1);

        await Eventually.HoldsAsync(async () => await _scene.PaymentsAsync() == 2);
        (await _scene.Database.Get<PlatformHealth>().FindAsync(Make.Staff, Cancel)).Sync!.Problem
            .Should().Be("There is no platform at its address (HTTP 404).");
    }

    [Fact]
    public async Task A_key_that_is_not_accepted_pauses_payments_for_ten_minutes_and_not_the_platform()
    {
        _scene.Mollie.Accepted = "another";
        _scene.Mollie.AddPayment("tr_1", "2026-11-02T10:00:00+00:00");
        await _pull.StartAsync(Cancel);
        await Eventually.HoldsAsync(async () => (await _scene.SyncAsync())?.PausedSince is not null);
        (_scene.Mollie.Accepted, var asked) = (FakeMollie.Key, _scene.Mollie.Requests.Count);

        for (var minute = 0; minute < 2; minute++)
        {
            var before = _platform.Requests.Count;
            Minutes(4);
            await Eventually.HoldsAsync(() => _platform.Requests.Count > before);
        }

        _scene.Mollie.Requests.Should().HaveCount(asked);
        Minutes(10);
        await Eventually.HoldsAsync(async () => await _scene.PaymentsAsync() == 1);
        await Eventually.HoldsAsync(async () => (await _scene.SyncAsync())!.PausedSince is null);
    }

    [Fact]
    public async Task Once_a_night_all_payments_are_compared()
    {
        await _pull.StartAsync(Cancel);
        await Eventually.HoldsAsync(async () => (await _scene.SyncAsync())?.ComparedAt is not null);
        Minutes(1);
        await Eventually.HoldsAsync(async () => (await _scene.SyncAsync())!.PulledAt == FixedClock.Noon.AddMinutes(1));
        (await _scene.SyncAsync())!.ComparedAt.Should().Be(FixedClock.Noon);

        Minutes(24 * 60);

        await Eventually.HoldsAsync(async () => (await _scene.SyncAsync())!.ComparedAt > FixedClock.Noon.AddDays(1));
    }

    /// <summary>So long after, a nudge comes: nobody waits for a real minute.</summary>
    private void Minutes(int later)
    {
        _scene.Database.Clock.Now += TimeSpan.FromMinutes(later);
        _nudge.Ring();
    }
}
