using System.Globalization;
using FluentAssertions;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>The five earning rules, one by one (docs/product.md L1, L2, L3, L4, L5).</summary>
public sealed class EarningTests
{
    private static readonly DateOnly s_start = new(2026, 1, 1);
    private static readonly DateOnly s_expiry = new(2026, 6, 30);
    private static readonly DateOnly s_today = new(2027, 12, 31);
    private static readonly EarningTerms s_twentyPercent = new(
        Guid.CreateVersion7(),
        s_start,
        new(20_00),
        null,
        s_expiry,
        DateTimeOffset.UnixEpoch);

    [Fact]
    public void Rule_1_the_base_is_the_amount_less_its_vat() =>
        Lines([s_twentyPercent], Payment(s_start, 121_00, 21_00)).Single().Base.Should().Be(new Money(100_00));

    [Fact]
    public void Rule_1_a_refund_counts_as_minus_its_share_net_of_vat_half_cents_away_from_zero() =>
        Lines(
            [s_twentyPercent],
            Payment(
                s_start,
                2_00,
                1_00,
                new GoneBack("re_1", LineKind.Refund, s_start, new(1))))[^1].Base
            .Should().Be(new Money(-1), "half a cent of net goes away from zero");

    [Fact]
    public void Rule_1_of_a_payment_of_nothing_nothing_goes_back() =>
        Lines([s_twentyPercent], Payment(s_start, 0, 0, new GoneBack("re_1", LineKind.Refund, s_start, Money.Zero)))
            .Select(line => line.Base)
            .Should().Equal(Money.Zero, Money.Zero);

    [Theory]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-01", true)]
    [InlineData("2026-06-30", true)]
    [InlineData("2026-07-01", false)]
    public void Rule_2_a_payment_counts_from_the_start_to_the_expiry_both_days_included(string day, bool counts) =>
        Lines([s_twentyPercent], Payment(DateOnly.Parse(day, CultureInfo.InvariantCulture), 100_00)).Any().Should().Be(counts);

    [Theory]
    [InlineData("2026-03-31", true)]
    [InlineData("2026-04-01", false)]
    public void Rule_2_a_deal_that_was_ended_early_counts_to_its_last_day(string day, bool counts) =>
        Posting
            .LinesOf(
                new(Guid.NewGuid(), s_start, new DateOnly(2026, 3, 31), Earns: true, [s_twentyPercent]),
                [Payment(DateOnly.Parse(day, CultureInfo.InvariantCulture), 100_00)],
                [],
                closedThrough: null,
                s_today)
            .Any().Should().Be(counts);

    [Fact]
    public void Rule_2_a_refund_follows_its_payment_whenever_it_happens() =>
        Lines([s_twentyPercent], Payment(s_expiry, 100_00, 0, new GoneBack("re_1", LineKind.Refund, s_expiry.AddYears(1), new(50_00))))
            .Select(line => line.Contribution)
            .Should().Equal(new Money(20_00), new Money(-10_00));

    [Theory]
    [InlineData("2026-06-30", true)]
    [InlineData("2026-07-14", false)]
    [InlineData("2026-07-15", true)]
    public void Rule_2_a_deal_that_is_extended_after_it_lapsed_counts_again_from_the_day_of_the_amendment(string day, bool counts)
    {
        var extended = Later(new(2026, 7, 15), kickback: 20_00) with { ExpiresOn = new DateOnly(2027, 6, 30) };
        Lines([s_twentyPercent, extended], Payment(DateOnly.Parse(day, CultureInfo.InvariantCulture), 100_00)).Any().Should().Be(counts);
    }

    [Fact]
    public void Rule_3_the_kickback_is_to_the_cent_halves_away_from_zero_by_the_percentage_of_the_day() =>
        Lines([s_twentyPercent, Later(new(2026, 3, 1), 10_00)], Payment(new(2026, 2, 28), 2), Payment(new(2026, 3, 1), 5))
            .Select(line => (line.Kickback.BasisPoints, line.Amount.Cents)).Should().Equal((20_00, 0), (10_00, 1));

    [Fact]
    public void Rule_3_a_refund_has_the_percentage_of_the_day_on_which_its_payment_was_paid() =>
        Lines(
            [s_twentyPercent, Later(new(2026, 3, 1), 10_00)],
            Payment(new(2026, 2, 28), 100_00, 0, new GoneBack("re_1", LineKind.Refund, new(2026, 4, 1), new(50_00))))
            .Select(line => line.Amount.Cents).Should().Equal(20_00, -10_00);

    [Fact]
    public void Rule_3_of_two_versions_from_the_same_day_the_one_recorded_later_holds() =>
        Lines([Later(s_start, 10_00), s_twentyPercent], Payment(s_start, 100_00)).Single().Kickback.Should().Be(new Percentage(10_00));

    [Fact]
    public void Rule_4_the_part_over_the_cap_is_shown_and_not_owed() =>
        Lines([s_twentyPercent with { Cap = new(25_00) }], Payment(s_start, 100_00), Payment(s_start.AddDays(1), 100_00))
            .Select(line => (line.Amount.Cents, line.Contribution.Cents, line.Clipped.Cents))
            .Should().Equal((20_00, 20_00, 0), (20_00, 5_00, 15_00));

    [Fact]
    public void Rule_1_four_quarters_that_went_back_take_the_whole_and_not_a_cent_more()
    {
        // 12.5 % of 2.50 is 0.3125: rounded one by one, four of them would leave a cent.
        var lines = Lines([s_twentyPercent with { Kickback = new(12_50) }], Payment(s_start, 10_00, 0, Quarters()));
        lines.Select(line => line.Amount.Cents).Should().Equal(1_25, -31, -32, -31, -31);

        // 8.26 net: a quarter of it is 2.065.
        var net = Lines([s_twentyPercent with { Kickback = new(50_00) }], Payment(s_start, 10_00, 1_74, Quarters()));
        net.Select(line => line.Base.Cents).Should().Equal(8_26, -2_07, -2_06, -2_07, -2_06);
        net.Sum(line => line.Amount.Cents).Should().Be(0);

        static GoneBack[] Quarters() =>
            [.. Enumerable.Range(1, 4).Select(day => new GoneBack($"re_{day}", LineKind.Refund, s_start.AddDays(day), new(2_50)))];
    }

    [Fact]
    public void Rule_1_refunds_and_chargebacks_of_one_payment_are_rounded_together() =>
        Lines(
            [s_twentyPercent with { Kickback = new(33_33) }],
            Payment(
                s_start,
                1_00,
                17,
                new GoneBack("re_1", LineKind.Refund, s_start.AddDays(1), new(33)),
                new GoneBack("chb_1", LineKind.Chargeback, s_start.AddDays(2), new(33)),
                new GoneBack("re_2", LineKind.Refund, s_start.AddDays(3), new(34))))
            .Sum(line => line.Amount.Cents).Should().Be(0);

    [Fact]
    public void Rule_1_a_chargeback_that_was_reversed_gives_back_exactly_what_it_took()
    {
        var lines = Lines(
            [s_twentyPercent],
            Payment(
                s_start,
                121_00,
                21_00,
                new GoneBack("chb_1", LineKind.Chargeback, s_start.AddDays(5), new(60_50)),
                new GoneBack("chb_1:reversed", LineKind.ChargebackReversed, s_start.AddDays(40), new(60_50), Why: "It was reversed.")));
        lines.Select(line => (line.Kind, line.Amount.Cents, line.Reason)).Should().Equal(
            (LineKind.Payment, 20_00, null),
            (LineKind.Chargeback, -10_00, null),
            (LineKind.ChargebackReversed, 10_00, "It was reversed."));
    }

    [Fact]
    public void Rule_1_what_is_on_its_way_takes_nothing_yet() =>
        Lines(
            [s_twentyPercent],
            Payment(s_start, 100_00, 0, new GoneBack("re_1", LineKind.Refund, s_start, new(50_00), OnItsWay: "pending")))
            .Should().ContainSingle();

    [Fact]
    public void Rule_4_a_refund_first_takes_what_lay_over_the_cap() =>
        Lines(
            [s_twentyPercent with { Cap = new(25_00) }],
            Payment(s_start, 200_00, 0, new GoneBack("re_1", LineKind.Refund, s_start, new(100_00))))
            .Select(line => line.Contribution.Cents).Should().Equal(25_00, -5_00);

    [Fact]
    public void Rule_1_more_than_was_paid_does_not_go_back_and_never_takes_from_another_payment() =>
        Lines(
            [s_twentyPercent],
            Payment(
                s_start,
                100_00,
                0,
                new GoneBack("re_1", LineKind.Refund, s_start.AddDays(1), new(100_00)),
                new GoneBack("re_2", LineKind.Refund, s_start.AddDays(2), new(100_00))),
            Payment(s_start.AddDays(3), 150_00))
            .Select(line => line.Contribution.Cents).Should().Equal(20_00, -20_00, 0, 30_00);

    [Fact]
    public void Rule_4_a_cap_that_is_raised_lets_in_what_lay_over_the_old_one_from_its_day_on_by_a_line_of_its_own()
    {
        var raised = Later(new(2026, 3, 1), 20_00) with { Cap = new(30_00) };
        var lines = Lines([s_twentyPercent with { Cap = new(25_00) }, raised], Payment(s_start, 200_00), Payment(new(2026, 3, 1), 100_00));

        lines.Select(line => (line.Source, line.Amount.Cents, line.Contribution.Cents)).Should()
            .Equal(("tr_20260101", 40_00, 25_00), ($"terms:{raised.Id}", 0, 5_00), ("tr_20260301", 20_00, 0));
        lines[1].Should().Match<LedgerLine>(line =>
            line.Kind == LineKind.Terms && line.On == new DateOnly(2026, 3, 1) && line.Base == Money.Zero);
    }

    [Fact]
    public void Rule_4_a_cap_that_is_lowered_below_what_was_earned_takes_nothing_away() =>
        Lines(
            [s_twentyPercent with { Cap = new(25_00) }, Later(new(2026, 3, 1), 20_00) with { Cap = new(10_00) }],
            Payment(s_start, 100_00),
            Payment(new(2026, 3, 1), 100_00))
            .Select(line => line.Contribution.Cents).Should().Equal(20_00, 0);

    [Fact]
    public void Rule_4_terms_of_a_later_day_let_nothing_in_yet() =>
        Posting
            .LinesOf(
                new(
                    Guid.NewGuid(),
                    s_start,
                    EndedOn: null,
                    Earns: true,
                    [s_twentyPercent with { Cap = new(5_00) }, Later(new(2026, 3, 1), 20_00)]),
                [Payment(s_start, 100_00)],
                [],
                closedThrough: null,
                new(2026, 2, 28))
            .Should().ContainSingle().Which.Contribution.Should().Be(new Money(5_00));

    [Fact]
    public void Rule_5_what_was_earned_stays_owed_and_a_negative_balance_is_a_credit()
    {
        Earning.Owed(new(20_00), Money.Zero).Should().Be(new Money(20_00));
        Earning.Owed(new(20_00), new(30_00)).Should().Be(new Money(-10_00));
    }

    [Fact]
    public void On_one_day_payments_come_before_refunds_and_each_by_their_ids() =>
        Lines(
            [s_twentyPercent],
            new("tr_b", s_start, new(1_00), Money.Zero, [new("re_a", LineKind.Refund, s_start, new(1))]),
            new("tr_a", s_start, new(1_00), Money.Zero, [new("re_b", LineKind.Refund, s_start, new(1))]))
            .Select(line => line.Source).Should().Equal("tr_a", "tr_b", "re_a", "re_b");

    private static ClientPayment Payment(DateOnly day, long cents, long vat = 0, params GoneBack[] refunds) =>
        new(string.Create(CultureInfo.InvariantCulture, $"tr_{day:yyyyMMdd}"), day, new(cents), new(vat), refunds);

    private static EarningTerms Later(DateOnly from, int kickback) =>
        new(Guid.CreateVersion7(), from, new(kickback), null, s_expiry, DateTimeOffset.UnixEpoch.AddDays(1));

    private static IReadOnlyList<LedgerLine> Lines(IReadOnlyList<EarningTerms> terms, params ClientPayment[] payments) =>
        Posting.LinesOf(new(Guid.NewGuid(), s_start, EndedOn: null, Earns: true, terms), payments, [], closedThrough: null, s_today);
}
