using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Platform;
using Partners.Console.Tests.Support;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Mollie;

namespace Partners.Console.Tests.Platform.Mollie;

/// <summary>What a pull and a check make of a Mollie that does not do as asked (docs/product.md I80, I81, I82).</summary>
public sealed class PaymentsFaultTests
{
    private const string Refused =
        "Mollie does not accept the console's key. No payments are read until Mollie:Key is one that it accepts.";

    [Fact]
    public async Task Without_a_key_it_says_that_payments_come_by_files()
    {
        await using var database = await TestDatabase.CreateAsync();

        (await database.Get<PaymentsPull>().RunAsync(Make.Staff, PullKind.Changes, null, CancellationToken.None)).Refusals
            .Should().Equal(new PaymentsByFiles());
        (await database.Get<PaymentsCheck>().RunAsync(Make.Staff, CancellationToken.None)).Refusals.Should().Equal(new PaymentsByFiles());
    }

    [Fact]
    public async Task A_key_that_is_not_accepted_pauses_and_says_so_and_leaves_no_record_and_goes_on_once_it_is()
    {
        await using var scene = await PaymentsScene.CreateAsync();
        scene.Mollie.AddPayment("tr_1", "2026-11-02T10:00:00+00:00");
        scene.Mollie.Accepted = "live_another";

        var refusal = (await scene.PullAsync()).Refusals.Single();

        (refusal.Sentence, ((PaymentsStopped)refusal).Pauses).Should().Be((Refused, true));
        (await scene.SyncAsync())!.PausedSince.Should().Be(FixedClock.Noon);
        (await scene.RunsAsync()).Should().Be(0);
        CheckWords.Concerns((await scene.Database.Get<PlatformHealth>().FindAsync(Make.Staff, CancellationToken.None)).Payments)
            .Should().Equal($"{Refused} This has been so since 20 Nov 2026, 12:00.");
        (await CheckAsync(scene)).Should().Equal(
            $"Payments cannot be read from 127.0.0.1: {Refused}", "Payments were never read yet.");

        scene.Mollie.Accepted = FakeMollie.Key;
        (await scene.PullAsync()).IsDone.Should().BeTrue();
        ((await scene.SyncAsync())!.PausedSince, (await scene.SyncAsync())!.Problem).Should().Be((null, null));
        (await CheckAsync(scene)).Should().Equal(
            "127.0.0.1 answers: payments, refunds and chargebacks can be read.", "Payments were last read 20 Nov 2026, 12:00.");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_Mollie_that_is_busy_for_a_moment_is_asked_again(int status)
    {
        await using var scene = await PaymentsScene.CreateAsync();
        await scene.PullAsync();
        scene.Mollie.AddPayment("tr_1", "2026-11-02T10:00:00+00:00");
        scene.Mollie.Requests.Clear();
        scene.Mollie.Then("payments", status, ("Retry-After", "0"));

        (await scene.PullAsync()).IsDone.Should().BeTrue();

        (await scene.PaymentsAsync()).Should().Be(1);
        scene.Mollie.Requests.Take(2).Should().Equal("/v2/payments?limit=250", "/v2/payments?limit=250");
    }

    [Fact]
    public async Task A_Mollie_that_is_busy_for_long_is_left_alone_until_the_next_pull()
    {
        await using var scene = await PaymentsScene.CreateAsync();
        scene.Mollie.Then("payments", 429, ("Retry-After", "300"));

        (await scene.PullAsync()).Refusals.Single().Sentence.Should().Be("Mollie takes no more requests for a moment.");

        scene.Mollie.Requests.Should().ContainSingle();
        (await scene.SyncAsync())!.PausedSince.Should().BeNull();
    }

    [Fact]
    public async Task A_next_page_on_another_host_is_never_asked_for()
    {
        await using var elsewhere = await FakeMollie.StartAsync();
        await using var scene = await PaymentsScene.CreateAsync();
        await scene.PullAsync();
        foreach (var number in Enumerable.Range(100, 300))
        {
            scene.Mollie.AddPayment($"tr_{number}", "2026-11-02T10:00:00+00:00");
        }

        scene.Mollie.Elsewhere = elsewhere.Address.ToString();

        (await scene.PullAsync()).Refusals.Single().Sentence.Should().Be(
            "Mollie's answer names a next page that is not its own. It was not asked for.");

        elsewhere.Requests.Should().BeEmpty("the key would have gone there");
        (await scene.PaymentsAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData("refunds")]
    [InlineData("chargebacks")]
    public async Task A_Mollie_that_fails_half_way_leaves_nothing_half_and_the_mark_where_it_was(string list)
    {
        await using var scene = await PaymentsScene.CreateAsync();
        await scene.PullAsync();
        scene.Database.Clock.Now = scene.Database.Clock.Now.AddMinutes(1);
        scene.Mollie.AddPayment("tr_1", "2026-11-02T10:00:00+00:00");
        scene.Mollie.Then(list, 500);

        (await scene.PullAsync()).Refusals.Single().Sentence.Should().Be("Mollie failed to answer (HTTP 500).");

        (await scene.PaymentsAsync()).Should().Be(0);
        (await scene.SyncAsync())!.Mark.Should().Be(FixedClock.Noon);
        (await scene.PullAsync()).IsDone.Should().BeTrue();
        (await scene.EarnedAsync()).Should().Equal("tr_1 2000");
    }

    [Theory]
    [InlineData("INSERT ON \"Payments\"")]
    [InlineData("INSERT ON \"Refunds\"")]
    [InlineData("UPDATE ON \"PlatformSyncs\" WHEN new.\"Mark\" <> old.\"Mark\"")]
    public async Task Stopped_in_the_middle_of_writing_a_pull_leaves_nothing_half(string where)
    {
        await using var scene = await PaymentsScene.CreateAsync();
        await scene.PullAsync();
        scene.Database.Clock.Now = scene.Database.Clock.Now.AddMinutes(1);
        scene.Mollie.AddPayment("tr_1", "2026-11-02T10:00:00+00:00");
        scene.Mollie.AddRefund("re_1", "tr_1", "2026-11-03T10:00:00+00:00", "12.10");
        await scene.Database.ByHandAsync($"CREATE TRIGGER \"Stops\" BEFORE {where} BEGIN SELECT RAISE(ABORT, 'stopped here'); END");

        (await Record.ExceptionAsync(() => scene.PullAsync())).Should().NotBeNull();

        (await scene.PaymentsAsync(), await scene.Database.QueryAsync(db => db.Refunds.CountAsync())).Should().Be((0, 0));
        (await scene.SyncAsync())!.Mark.Should().Be(FixedClock.Noon);

        await scene.Database.ByHandAsync("DROP TRIGGER \"Stops\"");
        (await scene.PullAsync()).IsDone.Should().BeTrue();
        (await scene.EarnedAsync()).Should().Equal("tr_1 2000", "re_1 -200");
    }

    [Fact]
    public async Task One_of_the_two_that_fails_does_not_keep_the_other_from_being_read()
    {
        await using var platform = await Live.FakePlatform.StartAsync();
        await using var scene = await PaymentsScene.CreateAsync(services => services.AddSingleton(platform.Settings));
        scene.Mollie.AddPayment("tr_1", "2026-11-02T10:00:00+00:00");
        platform.Then(401, Live.FakePlatform.Error("INVALID_CREDENTIALS"));

        var outcome = await scene.Database.Get<LivePull>().RunAsync(Make.Staff, PullKind.Changes, null, CancellationToken.None);

        outcome.Refusals.Should().ContainSingle().Which.Should().BeOfType<PlatformStopped>();
        (await scene.EarnedAsync()).Should().Equal("tr_1 2000");
    }

    private static async Task<IEnumerable<string>> CheckAsync(PaymentsScene scene) =>
        CheckWords.Of((await scene.Database.Get<PaymentsCheck>().RunAsync(Make.Staff, CancellationToken.None)).Value!);
}
