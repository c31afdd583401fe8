using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Handoffs;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Handoffs;

/// <summary>How far an account is paid ahead, and what of that is credit (docs/product.md H22).</summary>
public sealed class PaidAheadTests
{
    private static readonly DateOnly s_today = new(2026, 11, 20);
    private static readonly DateOnly s_paidOn = new(2026, 11, 11);

    [Fact]
    public void A_month_is_paid_from_its_day_and_the_days_after_today_are_credit() =>
        Of(Paid(s_paidOn)).Should().Be(new PaidAhead(new(2026, 12, 10), new(66_67)), "20 of 30 days are left of 100.00");

    [Fact]
    public void A_year_is_paid_for_a_year() =>
        PaidAhead.Of([Paid(new(2026, 1, 1))], BillingPeriod.Annual, s_today).Should().Be(
            new PaidAhead(new(2026, 12, 31), new(11_23)),
            "41 of 365 days are left of 100.00");

    [Fact]
    public void What_was_refunded_is_no_credit() =>
        Of(Paid(s_paidOn, Back(LineKind.Refund, 60_50))).Credit.Should().Be(new Money(33_33), "half of it went back");

    [Fact]
    public void A_refund_on_its_way_has_not_gone_back_yet() =>
        Of(Paid(s_paidOn, Back(LineKind.Refund, 60_50) with { OnItsWay = "pending" })).Credit.Should().Be(new Money(66_67));

    [Theory]
    [InlineData(LineKind.Refund)]
    [InlineData(LineKind.Chargeback)]
    public void A_payment_that_went_back_whole_pays_for_nothing_and_the_one_before_it_counts(LineKind kind) =>
        Of(Paid(s_paidOn, Back(kind, 121_00)), Paid(s_paidOn.AddMonths(-1)))
            .Should().Be(new PaidAhead(new(2026, 11, 10), Money.Zero));

    [Fact]
    public void A_chargeback_that_was_reversed_counts_as_paid() =>
        Of(Paid(s_paidOn, Back(LineKind.Chargeback, 121_00), Back(LineKind.ChargebackReversed, 121_00)))
            .Credit.Should().Be(new Money(66_67));

    [Fact]
    public void Nothing_is_paid_where_every_payment_went_back_or_never_came()
    {
        Of().Should().Be(new PaidAhead(null, Money.Zero));
        Of(Paid(s_paidOn) with { Unpaid = "open" }, Paid(s_paidOn, Back(LineKind.Chargeback, 121_00)))
            .Should().Be(new PaidAhead(null, Money.Zero));
    }

    [Fact]
    public async Task A_handoff_shows_what_refunds_and_chargebacks_leave_of_it()
    {
        await using var scene = await HandoffScene.CreateAsync();
        await scene.AddAsync(
            Make.Payment("tr_2", "cst_woonvisie", 121_00, 21_00, FixedClock.Noon.AddDays(-9)),
            new Refund("re_1", "tr_2", Refund.Refunded, new(60_50), FixedClock.Noon.AddDays(-1)));
        await scene.Database.ByHandAsync("UPDATE Payments SET BillingAccountId = (SELECT Id FROM BillingAccounts)");
        var draft = await scene.DecidedAsync();
        draft.Facts.Account!.Payer.Should().Be(new PayerFact("cst_woonvisie", null, new(2026, 12, 10), new(33_33)));

        await scene.AddAsync(new Chargeback("chb_1", "tr_2", new(60_50), FixedClock.Noon, reversedAt: null));
        (await scene.FindAsync(draft.Handoff.Id)).Facts.Account!.Payer.Should().Be(
            new PayerFact("cst_woonvisie", null, new(2026, 11, 20), Money.Zero),
            "nothing is left of the latest payment, and the one before covers today alone");
    }

    private static PaidAhead Of(params IEnumerable<ClientPayment> payments) => PaidAhead.Of(payments, BillingPeriod.Monthly, s_today);

    private static ClientPayment Paid(DateOnly on, params GoneBack[] back) => new($"tr_{on}", on, new(121_00), new(21_00), back);

    private static GoneBack Back(LineKind kind, long cents) => new($"back_{kind}", kind, s_today, new(cents));
}
