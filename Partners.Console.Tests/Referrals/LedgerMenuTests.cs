using FluentAssertions;
using Partners.Console.Referrals;
using Partners.Console.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

public sealed class LedgerMenuTests
{
    private static readonly LedgerRow s_deal = new(
        Guid.Parse("01930000-0000-7000-8000-000000000001"),
        PlatformId: null,
        Guid.Parse("01930000-0000-7000-8000-000000000002"),
        "Bureau Samenspel",
        "Gemeente Ede",
        WorkspaceId: null,
        new(20_00),
        new(10_00),
        BilledDiscount: null,
        Cap: null,
        Money.Zero,
        Money.Zero,
        Money.Zero,
        new(2026, 5, 1),
        ExpiresOn: null,
        EndedOn: null,
        DealStatus.Active,
        Version: 1);

    private readonly List<string> _done = [];

    [Fact]
    public void Leads_to_the_deal_and_to_the_statement_of_this_month()
    {
        var menu = MenuOf(s_deal, Make.CommercialOwner);

        menu.Select(item => (item.Text, item.Href)).Should().Equal(
            ("Open", $"/ledger/{s_deal.Id}"),
            ("Amend…", null),
            ("Record payout…", null),
            ("End deal…", null),
            ("Statement", $"/ledger/statements/{s_deal.PartnerId}/2026-11"),
            ("Void deal…", null));
        menu.Should().OnlyContain(item => item.DisabledReason == null);
    }

    [Theory]
    [InlineData("Amend…", "amend")]
    [InlineData("Record payout…", "pay")]
    [InlineData("End deal…", "end")]
    [InlineData("Void deal…", "void")]
    public async Task Does_what_it_says(string text, string done)
    {
        await MenuOf(s_deal, Make.CommercialOwner).Single(item => item.Text == text).OnClick!();

        _done.Should().Equal(done);
    }

    [Fact]
    public void Says_to_someone_who_may_not_edit_the_ledger_why_the_steps_are_disabled()
    {
        var menu = MenuOf(s_deal with { EndedOn = new(2026, 10, 31) }, Make.Staff);

        menu
            .Where(item => item.OnClick is not null)
            .Should().HaveCount(4)
            .And.OnlyContain(item => item.DisabledReason == new NotPermitted(Permission.EditLedger).Sentence);
        menu.Where(item => item.Href is not null).Should().HaveCount(2).And.OnlyContain(item => item.DisabledReason == null);
    }

    [Fact]
    public void A_deal_that_was_ended_can_be_paid_out_and_neither_amended_nor_ended_again() =>
        ReasonsOf(s_deal with { EndedOn = new(2026, 10, 31), Status = DealStatus.Ended }).Should().Equal(
            "This deal was ended; its last day is 31 October 2026.", null, "This deal was ended; its last day is 31 October 2026.", null);

    [Fact]
    public void Of_a_void_deal_nothing_can_be_changed() =>
        ReasonsOf(s_deal with
        {
            Status = DealStatus.Void,
            EndedOn = new(2026, 10, 31),
        }).Should().Equal(Enumerable.Repeat("This deal is void.", 3));

    [Theory]
    [InlineData(20_00, 0, false)]
    [InlineData(0, 5_00, false)]
    [InlineData(0, 0, true)]
    public void A_deal_on_which_something_was_earned_or_paid_is_not_offered_to_be_void(long earned, long paidOut, bool isUsed) =>
        MenuOf(s_deal with { Earned = new(earned), PaidOut = new(paidOut), IsUsed = isUsed }, Make.CommercialOwner)
            .Select(item => item.Text).Should().Equal("Open", "Amend…", "Record payout…", "End deal…", "Statement");

    [Fact]
    public void A_deal_that_expired_can_still_be_extended_and_paid_out() =>
        ReasonsOf(s_deal with
        {
            ExpiresOn = new(2026, 10, 31),
            Status = DealStatus.Expired,
        }).Should().OnlyContain(reason => reason == null);

    private List<string?> ReasonsOf(LedgerRow deal) =>
        [.. MenuOf(deal, Make.CommercialOwner).Where(item => item.OnClick is not null).Select(item => item.DisabledReason)];

    private IReadOnlyList<KebabItem> MenuOf(LedgerRow deal, Staff who) =>
        LedgerMenu.For(deal, who, new(2026, 11, 20), () => Do("amend"), () => Do("pay"), () => Do("end"), () => Do("void"));

    private Task Do(string what)
    {
        _done.Add(what);
        return Task.CompletedTask;
    }
}
