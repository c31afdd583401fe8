using Bunit;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using Partners.Console.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>Payouts, and ending and voiding deals. The scene's deal has earned 140.00.</summary>
public sealed class DealActionDialogTests : LedgerDialogScene
{
    [Fact]
    public async Task A_payout_begins_with_what_is_owed_and_today()
    {
        var dialog = await PayAsync(await Scene.AddedAsync());
        dialog.Find("dl.facts").TextContent.Replace('\u00a0', ' ').Should().Contain("Owed€ 140.00");
        dialog.ValuesOf("Amount (EUR)", "Paid on", "Reference").Should().Equal("140.00", "2026-11-20", null);

        await dialog.TypeAsync("Reference", "SEPA 17");
        await dialog.SendAsync();

        (await ClosedWithAsync<PayoutMade>()).Should().Match<PayoutMade>(made =>
            made.Amount == new Money(140_00) && made.Owed == Money.Zero);
    }

    /// <summary>Without an open dialog to close, the same form can submit twice.</summary>
    [Fact]
    public async Task Sent_twice_it_is_one_payout()
    {
        var row = await RowAsync(await Scene.AddedAsync());
        var dialog = Render<PayoutDialog>(parameters => parameters.Add(one => one.Deal, row!).AddCascadingValue(Make.CommercialOwner));
        await dialog.TypeAsync("Reference", "SEPA 17");
        await dialog.SendAsync();
        await dialog.SendAsync();

        (await Scene.Database.QueryAsync(db => db.Payouts.CountAsync())).Should().Be(1);
        dialog.FindAll(".banner").Should().BeEmpty("the second is answered with the first");
    }

    [Fact]
    public async Task More_than_is_owed_is_an_advance_with_a_reason()
    {
        var dialog = await PayAsync(await Scene.AddedAsync());
        dialog.FindAll("input[type=checkbox]").Should().BeEmpty("no more than is owed is paid");
        await dialog.Field("Amount (EUR)").InputAsync(new() { Value = "150" });
        await dialog.TypeAsync("Reference", "SEPA 17");
        await dialog.SendAsync();
        dialog.RefusalAt("Amount (EUR)")!.Replace('\u00a0', ' ').Should().StartWith("Only € 140.00 is owed.");

        await dialog.Find("input[type=checkbox]").ChangeAsync(new() { Value = true });
        await dialog.SendAsync();
        dialog.RefusalAt("Why it is paid in advance").Should().Be("Enter why more was paid than is owed.");

        await dialog.TypeAsync("Why it is paid in advance", "Ahead of November");
        await dialog.SendAsync();
        (await ClosedWithAsync<PayoutMade>()).Owed.Should().Be(new Money(-10_00));
    }

    [Fact]
    public async Task What_cannot_be_a_payout_is_refused_at_its_field_and_stays_typed()
    {
        var dialog = await PayAsync(await Scene.AddedAsync());
        await dialog.Field("Amount (EUR)").InputAsync(new() { Value = "1.000" });
        await dialog.TypeAsync("Paid on", "2026-11-21");
        await dialog.SendAsync();

        dialog.RefusalAt("Amount (EUR)").Should().Be("Write 1000 or 1.00: 1.000 could be either.");
        dialog.RefusalAt("Paid on").Should().StartWith("This day is in the future.");
        dialog.RefusalAt("Reference").Should().StartWith("Enter the payout reference");
        dialog.ValueOf("Amount (EUR)").Should().Be("1.000");
    }

    [Fact]
    public async Task Where_a_colleague_paid_meanwhile_it_is_said_and_what_was_typed_stays_for_another_try()
    {
        var deal = await Scene.AddedAsync();
        var dialog = await PayAsync(deal);
        await dialog.Field("Amount (EUR)").InputAsync(new() { Value = "50" });
        await dialog.TypeAsync("Reference", "SEPA 18");
        await Scene.PayAsync(deal, "100", new(2026, 11, 20));
        await dialog.SendAsync();
        dialog.Alert().Should().Contain("Changed by Joris Bakker").And.Contain("Amount–€ 100.00");

        await dialog.FindAll("button").Single(button => button.TextContent.Contains("Reload")).ClickAsync();
        dialog.WaitForAssertion(() => dialog.Find("dl.facts").TextContent.Replace('\u00a0', ' ').Should().Contain("Owed€ 40.00"));
        dialog.ValuesOf("Amount (EUR)", "Reference").Should().Equal("50", "SEPA 18");
        dialog.Markup.Should().Contain("This is an advance");

        await dialog.Field("Amount (EUR)").InputAsync(new() { Value = "40" });
        await dialog.SendAsync();
        (await ClosedWithAsync<PayoutMade>()).Owed.Should().Be(Money.Zero);
    }

    [Fact]
    public async Task Where_nothing_is_owed_no_amount_is_proposed()
    {
        var dialog = await PayAsync((await Scene.AddAsync(clientName: "Gemeente Ede")).Value!.DealId);
        dialog.ValueOf("Amount (EUR)").Should().BeNull();
    }

    [Fact]
    public async Task A_deal_is_ended_on_a_last_day()
    {
        var deal = await Scene.AddedAsync();
        var dialog = await EndAsync(deal);
        await dialog.SendAsync();
        dialog.RefusalAt("Last day").Should().Be("Enter the deal's last day.");
        dialog.RefusalAt("Reason").Should().Be("Enter a reason. It is kept in the audit trail.");

        await dialog.TypeAsync(("Last day", "2026-10-31"), ("Reason", "The client left"));
        await dialog.SendAsync();

        (await ClosedWithAsync<DealChanged>()).Earned.Should().Be(new Money(6 * 20_00), "November's payment came after it");
        (await RowAsync(deal))!.EndedOn.Should().Be(new DateOnly(2026, 10, 31));
    }

    [Fact]
    public async Task A_deal_that_never_held_is_voided()
    {
        var deal = (await Scene.AddAsync(clientName: "Gemeente Ede")).Value!.DealId;
        var dialog = await VoidAsync(deal);
        await dialog.TypeAsync("Reason", "Recorded twice");
        await dialog.SendAsync();
        await ClosedWithAsync<DealChanged>();
        (await RowAsync(deal))!.Status.Should().Be(DealStatus.Void);
    }

    [Fact]
    public async Task A_deal_on_which_something_was_earned_is_not_voided()
    {
        var dialog = await VoidAsync(await Scene.AddedAsync());

        dialog.Find("form").TextContent.Replace('\u00a0', ' ').Should().Contain("€ 140.00 earned").And.Contain("End it instead.");
        dialog.FindAll("button").Single(button => button.TextContent.Contains("Void deal")).HasAttribute("disabled").Should().BeTrue();
    }

    [Fact]
    public async Task A_deal_that_has_earned_since_the_dialog_opened_is_not_voided_either()
    {
        var deal = (await Scene.AddAsync(clientName: "Gemeente Zwolle")).Value!.DealId;
        var dialog = await VoidAsync(deal);
        await Scene.AmendAsync(deal, LedgerScene.Form(), new(2026, 11, 1), workspaceId: Scene.Client.Id);
        await dialog.TypeAsync("Reason", "Recorded twice");
        await dialog.SendAsync();
        dialog.Alert().Should().Contain("Changed by Joris Bakker");

        await dialog.FindAll("button").Single(button => button.TextContent.Contains("Reload")).ClickAsync();
        dialog.WaitForAssertion(() =>
            dialog.Find(".banner-refused").TextContent.Replace('\u00a0', ' ').Should().Contain("€ 140.00 earned"));
        dialog.ValueOf("Reason").Should().Be("Recorded twice");
    }

    [Fact]
    public async Task A_payout_is_reversed_by_a_row_of_its_own()
    {
        var deal = await Scene.AddedAsync();
        await Scene.PayAsync(deal, "40", new(2026, 10, 5));
        var dialog = await ReverseAsync(deal);
        dialog
            .Find("form").TextContent
            .Replace('\u00a0', ' ')
            .Should().Contain("€ 40.00 of 5 Oct 2026 (SEPA 17), on today's date, 20 Nov 2026")
            .And.Contain("Owed after it: € 140.00");

        await dialog.SendAsync();
        dialog.RefusalAt("Reason").Should().Be("Enter a reason. It is kept in the audit trail.");
        await dialog.TypeAsync("Reason", "Sent to the wrong account");
        await dialog.SendAsync();

        (await ClosedWithAsync<PayoutMade>()).Amount.Should().Be(new Money(-40_00));
    }

    [Fact]
    public async Task Staff_without_the_permission_change_nothing()
    {
        var deal = await Scene.AddedAsync();
        await Scene.PayAsync(deal, "40", new(2026, 10, 5));
        var sentence = new NotPermitted(Permission.EditLedger).Sentence;

        await RefusedAsync(await PayAsync(deal, Make.Staff));
        await RefusedAsync(await EndAsync(deal, Make.Staff));
        await RefusedAsync(await VoidAsync(deal, Make.Staff));
        await RefusedAsync(await ReverseAsync(deal, Make.Staff));
        (await RowAsync(deal))!.Version.Should().Be(2);

        async Task RefusedAsync(IRenderedComponent<MudDialogProvider> dialog)
        {
            await dialog.SendAsync();
            dialog.Alert().Should().Contain(sentence);
            await dialog.FindAll("button").Single(button => button.TextContent.Contains("Cancel")).ClickAsync();
        }
    }

    private async Task<IRenderedComponent<MudDialogProvider>> PayAsync(Guid deal, Staff? who = null)
    {
        var row = await RowAsync(deal);
        return await OpenAsync(dialogs => dialogs.RecordPayoutAsync(row!), who);
    }

    private async Task<IRenderedComponent<MudDialogProvider>> EndAsync(Guid deal, Staff? who = null)
    {
        var row = await RowAsync(deal);
        return await OpenAsync(dialogs => dialogs.EndDealAsync(row!), who);
    }

    private async Task<IRenderedComponent<MudDialogProvider>> VoidAsync(Guid deal, Staff? who = null)
    {
        var row = await RowAsync(deal);
        return await OpenAsync(dialogs => dialogs.VoidDealAsync(row!), who);
    }

    private async Task<IRenderedComponent<MudDialogProvider>> ReverseAsync(Guid deal, Staff? who = null)
    {
        var details = (await Scene.Database.Get<DealOverview>().FindAsync(Make.Staff, deal, CancellationToken.None))!;
        return await OpenAsync(dialogs => dialogs.ReversePayoutAsync(details.Deal, details.Payouts[0]), who);
    }
}
