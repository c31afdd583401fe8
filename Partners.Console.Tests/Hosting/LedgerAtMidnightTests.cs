using FluentAssertions;
using Microsoft.Extensions.Logging;
using Partners.Console.Hosting;
using Partners.Console.Tests.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Hosting;

/// <summary>Terms take effect while the console is serving.</summary>
public sealed class LedgerAtMidnightTests : IAsyncLifetime
{
    private static readonly DateOnly s_tomorrow = new(2026, 11, 21);

    private readonly DemoDatabase.LoggedLines _log = new();
    private LedgerScene _scene = default!;
    private Alarm _alarm = default!;
    private LedgerAtMidnight _midnight = default!;
    private Guid _deal;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _scene = await LedgerScene.CreateAsync();
        _deal = await _scene.AddedAsync();
        (await _scene.AmendAsync(_deal, LedgerScene.Form(kickback: "35"), holdsFrom: s_tomorrow)).IsDone.Should().BeTrue();
        _alarm = new(_scene.Database.Clock);
        _midnight = new(_scene.Database.Get<LedgerUpkeep>(), _alarm, new LoggerFactory([_log]).CreateLogger<LedgerAtMidnight>());
        await _midnight.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _midnight.StopAsync(Cancel);
        _midnight.Dispose();
        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task New_terms_hold_seconds_after_their_day_has_begun_in_Amsterdam()
    {
        await SleepThroughAsync(s_tomorrow.StartInAmsterdam());

        (await KickbackAsync()).Should().Be(new Percentage(35_00));
        (_scene.Database.Clock.Now - s_tomorrow.StartInAmsterdam()).Should().BeLessThan(TimeSpan.FromMinutes(1));
        _log.Lines.Should().ContainSingle().Which.Should().StartWith("Posted the ledger for ");
    }

    [Fact]
    public async Task Ends_with_the_console_and_not_with_an_error()
    {
        // Once it waits: a service that is stopped before its first step is cancelled by the host, and never ran.
        await _alarm.SetAsync(Cancel);

        await _midnight.StopAsync(Cancel);

        _midnight.ExecuteTask!.Status.Should().Be(TaskStatus.RanToCompletion);
        _log.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task Nothing_turns_before_midnight()
    {
        await SleepThroughAsync(s_tomorrow.StartInAmsterdam().AddMinutes(-20));

        (await KickbackAsync()).Should().Be(new Percentage(20_00));
        _log.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task What_failed_is_logged_and_tried_again_the_same_night()
    {
        await _scene.Database.ByHandAsync("""ALTER TABLE "DealSummaries" RENAME TO "Away" """);
        await SleepThroughAsync(s_tomorrow.StartInAmsterdam());
        await _scene.Database.ByHandAsync("""ALTER TABLE "Away" RENAME TO "DealSummaries" """);
        await SleepThroughAsync(s_tomorrow.StartInAmsterdam().AddMinutes(10));

        (await KickbackAsync()).Should().Be(new Percentage(35_00));
        _log.Lines.Should().HaveCount(2);
        _log.Lines[0].Should().StartWith("The ledger could not be posted for ").And.EndWith("It is tried again.");
        _log.Lines[1].Should().StartWith("Posted the ledger for ");
    }

    [Fact]
    public async Task It_goes_on_night_after_night()
    {
        await SleepThroughAsync(s_tomorrow.StartInAmsterdam());
        await SleepThroughAsync(s_tomorrow.AddDays(1).StartInAmsterdam());

        _log.Lines.Should().HaveCount(2).And.OnlyHaveUniqueItems();
    }

    private Task SleepThroughAsync(DateTimeOffset moment) => _alarm.SleepThroughAsync(moment, Cancel);

    private async Task<Percentage> KickbackAsync() =>
        (await _scene.Database.Get<LedgerDirectory>().FindRowAsync(Make.Staff, _deal, Cancel))!.Kickback;
}
