using System.Globalization;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Platform;
using Partners.Core.Platform.Live;

namespace Partners.Console.Tests.Platform.Mollie;

/// <summary>Payments from Mollie itself, by the rules of its files (docs/product.md I80, I81).</summary>
public sealed class PaymentsPullTests
{
    [Fact]
    public async Task A_payment_earns_to_the_cent_and_its_record_says_that_it_was_live()
    {
        await using var scene = await PaymentsScene.CreateAsync();
        scene.Mollie.AddPayment("tr_1", "2026-11-02T10:00:00+00:00", amount: "121.03", vat: "21.00");

        var result = (await scene.PullAsync()).Value!.Import!;

        (result.Status, result.Rejected).Should().Be((ImportStatus.Completed, 0));
        (await scene.EarnedAsync()).Should().Equal("tr_1 2001");
        var run = await scene.Database.QueryAsync(db => db.ImportRuns.Include(run => run.Collections).SingleAsync());
        (run.IsLive, run.Folder).Should().Be((true, "127.0.0.1"));
        run.Collections.Select(list => (list.Name, list.Added))
            .Should().BeEquivalentTo([("mollie_payments", 1L), ("mollie_refunds", 0L), ("mollie_chargebacks", 0L)]);
        scene.Mollie.Requests.Should().Equal(
            "/v2/payments?limit=1", "/v2/payments?limit=250", "/v2/refunds?limit=250", "/v2/chargebacks?limit=250");
    }

    [Fact]
    public async Task All_pages_are_read_250_rows_at_a_time()
    {
        await using var scene = await PaymentsScene.CreateAsync();
        AddMany(scene, 600, hoursApart: 1);

        await scene.PullAsync();

        (await scene.PaymentsAsync()).Should().Be(600);
        scene.Mollie.Requests.Where(request => request.StartsWith("/v2/payments", StringComparison.Ordinal)).Should().Equal(
            "/v2/payments?limit=1", "/v2/payments?limit=250", "/v2/payments?from=tr_0349&limit=250", "/v2/payments?from=tr_0099&limit=250");
    }

    [Fact]
    public async Task A_later_pull_reads_60_days_again_and_no_page_behind_them_and_everything_when_asked()
    {
        await using var scene = await PaymentsScene.CreateAsync();
        AddMany(scene, 600, hoursApart: 6);
        await scene.PullAsync();

        await AskedAsync(PullKind.Changes, pages: 1, because: "250 payments at 6 hours are 62 days");
        await AskedAsync(PullKind.Everything, pages: 3, because: "everything was asked for");
        await AskedAsync(PullKind.Comparison, pages: 3, because: "once a night everything is read");

        async Task AskedAsync(PullKind kind, int pages, string because)
        {
            scene.Mollie.Requests.Clear();
            await scene.PullAsync(kind);
            scene.Mollie.Requests
                .Where(request => request.StartsWith("/v2/payments", StringComparison.Ordinal))
                .Count(request => request.EndsWith("=250", StringComparison.Ordinal))
                .Should().Be(pages, because);
        }
    }

    [Fact]
    public async Task Where_nothing_changed_nothing_is_recorded_and_the_mark_moves_on()
    {
        await using var scene = await PaymentsScene.CreateAsync();
        scene.Mollie.AddPayment("tr_1", "2026-11-02T10:00:00+00:00");
        await scene.PullAsync();
        scene.Database.Clock.Now = scene.Database.Clock.Now.AddMinutes(1);

        (await scene.PullAsync()).Value!.Import.Should().BeNull();
        (await scene.PullAsync(PullKind.Everything)).Value!.Import.Should().BeNull();

        (await scene.RunsAsync()).Should().Be(1);
        (await scene.Database.QueryAsync(db => db.Jobs.CountAsync())).Should().Be(1, "a pull without news leaves no job either");
        var sync = (await scene.SyncAsync())!;
        (sync.Mark, sync.PulledAt).Should().Be((FixedClock.Noon.AddMinutes(1), FixedClock.Noon.AddMinutes(1)));
    }

    [Fact]
    public async Task What_becomes_of_a_payment_later_reaches_the_ledger()
    {
        await using var scene = await PaymentsScene.CreateAsync();
        var payment = scene.Mollie.AddPayment("tr_1", "2026-10-02T10:00:00+00:00", status: "open");
        await scene.PullAsync();
        (await scene.EarnedAsync()).Should().BeEmpty();

        payment["status"] = "paid";
        payment["paidAt"] = "2026-10-05T10:00:00+00:00";
        await scene.PullAsync();
        (await scene.EarnedAsync()).Should().Equal("tr_1 2000");

        scene.Mollie.AddRefund("re_1", "tr_1", "2026-10-06T10:00:00+00:00", "12.10");
        await scene.PullAsync();
        (await scene.EarnedAsync()).Should().Equal("tr_1 2000", "re_1 -200");

        var chargeback = scene.Mollie.AddChargeback("chb_1", "tr_1", "2026-10-07T10:00:00+00:00", "108.90");
        await scene.PullAsync();
        (await scene.EarnedAsync()).Should().Equal("tr_1 2000", "re_1 -200", "chb_1 -1800");

        chargeback["reversedAt"] = "2026-10-09T10:00:00+00:00";
        await scene.PullAsync();
        (await TotalAsync(scene)).Should().Be(18_00, "the bank gave back what it took");
    }

    [Fact]
    public async Task A_payment_of_a_customer_that_nobody_knows_is_said_once_and_taken_when_the_account_comes()
    {
        await using var scene = await PaymentsScene.CreateAsync(isKnown: false);
        scene.Mollie.AddPayment("tr_1", "2026-11-02T10:00:00+00:00");

        (await scene.PullAsync()).Value!.Import!.Rejections.Should().ContainSingle()
            .Which.Reason.Should().Contain("No billing account has the customer");
        (await scene.PullAsync()).Value!.Import.Should().BeNull("it was said before");
        (await scene.RunsAsync()).Should().Be(1);

        await scene.AddClientAsync();
        (await scene.PullAsync()).Value!.Import!.Status.Should().Be(ImportStatus.Completed);
        (await scene.EarnedAsync()).Should().Equal("tr_1 2000");
    }

    private static async Task<long> TotalAsync(PaymentsScene scene) => (await scene.EarnedAsync())
        .Sum(line => long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));

    /// <summary>tr_0000 is the oldest.</summary>
    private static void AddMany(PaymentsScene scene, int count, int hoursApart)
    {
        foreach (var number in Enumerable.Range(0, count))
        {
            var created = FixedClock.Noon.AddHours(-(count - number) * hoursApart);
            scene.Mollie.AddPayment(
                string.Create(CultureInfo.InvariantCulture, $"tr_{number:D4}"),
                created.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
        }
    }
}
