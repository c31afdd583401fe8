using System.Data.Common;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

public sealed class PayoutTests : IAsyncLifetime
{
    private static readonly DateOnly s_today = new(2026, 11, 20);

    private LedgerScene _scene = default!;
    private Guid _deal;

    public async ValueTask InitializeAsync()
    {
        _scene = await LedgerScene.CreateAsync();
        _deal = await _scene.AddedAsync();
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task What_was_paid_out_is_owed_no_longer()
    {
        (await _scene.PayAsync(_deal, "140.00", s_today)).Value!.Owed.Should().Be(Money.Zero);
        (await StandingAsync()).Should().Match<DealSummary>(summary =>
            summary.Earned == new Money(140_00) && summary.PaidOut == new Money(140_00));
    }

    [Fact]
    public async Task Refuses_more_than_is_owed_unless_it_is_an_advance_with_a_reason()
    {
        (await _scene.PayAsync(_deal, "140.01", s_today)).Refusals.Should().Equal(new MoreThanIsOwed(new(140_00)));
        (await _scene.PayAsync(_deal, "140.01", s_today, isAdvance: true, why: " ")).Refusals.Should().Equal(new AdvanceReasonMissing());

        var outcome = await _scene.PayAsync(_deal, "150", s_today, isAdvance: true, why: "Ahead of November");

        outcome.Value!.Owed.Should().Be(new Money(-10_00), "a credit is carried forward");
        (await _scene.PayAsync(_deal, "1", s_today, version: 2)).Refusals.Should().Equal(new MoreThanIsOwed(new(-10_00)));
    }

    [Fact]
    public async Task Refuses_what_cannot_be_a_payout()
    {
        (await _scene.PayAsync(_deal, "0", new(2026, 11, 21), " ")).Refusals
            .Should().Equal(new PayoutAmountMissing(), new PaidInTheFuture(), new PayoutReferenceMissing());
        (await _scene.PayAsync(_deal, "1.000,50", null)).Refusals
            .Select(refusal => refusal.Field)
            .Should().Equal(nameof(RecordPayout.Amount), nameof(RecordPayout.PaidOn));
        (await _scene.PayAsync(_deal, "1", s_today, new('x', 201))).Refusals.Single().Field.Should().Be(nameof(RecordPayout.Reference));
        (await _scene.PayAsync(_deal, "1000", s_today, isAdvance: true, why: new('x', 1_001))).Refusals
            .Single().Field
            .Should().Be(nameof(RecordPayout.AdvanceReason));
    }

    [Fact]
    public async Task Refuses_a_payout_in_a_closed_month()
    {
        await _scene.CloseThroughAsync(10);
        (await _scene.PayAsync(_deal, "1", new(2026, 10, 31))).Refusals
            .Single()
            .Should().BeOfType<InClosedMonth>().Which.Field
            .Should().Be(nameof(RecordPayout.PaidOn));
    }

    [Fact]
    public async Task Of_two_who_pay_the_same_the_second_is_told()
    {
        await _scene.PayAsync(_deal, "140", s_today);
        (await _scene.PayAsync(_deal, "140", s_today)).Conflict!.Who.Should().Be("Joris Bakker");
    }

    [Fact]
    public async Task A_payout_is_taken_back_by_a_row_of_its_own_once()
    {
        var payout = (await _scene.PayAsync(_deal, "40", new(2026, 10, 5))).Value!.PayoutId;

        var reversed = await _scene.ReverseAsync(_deal, payout);

        reversed.Value.Should().Match<PayoutMade>(made => made.Amount == new Money(-40_00) && made.Owed == new Money(140_00));
        var rows = await _scene.Database.QueryAsync(db => db.Payouts.OrderBy(row => row.PaidOn).ToListAsync());
        rows.Select(row => (row.Amount.Cents, row.PaidOn, row.ReversalReason))
            .Should().Equal((40_00, new(2026, 10, 5), null), (-40_00, s_today, "Sent to the wrong account"));
        (await _scene.ReverseAsync(_deal, payout, version: 3)).Refusals.Should().Equal(new PayoutReversedAlready());
        (await _scene.ReverseAsync(_deal, reversed.Value!.PayoutId, version: 3)).Refusals.Should().Equal(new IsAReversal());
    }

    [Fact]
    public async Task Refuses_to_reverse_without_a_reason_and_what_is_not_there()
    {
        var payout = (await _scene.PayAsync(_deal, "40", s_today)).Value!.PayoutId;
        (await _scene.ReverseAsync(_deal, payout, " ")).Refusals.Should().Equal(new ReasonMissing());
        (await _scene.ReverseAsync(_deal, Guid.NewGuid())).Refusals.Should().Equal(new NoSuchPayout());
    }

    [Theory]
    [InlineData("""UPDATE "Payouts" SET "Amount" = 1""", "*is reversed*")]
    [InlineData("""DELETE FROM "Payouts" """, "*is reversed*")]
    public async Task Not_even_by_hand_is_a_payout_changed(string sql, string message)
    {
        await _scene.PayAsync(_deal, "40", s_today);
        await _scene.Database.Invoking(database => database.ByHandAsync(sql)).Should().ThrowAsync<DbException>().WithMessage(message);
    }

    private Task<DealSummary> StandingAsync() => _scene.Database.QueryAsync(db => db.DealSummaries.SingleAsync());
}
