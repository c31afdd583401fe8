using FluentAssertions;
using Partners.Console.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>What ends a deal's earning first, and when (docs/product.md L22). Today is 20 November 2026.</summary>
public sealed class ForecastTests
{
    private static readonly DateOnly s_today = new(2026, 11, 20);

    /// <summary>100.00 net on the tenth of each month since September.</summary>
    private static readonly PaidMonth[] s_monthly = [Paid(9, 10), Paid(10, 10), Paid(11, 10)];

    [Theory]
    [InlineData(120_00, null, ForecastEnd.Cap, "2026-12-10")]
    [InlineData(121_00, null, ForecastEnd.Cap, "2027-01-10")]
    [InlineData(160_00, "2027-02-10", ForecastEnd.Cap, "2027-02-10")]
    [InlineData(160_00, "2027-02-09", ForecastEnd.Expiry, "2027-02-09")]
    [InlineData(100_00, null, ForecastEnd.Cap, "2026-11-20")]
    [InlineData(null, "2027-02-09", ForecastEnd.Expiry, "2027-02-09")]
    [InlineData(null, null, ForecastEnd.Neither, null)]
    public void Month_by_month_the_cap_or_the_expiry_comes_first(int? cap, string? expires, ForecastEnd first, string? on)
    {
        var forecast = Of([Terms("2026-01-01", 20, cap, expires)], s_monthly);

        (forecast.First, forecast.On, forecast.AMonth.Cents).Should().Be((first, Day(on), 20_00));
        forecast.Rate.Should().Equal(s_monthly);
        (forecast.Missing.Count, forecast.NextOn, forecast.IsYearly).Should().Be((0, new DateOnly(2026, 12, 10), false));
    }

    [Fact]
    public void It_counts_the_terms_agreed_for_later()
    {
        // The cap would be full on 10 December; from January there is a higher one, and half the percentage.
        EarningTerms[] terms = [Terms("2026-01-01", 20, 120_00, null), Terms("2027-01-01", 10, 140_00, "2027-02-28")];

        var forecast = Of(terms, s_monthly);
        (forecast.First, forecast.On, forecast.LaterTermsFrom).Should().Be(
            (ForecastEnd.Cap, new DateOnly(2027, 2, 10), new DateOnly(2027, 1, 1)));

        Of([terms[0], Terms("2027-01-01", 10, 141_00, "2027-02-28")], s_monthly).First.Should().Be(ForecastEnd.Expiry);
        Of([terms[0], Terms("2027-01-01", 10, null, null)], s_monthly).First.Should().Be(ForecastEnd.Neither, "the cap is lifted");
        Of([Terms("2026-01-01", 20, null, null), Terms("2026-12-01", 20, 90_00, null)], s_monthly).On
            .Should().Be(new DateOnly(2026, 12, 1), "a lower cap is full on the day it holds");
    }

    [Theory]
    [InlineData(400_00, "2027-03-15")]
    [InlineData(401_00, "2028-03-15")]
    public void A_yearly_client_steps_at_its_renewal(int cap, string on)
    {
        PaidMonth[] paid = [new(new(2025, 3, 15), new(1_000_00)), new(new(2026, 3, 15), new(1_500_00))];

        var forecast = Of([Terms("2025-01-01", 20, cap, null)], paid, isYearly: true);

        (forecast.On, forecast.IsYearly, forecast.AMonth.Cents, forecast.NextOn).Should().Be(
            (Day(on), true, 300_00, new DateOnly(2027, 3, 15)));
        forecast.Rate.Should().Equal(paid[1]);
    }

    [Fact]
    public void An_account_that_says_yearly_and_pays_by_the_month_steps_by_the_month() =>
        Of([Terms("2026-01-01", 20, 120_00, null)], s_monthly, isYearly: true).IsYearly.Should().BeFalse();

    [Fact]
    public void A_month_s_payment_that_is_missing_is_named_and_not_counted()
    {
        var forecast = Of([Terms("2026-01-01", 20, 120_00, null)], s_monthly[..2]);

        forecast.Missing.Should().Equal(new DateOnly(2026, 11, 10));
        forecast.On.Should().Be(new DateOnly(2026, 12, 10));
        DealWords.Missing(forecast).Should().Be("November’s payment is not in yet, and is not counted.");
        DealWords.Rate(forecast).Should().Be("Rate: the last 2 payments, of 10 Sep 2026 and 10 Oct 2026.");
    }

    [Fact]
    public void A_client_who_stopped_paying_has_no_pace()
    {
        var forecast = Of([Terms("2026-01-01", 20, 120_00, null)], [Paid(6, 10)]);

        (forecast.First, forecast.AMonth, forecast.Missing.Count).Should().Be((ForecastEnd.Neither, Money.Zero, 5));
        DealWords.Missing(forecast).Should().Be("No payment is in since 10 Jun 2026. The client seems to have stopped paying.");
        Of([Terms("2026-01-01", 20, 120_00, null)], []).Should()
            .BeEquivalentTo(new { First = ForecastEnd.Neither, NextOn = (DateOnly?)null });
    }

    [Fact]
    public void Nothing_is_missing_after_the_last_day()
    {
        var forecast = Of([Terms("2026-01-01", 20, 500_00, null)], s_monthly[..2], endedOn: new(2026, 11, 9));

        forecast.Missing.Should().BeEmpty();
        (forecast.First, forecast.On).Should().Be((ForecastEnd.Expiry, new DateOnly(2026, 11, 9)));
    }

    [Fact]
    public void A_month_s_last_day_stays_one() =>
        Of([Terms("2026-01-01", 20, 140_00, null)], [new(new(2026, 10, 31), new(100_00))]).NextOn
            .Should().Be(new DateOnly(2026, 11, 30));

    [Fact]
    public async Task The_rate_leaves_out_what_went_back()
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync();
        var refundedAt = new DateOnly(2026, 11, 12).StartInAmsterdam();
        await scene.Database.AddAsync(new Refund("re_11", "tr_11", Refund.Refunded, new(60_50), refundedAt));
        await scene.Database.Get<LedgerUpkeep>().PostAllAsync(default);

        var forecast = (await scene.Database.Get<DealOverview>().FindAsync(Make.Staff, deal, default))!.Forecast;

        forecast.Rate.Select(paid => paid.Base.Cents).Should().Equal(100_00, 100_00, 50_00);
        forecast.AMonth.Cents.Should().Be(16_67);
    }

    private static Forecast Of(
        IReadOnlyList<EarningTerms> terms,
        IReadOnlyList<PaidMonth> paid,
        bool isYearly = false,
        DateOnly? endedOn = null) =>
        Forecast.Of(new(terms, endedOn, new(100_00), new(100_00), paid, isYearly), s_today);

    private static PaidMonth Paid(int month, int day) => new(new(2026, month, day), new(100_00));

    private static EarningTerms Terms(string from, int percent, int? cap, string? expires) => new(
        Guid.CreateVersion7(),
        Day(from)!.Value,
        new(percent * 100),
        cap is { } cents ? new Money(cents) : null,
        Day(expires),
        DateTimeOffset.UnixEpoch);

    private static DateOnly? Day(string? text) =>
        text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
