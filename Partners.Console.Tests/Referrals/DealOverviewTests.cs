using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

public sealed class DealOverviewTests
{
    [Fact]
    public async Task Shows_terms_now_and_before_lines_payouts_and_what_ends_first()
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync(LedgerScene.Form(cap: "200"));
        await scene.AmendAsync(deal, LedgerScene.Form(cap: "200", kickback: "30"), new(2026, 12, 1));
        var payout = (await scene.PayAsync(deal, "40", new(2026, 11, 20), version: 2)).Value!.PayoutId;
        await scene.ReverseAsync(deal, payout, version: 3);
        var overview = scene.Database.Get<DealOverview>();

        var details = (await overview.FindAsync(Make.Staff, deal, default))!;

        details.Deal.Should().Match<LedgerRow>(row =>
            row.Kickback == new Percentage(20_00)
            && row.Earned == new Money(140_00)
            && row.Status == DealStatus.Active
            && row.Version == 4);
        details.Terms.Select(terms => (terms.Kickback.BasisPoints, terms.Reason)).Should().Equal((30_00, "As agreed"), (20_00, null));
        details.InForceId.Should().Be(details.Terms[1].Id);
        details.Payouts.Should().HaveCount(2).And.Contain(row => row.Id == payout && row.IsReversed);
        details.Forecast.Should().Match<Forecast>(forecast => forecast.First == ForecastEnd.Cap && forecast.AMonth == new Money(20_00));
        var lines = await overview.LinesAsync(Make.Staff, deal, 2, 3, default);
        (lines.Total, string.Join(' ', lines.Rows.Select(line => line.Source))).Should().Be((7, "tr_08 tr_07 tr_06"));
        (await overview.FindAsync(Make.Staff, Guid.NewGuid(), default)).Should().BeNull();

        scene.Database.Clock.Now = FixedClock.Noon.AddDays(20);
        await scene.Database.Get<LedgerUpkeep>().CatchUpAsync(default);
        (await overview.FindAsync(Make.Staff, deal, default))!.Deal.Kickback
            .Should().Be(new Percentage(30_00), "the later terms hold by now");
    }

    [Fact]
    public async Task Sums_the_lines_of_each_month_in_which_they_are_posted()
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync(LedgerScene.Form(cap: "130"));
        await scene.CloseThroughAsync(6);
        await scene.Database.AddAsync(LedgerScene.Payment("tr_late", new(2026, 6, 20)));
        var overview = scene.Database.Get<DealOverview>();

        var months = await overview.MonthsAsync(Make.Staff, deal, default);

        string.Join(' ', months.Select(month => $"{month.Month}:{month.Earned.Cents}:{month.ToDate.Cents}"))
            .Should().Be(
                "2026-05:2000:2000 2026-06:2000:4000 2026-07:4000:8000 2026-08:2000:10000 2026-09:2000:12000 2026-10:1000:13000 "
                    + "2026-11:0:13000");
        (await overview.MonthsAsync(Make.Staff, Guid.NewGuid(), default)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_page_of_lines_beyond_the_last_is_the_last()
    {
        await using var scene = await LedgerScene.CreateAsync();
        var lines = await scene.Database.Get<DealOverview>().LinesAsync(Make.Staff, await scene.AddedAsync(), 9, 5, default);

        (lines.Page, lines.Notice, string.Join(' ', lines.Rows.Select(line => line.Source)))
            .Should().Be((2, "There is no page 9. This is the last one, page 2.", "tr_06 tr_05"));
    }
}
