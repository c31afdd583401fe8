using Bunit;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Referrals;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>The dialogs "Pay a partner" and "Close all partners' months".</summary>
public sealed class PayPartnerDialogTests : LedgerDialogScene
{
    [Fact]
    public async Task Shows_the_shares_before_anything_is_saved_and_again_with_each_amount_typed()
    {
        await Scene.AddedAsync();
        var dialog = await OpenAsync(dialogs => dialogs.PayPartnerAsync(new(Scene.Partner.Id, Scene.Partner.Name)));

        dialog.WaitForElement("tbody tr").TextContent.Should().Contain("10 May 2026").And.Contain("€ 140.00");
        dialog.ValueOf("Amount (EUR)").Should().Be("140.00");
        await dialog.Field("Amount (EUR)").InputAsync(new() { Value = "60,50" });
        dialog.Find("tfoot").TextContent.Should().Contain("€ 60.50");
        (await Scene.Database.QueryAsync(db => db.Payouts.CountAsync())).Should().Be(0);

        await dialog.TypeAsync("Reference", "SEPA 18");
        await dialog.SendAsync();

        await ClosedWithAsync<PartnerPaid>();
        LedgerWords.Of((PartnerPaid)Answer!).Should().Be(
            $"{new Money(60_50)} paid to {Scene.Partner.Name}, shared out over 1 deal. {new Money(79_50)} is left to pay.");
    }

    [Fact]
    public async Task Asks_for_the_partner_where_none_is_given_and_says_where_nothing_is_owed()
    {
        (await Scene.AddAsync(clientName: "Gemeente Ede")).IsDone.Should().BeTrue();
        var dialog = await OpenAsync(dialogs => dialogs.PayPartnerAsync());

        await dialog.ChooseAsync("Partner", Scene.Partner.Name);

        dialog.WaitForAssertion(() => dialog.Markup.Should().Contain("Nothing is owed on any of this partner’s deals."));
    }

    [Fact]
    public async Task Closing_all_months_says_what_that_takes_in_and_closes_it()
    {
        await Scene.AddedAsync();
        var dialog = await OpenAsync(dialogs => dialogs.CloseAllMonthsAsync());

        const string All = "6 months of 1 partner will be closed, the first May 2026.";
        dialog.WaitForElement("form > p[role=status]").TextContent.Trim().Should().Be(All);
        await dialog.ChooseAsync("Close up to", "June 2026");
        dialog.Find("form > p[role=status]").TextContent.Trim().Should().StartWith("2 months of 1 partner will be closed");
        await dialog.SendAsync();

        await ClosedWithAsync<AllMonthsClosed>();
        StatementWords.Of((AllMonthsClosed)Answer!).Should().Be("2 months of 1 partner are closed, up to June 2026.");
    }
}
