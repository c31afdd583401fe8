using FluentAssertions;
using Partners.Console.Referrals;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

public sealed class EarningsChartTests
{
    private static readonly DateOnly s_start = new(2026, 5, 1);
    private static readonly DateOnly s_today = new(2026, 8, 20);

    [Fact]
    public void Nothing_posted_is_nothing_drawn() =>
        EarningsChart.Of([], [Terms(s_start, 100_00)], s_start, lastDay: null, s_today).Should().BeNull();

    [Fact]
    public void Each_month_is_a_step_over_its_own_days_and_the_last_one_is_kept_until_now()
    {
        // 123 days from 1 May to 31 August: June begins after 31 days, July after 61.
        var chart = EarningsChart.Of(
            [Earned(5, 20_00, 20_00), Earned(7, 60_00, 80_00)],
            [Terms(s_start, 100_00)],
            s_start,
            lastDay: null,
            s_today)!;

        chart.Earned.Should().Be("M0 1000H0V800H496V200H1000");
        chart.Ground.Should().Be("M0 1000H0V800H496V200H1000V1000Z");
        chart.Cap.Should().Be("M0 0H1000");
        chart.Amounts.Should().Equal(new ChartMark(1000, "€ 0"), new ChartMark(500, "€ 50"), new ChartMark(0, "€ 100"));
        chart.Months.Should().Equal(
            new ChartMark(0, "May ’26"),
            new ChartMark(252, "Jun"),
            new ChartMark(496, "Jul"),
            new ChartMark(748, "Aug"));
    }

    [Fact]
    public void One_month_is_one_step()
    {
        var chart = EarningsChart.Of(
            [Earned(8, 15_00, 15_00)],
            [Terms(new(2026, 8, 3), cap: null)],
            new(2026, 8, 3),
            lastDay: null,
            s_today)!;

        (chart.Earned, chart.Cap).Should().Be(("M0 1000H0V0H1000", string.Empty));
        chart.Amounts.Select(amount => amount.Text).Should().Equal("€ 0", "€ 5", "€ 10", "€ 15");
        chart.Rows.Should().Equal(new ChartRow(new(2026, 8), new(15_00), new(15_00), null));
    }

    [Fact]
    public void The_cap_follows_its_changes_and_is_left_out_while_there_is_none()
    {
        TermsRecord[] terms =
        [
            Terms(new(2026, 8, 1), 200_00),
            Terms(new(2026, 7, 1), cap: null),
            Terms(new(2026, 6, 1), 100_00),
            Terms(s_start, 50_00),
        ];
        var chart = EarningsChart.Of([Earned(5, 20_00, 20_00), Earned(8, 20_00, 40_00)], terms, s_start, lastDay: null, s_today)!;

        chart.Cap.Should().Be("M0 750H252V500H496M748 0H1000");
        chart.Rows.Select(row => row.Cap).Should().Equal(new Money(50_00), new Money(200_00));
    }

    [Fact]
    public void Of_two_versions_for_one_day_the_later_recorded_counts_and_terms_to_come_are_not_drawn()
    {
        TermsRecord[] terms = [Terms(new(2026, 12, 1), 900_00), Terms(s_start, 80_00), Terms(s_start, 500_00)];

        EarningsChart.Of([Earned(5, 20_00, 20_00)], terms, s_start, lastDay: null, s_today)!.Cap.Should().Be("M0 0H1000");
    }

    [Fact]
    public void The_drawing_stops_with_the_deal_but_not_before_its_last_line()
    {
        var terms = Terms(s_start, 100_00);

        EarningsChart.Of([Earned(5, 20_00, 20_00)], [terms], s_start, new(2026, 6, 30), s_today)!.Months.Should().HaveCount(2);
        EarningsChart.Of([Earned(7, -20_00, 0)], [terms], s_start, new(2026, 6, 30), s_today)!.Months.Should().HaveCount(3);
    }

    [Theory]
    [InlineData(6, "May ’26 Jun Jul Aug Sep Oct")]
    [InlineData(9, "May ’26 Jul Sep Nov Jan ’27")]
    [InlineData(40, "May ’26 May May May")]
    public void No_more_months_are_named_than_there_is_room_for(int months, string named)
    {
        var until = s_start.AddMonths(months - 1);
        var chart = EarningsChart.Of([Earned(5, 20_00, 20_00)], [Terms(s_start, 100_00)], s_start, lastDay: null, until)!;

        string.Join(' ', chart.Months.Select(month => month.Text)).Should().Be(named);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20_01)]
    [InlineData(99_999_99)]
    [InlineData(90_000_000_000_000)]
    public void Every_amount_has_room_under_at_most_five_lines(long cents)
    {
        var chart = EarningsChart.Of([Earned(5, cents, cents)], [Terms(s_start, cap: null)], s_start, lastDay: null, s_today)!;

        chart.Amounts.Should().HaveCountLessThanOrEqualTo(5).And.BeInDescendingOrder(amount => amount.At);
        (chart.Amounts[0].At, chart.Amounts[^1].At).Should().Be((1000, 0));
        int.Parse(chart.Earned.Split('V', 'H')[2], System.Globalization.CultureInfo.InvariantCulture).Should().BeInRange(0, 1000);
    }

    private static EarnedMonth Earned(int month, long cents, long toDate) => new(new(2026, month), new(cents), new(toDate));

    private static TermsRecord Terms(DateOnly holdsFrom, long? cap) =>
        new(
            Guid.CreateVersion7(),
            holdsFrom,
            new(20_00),
            new(10_00),
            cap is { } cents ? new Money(cents) : null,
            null,
            "PA-1",
            null,
            "Joris Bakker",
            DateTimeOffset.UnixEpoch);
}
