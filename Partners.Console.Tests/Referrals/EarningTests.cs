using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>The five earning rules of PRODUCT.md, section 3, one by one.</summary>
public sealed class EarningTests
{
    private static readonly DateOnly s_start = new(2026, 1, 1);
    private static readonly DateOnly s_expiry = new(2026, 6, 30);
    private static readonly EarningTerms s_twentyPercent = new(s_start, new(20_00), null);

    [Fact]
    public void Rule_1_the_base_is_the_amount_less_its_vat() =>
        Lines(s_twentyPercent, Payment(s_start, 121_00, 21_00)).Single().Base.Should().Be(new Money(100_00));

    [Fact]
    public void Rule_1_a_refund_counts_as_minus_its_share_net_of_vat_half_cents_away_from_zero() =>
        Lines(s_twentyPercent, Payment(s_start, 2_00, 1_00, new ClientRefund("re_1", s_start, new(1))))[^1].Base.Should().Be(new Money(-1), "half a cent of net goes away from zero");

    [Theory]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-01", true)]
    [InlineData("2026-06-30", true)]
    [InlineData("2026-07-01", false)]
    public void Rule_2_a_payment_counts_from_the_start_to_the_expiry_both_days_included(string day, bool counts) =>
        Lines(s_twentyPercent, Payment(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), 100_00)).Any().Should().Be(counts);

    [Fact]
    public void Rule_2_a_refund_follows_its_payment_whenever_it_happens() =>
        Lines(s_twentyPercent, Payment(s_expiry, 100_00, 0, new ClientRefund("re_1", s_expiry.AddYears(1), new(50_00)))).Select(line => line.Contribution)
            .Should().Equal(new Money(20_00), new Money(-10_00));

    [Fact]
    public void Rule_3_the_kickback_is_to_the_cent_halves_away_from_zero_by_the_percentage_of_the_day()
    {
        var later = new EarningTerms(new(2026, 3, 1), new(10_00), null);

        Earning.LinesOf(s_start, s_expiry, [s_twentyPercent, later], [Payment(new(2026, 2, 28), 2), Payment(new(2026, 3, 1), 5)])
            .Select(line => (line.Kickback.BasisPoints, line.Amount.Cents)).Should().Equal((20_00, 0), (10_00, 1));
    }

    [Fact]
    public void Rule_4_the_part_over_the_cap_is_shown_and_not_owed()
    {
        var lines = Lines(s_twentyPercent with { Cap = new(25_00) }, Payment(s_start, 100_00), Payment(s_start.AddDays(1), 100_00));

        lines.Select(line => (line.Amount.Cents, line.Contribution.Cents)).Should().Equal((20_00, 20_00), (20_00, 5_00));
    }

    [Fact]
    public void Rule_5_what_was_earned_stays_owed_and_a_negative_balance_is_a_credit()
    {
        var lines = Lines(s_twentyPercent, Payment(s_start, 100_00));

        Earning.Owed(lines, Money.Zero).Should().Be(new Money(20_00));
        Earning.Owed(lines, new(30_00)).Should().Be(new Money(-10_00));
    }

    [Fact]
    public void Earned_never_exceeds_the_cap_nor_falls_below_zero()
    {
        var amounts = Gen.Choose(0, 50_000).Select(cents => (long)cents).ListOf();
        Prop.ForAll(amounts.ToArbitrary(), Gen.Choose(0, 20_000).ToArbitrary(), (payments, cap) =>
        {
            var lines = Lines(s_twentyPercent with { Cap = new(cap) }, [.. payments.Select((cents, index) => Payment(s_start.AddDays(index % 180), cents + 1, cents / 6, new ClientRefund($"re_{index}", s_start.AddDays(index % 300), new(cents / 2)))).Select((payment, index) => payment with { Id = $"tr_{index}" })]);
            var earned = Money.Zero;
            foreach (var line in lines)
            {
                earned += line.Contribution;
                if (earned < Money.Zero || earned > new Money(cap))
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    private static ClientPayment Payment(DateOnly day, long cents, long vat = 0, params ClientRefund[] refunds) => new($"tr_{day:yyyyMMdd}", day, new(cents), new(vat), refunds);

    private static IReadOnlyList<EarningLine> Lines(EarningTerms terms, params ClientPayment[] payments) => Earning.LinesOf(s_start, s_expiry, [terms], payments);
}
