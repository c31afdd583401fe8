using Bunit;
using FluentAssertions;
using MudBlazor;
using Partners.Console.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

public sealed class AmendDialogTests : LedgerDialogScene
{
    [Fact]
    public async Task Begins_with_the_latest_terms_and_asks_anew_for_the_agreement_and_the_day()
    {
        var deal = await Scene.AddedAsync(LedgerScene.Form(expiresOn: new(2027, 4, 30), notes: "Annex B"));
        await Scene.AmendAsync(
            deal,
            LedgerScene.Form(kickback: "12.5", expiresOn: new(2027, 4, 30), reference: "PA-2026-77", notes: "Annex B"),
            new(2026, 12, 1));

        var dialog = await AmendAsync(deal);

        dialog.ValuesOf("Kickback %", "Discount %", "Cap (EUR)", "Expires", "Notes", "Agreement reference", "Holds from", "Reason")
            .Should().Equal("12.5", "10", "1000.00", "2027-04-30", "Annex B", null, null, null);
        dialog.Find(".mud-dialog-title h2").TextContent.Should().Be("Amend Bureau Samenspel – Gemeente Zwolle");
        dialog.Find("dl.facts").TextContent.Should().Contain("Bureau Samenspel").And.Contain("Gemeente Zwolle").And.Contain("1 May 2026");
        dialog.Markup.Should().Contain("The current terms: PA-2026-77.");
        dialog.FindAll("label").Select(label => label.TextContent).Should().NotContain(["Partner", "Client workspace", "Starts"]);
    }

    [Fact]
    public async Task New_terms_hold_from_the_day_that_is_said()
    {
        var deal = await Scene.AddedAsync();
        var dialog = await AmendAsync(deal);
        await dialog.TypeAsync(
            ("Kickback %", "10"),
            ("Agreement reference", "PA-2026-77"),
            ("Holds from", "2026-10-01"),
            ("Reason", "Renegotiated"));
        await dialog.SendAsync();

        (await ClosedWithAsync<DealChanged>()).Earned.Should().Be(new Money((5 * 20_00) + (2 * 10_00)));
    }

    [Fact]
    public async Task What_an_amendment_lacks_is_said_at_its_field()
    {
        var dialog = await AmendAsync(await Scene.AddedAsync());
        await dialog.TypeAsync(("Kickback %", "10"));
        await dialog.SendAsync();

        dialog.RefusalAt("Holds from").Should().Be("Enter the day the new terms start.");
        dialog.RefusalAt("Agreement reference").Should().StartWith("Enter the agreement reference");
        dialog.RefusalAt("Reason").Should().Be("Enter a reason. It is kept in the audit trail.");
        dialog.ValueOf("Kickback %").Should().Be("10");
    }

    [Fact]
    public async Task Back_into_a_closed_month_nothing_is_amended_and_the_hint_said_so_before()
    {
        var deal = await Scene.AddedAsync();
        await Scene.CloseThroughAsync(9);
        var dialog = await AmendAsync(deal);
        dialog.Markup.Should().Contain("Months up to September 2026 are closed: it can be 1 Oct 2026 or later.");

        await dialog.TypeAsync(
            ("Kickback %", "10"),
            ("Agreement reference", "PA-2026-77"),
            ("Holds from", "2026-09-30"),
            ("Reason", "Renegotiated"));
        await dialog.SendAsync();

        dialog.RefusalAt("Holds from").Should().Contain("Choose a day from 1 October 2026 on.");
        dialog.ValuesOf("Kickback %", "Agreement reference", "Holds from", "Reason")
            .Should().Equal("10", "PA-2026-77", "2026-09-30", "Renegotiated");
        (await RowAsync(deal))!.Version.Should().Be(1);
    }

    [Fact]
    public async Task A_deal_that_named_its_client_is_linked_to_the_workspace_that_there_is_by_now()
    {
        var deal = (await Scene.AddAsync(clientName: "Gemeente Zwolle")).Value!.DealId;
        var dialog = await AmendAsync(deal);
        dialog.WaitForAssertion(() =>
            dialog.Options("Client workspace").Should().Equal("None yet: Gemeente Zwolle", "Gemeente Zwolle (Woonvisie)"));

        await dialog.ChooseAsync("Client workspace", "Gemeente Zwolle (Woonvisie)");
        await dialog.TypeAsync(
            ("Agreement reference", "PA-2026-41"),
            ("Holds from", "2026-11-01"),
            ("Reason", "They have a workspace now"));
        await dialog.SendAsync();

        (await ClosedWithAsync<DealChanged>()).Earned.Should().Be(new Money(7 * 20_00));
        (await RowAsync(deal))!.WorkspaceId.Should().Be(Scene.Client.Id);
    }

    [Fact]
    public async Task Of_two_who_amend_the_second_sees_both_in_words_and_can_save_theirs_over_it()
    {
        var deal = await Scene.AddedAsync();
        var dialog = await AmendAsync(deal);
        await dialog.TypeAsync(
            ("Kickback %", "25"),
            ("Expires", "2027-06-30"),
            ("Agreement reference", "PA-2026-80"),
            ("Holds from", "2026-12-01"),
            ("Reason", "Mine"));
        (await Scene.AmendAsync(
            deal,
            LedgerScene.Form(kickback: "15", cap: "1234.50", reference: "PA-2026-77", expiresOn: new(2027, 4, 30)),
            new(2026, 11, 1))).IsDone
            .Should().BeTrue();

        await dialog.SendAsync();

        dialog
            .Alert()
            .Should().Contain("Changed by Joris Bakker at 20 Nov 2026, 12:00")
            .And.Contain("Nothing of yours was saved.")
            .And.Contain("Deal amended");
        Rows(dialog).Should().Equal(
            "Kickback % | 20 % | 15 % | 25 %",
            "Cap (EUR) | € 1,000.00 | € 1,234.50 | € 1,234.50",
            "Expires | No end | 30 Apr 2027 | 30 Jun 2027",
            "Agreement reference | PA-2026-41 | PA-2026-77 | PA-2026-80",
            "Holds from | 1 May 2026 | 1 Nov 2026 | 1 Dec 2026");
        dialog.ValuesOf("Kickback %", "Cap (EUR)", "Agreement reference", "Holds from", "Reason")
            .Should().Equal("25", "1234.50", "PA-2026-80", "2026-12-01", "Mine");
        (await RowAsync(deal))!.Version.Should().Be(2, "the second has saved nothing yet");

        await SaveOverAsync(dialog);

        await ClosedWithAsync<DealChanged>();
        var details = (await Scene.Database.Get<DealOverview>().FindAsync(Make.Staff, deal, CancellationToken.None))!;
        details.Terms[0].Should().Match<TermsRecord>(terms =>
            terms.Kickback == new Percentage(25_00) && terms.Cap == new Money(1_234_50) && terms.ExpiresOn == new DateOnly(2027, 6, 30));
        details.Terms.Should().HaveCount(3, "what the first agreed stays in the history");
    }

    [Fact]
    public async Task Sent_again_as_it_was_it_conflicts_again()
    {
        var deal = await Scene.AddedAsync();
        var dialog = await AmendAsync(deal);
        await dialog.TypeAsync(
            ("Kickback %", "25"),
            ("Agreement reference", "PA-2026-80"),
            ("Holds from", "2026-12-01"),
            ("Reason", "Mine"));
        await Scene.AmendAsync(deal, LedgerScene.Form(kickback: "15"), new(2026, 11, 1));

        await dialog.SendAsync();
        await dialog.SendAsync();

        Rows(dialog)[0].Should().Be("Kickback % | 20 % | 15 % | 25 %");
        Answer.Should().BeNull();
    }

    [Fact]
    public async Task Who_changes_it_once_more_meanwhile_is_told_of_too()
    {
        var deal = await Scene.AddedAsync();
        var dialog = await AmendAsync(deal);
        await dialog.TypeAsync(
            ("Kickback %", "25"),
            ("Agreement reference", "PA-2026-80"),
            ("Holds from", "2026-12-01"),
            ("Reason", "Mine"));
        await Scene.AmendAsync(deal, LedgerScene.Form(kickback: "15"), new(2026, 11, 1));
        await dialog.SendAsync();
        Scene.Database.Clock.Now += TimeSpan.FromMinutes(1);
        await Scene.AmendAsync(deal, LedgerScene.Form(kickback: "15", cap: "500"), new(2026, 11, 1), version: 2);

        await SaveOverAsync(dialog);

        dialog.WaitForAssertion(() => Rows(dialog).Should().Equal("Cap (EUR) | € 1,000.00 | € 500.00 | € 500.00"));
        Answer.Should().BeNull();
    }

    [Fact]
    public async Task Of_what_others_changed_everything_is_shown_not_only_the_last()
    {
        var deal = await Scene.AddedAsync();
        var dialog = await AmendAsync(deal);
        await Scene.AmendAsync(deal, LedgerScene.Form(kickback: "15"), new(2026, 11, 1));
        await Scene.PayAsync(deal, "40", new(2026, 11, 20), version: 2);

        await dialog.SendAsync();

        dialog.Alert().Should().Contain("Payout recorded");
        Rows(dialog).Should().Equal(
            "Kickback % | 20 % | 15 % | 15 %",
            "Holds from | 1 May 2026 | 1 Nov 2026 | –",
            "Paid out | € 0.00 | € 40.00 | –");
    }

    [Fact]
    public async Task A_deal_that_was_voided_meanwhile_cannot_be_saved_over()
    {
        var deal = (await Scene.AddAsync(clientName: "Gemeente Ede")).Value!.DealId;
        var dialog = await AmendAsync(deal);
        await dialog.TypeAsync(
            ("Kickback %", "25"),
            ("Agreement reference", "PA-2026-80"),
            ("Holds from", "2026-12-01"),
            ("Reason", "Mine"));
        await Scene.VoidAsync(deal);

        await dialog.SendAsync();
        Rows(dialog).Should().Equal("Void | no | yes | –");
        await SaveOverAsync(dialog);

        dialog.WaitForAssertion(() => dialog.Alert().Should().Contain("This deal is void."));
        dialog.ValueOf("Kickback %").Should().Be("25");
    }

    [Fact]
    public async Task A_deal_that_is_gone_is_said_and_cannot_be_saved()
    {
        var row = await RowAsync(await Scene.AddedAsync());
        var dialog = await OpenAsync(dialogs => dialogs.AmendDealAsync(row! with { Id = Guid.NewGuid() }));
        dialog.Alert().Should().Contain("There is no such deal.");
        dialog.FindAll("button").Single(button => button.TextContent.Contains("Save")).HasAttribute("disabled").Should().BeTrue();
    }

    private static Task SaveOverAsync(IRenderedComponent<MudDialogProvider> dialog) =>
        dialog.FindAll("button").Single(button => button.TextContent.Contains("Save mine over it")).ClickAsync();

    private static IReadOnlyList<string> Rows(IRenderedComponent<MudDialogProvider> dialog) =>
        [.. dialog.FindAll(".change-table tbody tr").Select(row =>
            string.Join(" | ", row.Children.Select(cell => cell.TextContent.Replace('\u00a0', ' '))))];
}
