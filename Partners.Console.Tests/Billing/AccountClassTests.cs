using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Values;

namespace Partners.Console.Tests.Billing;

public sealed class AccountClassTests
{
    private static readonly DateTimeOffset s_tomorrow = FixedClock.Noon.AddDays(1);
    private static readonly DateTimeOffset s_yesterday = FixedClock.Noon.AddDays(-1);

    [Fact]
    public void An_account_that_pays_through_Mollie_is_paying_with_a_discount_too()
    {
        Of(Tier.Innovator, PaymentMode.Mollie).Should().Be(AccountClass.Paying);
        Of(Tier.Guardian, PaymentMode.Mollie, discount: 9_999).Should().Be(AccountClass.Paying);
    }

    [Fact]
    public void An_account_that_pays_by_invoice_is_managed_on_any_tier()
    {
        Of(Tier.Changemaker, PaymentMode.Offline).Should().Be(AccountClass.Managed);
        Of(Tier.Free, PaymentMode.Offline).Should().Be(AccountClass.Managed);
    }

    [Fact]
    public void An_account_is_on_trial_by_the_kind_of_its_discount_or_by_an_end_to_come_without_a_way_to_pay()
    {
        Of(Tier.Changemaker, PaymentMode.Mollie, kind: DiscountKinds.Trial).Should().Be(AccountClass.Trial);
        Of(Tier.Changemaker, PaymentMode.None, kind: DiscountKinds.Trial, expires: s_yesterday).Should().Be(AccountClass.Trial);
        Of(Tier.Changemaker, PaymentMode.None, expires: s_tomorrow).Should().Be(AccountClass.Trial);
    }

    [Fact]
    public void An_account_with_a_paid_tier_and_nothing_to_pay_is_comped()
    {
        Of(Tier.Guardian, PaymentMode.None).Should().Be(AccountClass.Comped);
        Of(Tier.Guardian, PaymentMode.None, expires: s_yesterday).Should().Be(AccountClass.Comped, "that trial is over");
        Of(Tier.Guardian, PaymentMode.Mollie, discount: 10_000).Should().Be(AccountClass.Comped);
        Of(Tier.Guardian, PaymentMode.Offline, discount: 10_000).Should().Be(AccountClass.Comped);
    }

    [Fact]
    public void The_free_tier_is_free_whatever_else_the_account_says()
    {
        Of(Tier.Free, PaymentMode.None).Should().Be(AccountClass.Free);
        Of(Tier.Free, PaymentMode.Mollie, discount: 10_000, kind: DiscountKinds.Trial).Should().Be(AccountClass.Free);
    }

    [Theory]
    [InlineData(AccountClass.Paying, true)]
    [InlineData(AccountClass.Managed, true)]
    [InlineData(AccountClass.Trial, false)]
    [InlineData(AccountClass.Comped, false)]
    [InlineData(AccountClass.Free, false)]
    public void Only_paying_and_managed_accounts_are_billed(AccountClass account, bool isBilled) =>
        account.IsBilled().Should().Be(isBilled);

    [Fact]
    public async Task The_filter_finds_of_each_class_exactly_the_accounts_that_the_rule_puts_there()
    {
        await using var database = await TestDatabase.CreateAsync();
        var partner = Make.PlatformPartner();
        await database.AddAsync(partner);
        await database.AddAsync(
        [
            .. from tier in (Tier[])[Tier.Free, Tier.Pioneer, Tier.Guardian]
               from mode in Enum.GetValues<PaymentMode>()
               from discount in (int?[])[null, 0, 1_000, 10_000]
               from kind in (string?[])[null, DiscountKinds.Scholarship, DiscountKinds.Trial]
               from expires in (DateTimeOffset?[])[null, s_yesterday, FixedClock.Noon, s_tomorrow]
               select Billed.Pool(partner, tier: tier, more: facts => facts with
               {
                   PaymentMode = mode,
                   Discount = discount is { } points ? new Percentage(points) : null,
                   DiscountKind = kind,
                   TierExpiresAt = expires,
               }),
        ]);

        var all = await database.QueryAsync(db => db.BillingAccounts.AsNoTracking().ToListAsync());
        foreach (var wanted in Enum.GetValues<AccountClass>())
        {
            var found = await database.QueryAsync(db =>
                db.BillingAccounts.Where(AccountClasses.Are(wanted, FixedClock.Noon)).Select(account => account.Id).ToListAsync());

            found.Should().NotBeEmpty().And.BeEquivalentTo(all.Where(account => ClassOf(account) == wanted).Select(account => account.Id));
        }
    }

    private static AccountClass ClassOf(BillingAccount account) => AccountClasses.Of(
        account.Tier,
        account.PaymentMode,
        account.Discount,
        account.DiscountKind,
        account.TierExpiresAt,
        FixedClock.Noon);

    private static AccountClass Of(
        Tier tier,
        PaymentMode mode,
        int? discount = null,
        string? kind = null,
        DateTimeOffset? expires = null) =>
        AccountClasses.Of(tier, mode, discount is { } points ? new Percentage(points) : null, kind, expires, FixedClock.Noon);
}
