using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>
/// One payout across a partner's deals, oldest debt first (docs/product.md L42). The scene's client earns 20.00 on the tenth of each month
/// since May; a second one 10.00 on the fifth since July.
/// </summary>
public sealed class PayPartnerTests : IAsyncLifetime
{
    private static readonly DateOnly s_today = new(2026, 11, 20);

    private LedgerScene _scene = default!;
    private Guid _first;
    private Guid _second;

    public async ValueTask InitializeAsync()
    {
        _scene = await LedgerScene.CreateAsync();
        var account = Guid.CreateVersion7();
        var client = Make.Client(_scene.Partner, dataOwner: "Gemeente Ede", billingAccountId: account);
        await _scene.Database.AddAsync([
            client,
            Make.Account(account, client, "cst_second"),
            .. Enumerable.Range(7, 5).Select(month => Make.Payment(
                $"tr_second_{month}", "cst_second", 50_00, 0, new DateOnly(2026, month, 5).StartInAmsterdam().AddHours(12))),
        ]);
        _first = await _scene.AddedAsync();
        _second = (await _scene.AddAsync(workspaceId: client.Id)).Value!.DealId;
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData(20_00, 20_00, 0)]
    [InlineData(40_00, 40_00, 0)]
    [InlineData(45_00, 40_00, 5_00)]
    [InlineData(50_00, 40_00, 10_00)]
    [InlineData(71_00, 60_00, 11_00)]
    [InlineData(190_00, 140_00, 50_00)]
    public async Task Is_shared_out_oldest_debt_first_whichever_deal_it_is_on(long amount, long first, long second)
    {
        var plan = await PlanAsync(new(amount));

        plan.ToPay.Should().Be(new Money(190_00));
        plan.Shares.Select(share => (share.DealId, share.Share.Cents, share.Since)).Should().Equal(
            (_first, first, new DateOnly(2026, 5, 10)), (_second, second, new DateOnly(2026, 7, 5)));
    }

    [Fact]
    public async Task Is_saved_as_one_with_a_payout_and_an_audit_entry_for_each_deal()
    {
        var request = Guid.CreateVersion7();

        var paid = await PayAsync("71", request: request);

        paid.Value.Should().Be(new PartnerPaid(_scene.Partner.Id, _scene.Partner.Name, new(71_00), 2, new(119_00)));
        var payouts = await _scene.Database.QueryAsync(db => db.Payouts.AsNoTracking().ToListAsync());
        payouts.Select(payout => (payout.DealId, payout.Amount.Cents, payout.Reference, payout.PaidOn)).Should().BeEquivalentTo(
            [(_first, 60_00L, "SEPA 17", s_today), (_second, 11_00L, "SEPA 17", s_today)]);
        var entries = await _scene.Database.QueryAsync(db => db.AuditEntries
            .Where(entry => entry.Action == AuditActions.PayoutRecorded)
            .Select(entry => new { entry.SubjectId, entry.RequestId })
            .ToListAsync());
        entries.Should().BeEquivalentTo(
            [new { SubjectId = _first.ToString(), RequestId = request }, new { SubjectId = _second.ToString(), RequestId = request }]);
        (await PlanAsync(null)).Shares.Select(share => (share.DealId, share.Owed.Cents, share.Since)).Should().Equal(
            (_second, 39_00, new DateOnly(2026, 8, 5)), (_first, 80_00, new DateOnly(2026, 8, 10)));

        // Sent twice, it is answered and not done again.
        (await PayAsync("71", request: request)).IsDone.Should().BeTrue();
        (await _scene.Database.QueryAsync(db => db.Payouts.CountAsync())).Should().Be(2);
    }

    [Fact]
    public async Task A_credit_on_another_deal_is_neither_set_off_nor_paid()
    {
        (await _scene.PayAsync(_second, "80", s_today, isAdvance: true, why: "Agreed")).IsDone.Should().BeTrue();

        var plan = await PlanAsync(null);

        (plan.ToPay, plan.Credit, plan.Shares.Count).Should().Be((new(140_00), new(30_00), 1));
        (await PayAsync("140.01")).Refusals.Should().Equal(new MoreThanIsToPay(new(140_00)));
        (await PayAsync("140")).Value!.ToPay.Should().Be(Money.Zero);
        var owed = await _scene.Statements.OwedAsync(Make.Staff, new(), default);
        (owed.Totals.ToPay, owed.Totals.Credits).Should().Be((Money.Zero, new Money(30_00)));
    }

    [Fact]
    public async Task Is_refused_as_a_payout_is_and_where_the_shares_would_be_others()
    {
        (await PayAsync("0", new DateOnly(2026, 11, 21), " ")).Refusals
            .Should().Equal(new PayoutAmountMissing(), new PaidInTheFuture(), new PayoutReferenceMissing());
        (await PayAsync("1.000", paidOn: null)).Refusals.Select(refusal => refusal.Field)
            .Should().Equal(nameof(PayPartner.Amount), nameof(PayPartner.PaidOn));
        (await PayAsync("71", new DateOnly(2026, 4, 30))).Refusals.Single().Should().BeOfType<PaidBeforeDealStarts>();

        var seen = (await PlanAsync(new(71_00))).Shares;
        (await _scene.PayAsync(_first, "20", s_today)).IsDone.Should().BeTrue();
        (await PayAsync("71", seen: seen)).Refusals.Should().Equal(new SharesHaveChanged());

        await _scene.CloseThroughAsync(10);
        (await PayAsync("71", new DateOnly(2026, 10, 31))).Refusals.Single().Should().BeOfType<InClosedMonth>();
        var unknown = Guid.CreateVersion7();
        (await _scene.Payouts.PayPartnerAsync(
            Make.CommercialOwner, new(Guid.CreateVersion7(), unknown, "1", s_today, "SEPA", []), default))
            .Refusals.Should().Equal(new NoSuchPartner());
        (await _scene.Payouts.PlanAsync(Make.Staff, unknown, null, default)).Should().BeNull();
    }

    [Fact]
    public void What_went_back_takes_from_what_was_earned_last_before_it_and_a_payout_the_oldest()
    {
        var debt = Debt(15, (1, 20), (2, 20), (3, -30), (4, 20));

        debt.Unpaid().Select(part => (part.On.Month, part.Unpaid.Cents)).Should().Equal((4, 15L));
        Debt(0, (1, 20), (2, -30), (3, 25)).Unpaid().Select(part => (part.On.Month, part.Unpaid.Cents)).Should().Equal((3, 15L));
        Debt(50, (1, 20)).Unpaid().Should().BeEmpty("it is a credit");
    }

    [Fact]
    public void For_any_lines_and_any_amount_the_shares_add_up_and_none_is_more_than_its_deal_is_owed()
    {
        var random = new Random(21);
        for (var round = 0; round < 500; round++)
        {
            var debts = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Debt(
                random.Next(0, 60),
                [.. Enumerable.Range(1, random.Next(1, 9)).Select(month => (month, random.Next(-20, 40)))])).ToList();
            var owed = debts.ToDictionary(debt => debt.DealId, debt =>
                Money.Max(Money.Zero, Money.Sum(debt.Contributions.Select(line => line.Contribution)) - debt.PaidOut));
            debts.Should().AllSatisfy(debt => Money.Sum(debt.Unpaid().Select(part => part.Unpaid)).Should().Be(owed[debt.DealId]));
            var toPay = Money.Sum(owed.Values);
            var amount = new Money(random.Next(0, (int)toPay.Cents + 1));

            var shares = PayoutShares.Of(debts, amount);

            Money.Sum(shares.Values).Should().Be(amount);
            shares.Should().NotContain(share => share.Value <= Money.Zero || share.Value > owed[share.Key]);
        }
    }

    private static DealDebt Debt(long paid, params (int Month, int Cents)[] lines) => new(
        Guid.CreateVersion7(), [.. lines.Select(line => (new DateOnly(2026, line.Month, 1), new Money(line.Cents)))], new(paid));

    private async Task<PayoutPlan> PlanAsync(Money? amount) =>
        (await _scene.Payouts.PlanAsync(Make.Staff, _scene.Partner.Id, amount, default))!;

    private Task<Outcome<PartnerPaid>> PayAsync(string amount, IReadOnlyList<PayoutShare>? seen = null, Guid? request = null) =>
        PayAsync(amount, s_today, "SEPA 17", seen, request);

    private async Task<Outcome<PartnerPaid>> PayAsync(
        string amount,
        DateOnly? paidOn,
        string reference = "SEPA 17",
        IReadOnlyList<PayoutShare>? seen = null,
        Guid? request = null)
    {
        var shares = seen ?? (await PlanAsync(TypedAmount.ReadEuros(amount, out var euros) is null ? euros : null)).Shares;
        return await _scene.Payouts.PayPartnerAsync(
            Make.CommercialOwner,
            new(
                request ?? Guid.CreateVersion7(),
                _scene.Partner.Id,
                amount,
                paidOn,
                reference,
                [.. shares.Select(share => new SeenShare(share.DealId, share.Share))]),
            default);
    }
}
