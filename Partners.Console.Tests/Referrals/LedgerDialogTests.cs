using Bunit;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

public sealed class LedgerDialogTests : LedgerDialogScene
{
    [Fact]
    public async Task A_deal_is_added_between_a_partner_and_one_of_its_clients()
    {
        var dialog = await AddAsync(ofPartner: false);
        dialog.WaitForAssertion(() => dialog.Options("Partner").Should().Equal("Choose a partner", "Bureau Samenspel"));
        dialog.Field("Client workspace").HasAttribute("disabled").Should().BeTrue("nobody knows yet whose clients");

        await dialog.ChooseAsync("Partner", "Bureau Samenspel");
        dialog.WaitForAssertion(() => dialog.Options("Client workspace").Should().Equal(
            "Choose a client workspace",
            "Gemeente Zwolle (Woonvisie)",
            "None yet: name the client"));
        await dialog.ChooseAsync("Client workspace", "Gemeente Zwolle (Woonvisie)");
        await dialog.TypeAsync(
            ("Kickback %", "12.5"),
            ("Discount %", "0"),
            ("Cap (EUR)", "1000.50"),
            ("Starts", "2026-05-01"),
            ("Expires", "2027-04-30"),
            ("Agreement reference", "PA-2026-41"),
            ("Notes", "Annex B"));
        await dialog.SendAsync();

        var added = await ClosedWithAsync<DealChanged>();
        (await RowAsync(added.DealId)).Should().Match<LedgerRow>(deal =>
            deal.WorkspaceId == Scene.Client.Id
            && deal.Kickback == new Percentage(12_50)
            && deal.Cap == new Money(1_000_50)
            && deal.ExpiresOn == new DateOnly(2027, 4, 30));
    }

    [Fact]
    public async Task Says_on_top_what_to_do_about_a_number_that_looks_wrong() =>
        (await AddAsync()).Find(".banner").TextContent.Should().Be("If a number looks wrong, check the agreement before editing.");

    [Fact]
    public async Task A_client_without_a_workspace_is_named()
    {
        var dialog = await AddAsync();
        dialog.WaitForAssertion(() => dialog.Options("Client workspace").Should().HaveCount(3));
        dialog.FindAll("label").Select(label => label.TextContent).Should().NotContain("Partner", "it is fixed on a partner's page");
        await dialog.ChooseAsync("Client workspace", "None yet: name the client");
        await dialog.TypeAsync(
            ("Client", "Gemeente Ede"),
            ("Kickback %", "20"),
            ("Starts", "2026-05-01"),
            ("Agreement reference", "PA-2026-41"));
        await dialog.SendAsync();

        (await RowAsync(((DealChanged)Answer!).DealId)).Should().Match<LedgerRow>(deal =>
            deal.Client == "Gemeente Ede" && deal.WorkspaceId == null && deal.Discount == Percentage.Zero);
    }

    [Theory]
    [InlineData("Kickback %", "140", "A percentage can be at most 100.")]
    [InlineData("Kickback %", "-1", "Enter zero or more.")]
    [InlineData("Kickback %", "", "Enter the kickback in percent.")]
    [InlineData("Discount %", "12.345", "A percentage can have at most two decimals.")]
    [InlineData("Cap (EUR)", "0.001", "Enter at most two decimals.")]
    [InlineData("Cap (EUR)", "1.000", "Write 1000 or 1.00: 1.000 could be either.")]
    [InlineData("Cap (EUR)", "1,000", "Write 1000 or 1.00: 1,000 could be either.")]
    [InlineData("Expires", "2026-04-30", "The deal cannot expire before it starts.")]
    [InlineData("Starts", "", "Enter the day the deal starts.")]
    [InlineData("Agreement reference", " ", "Enter the agreement reference. Check the agreement before you edit.")]
    public async Task What_is_typed_wrongly_is_refused_at_its_field_and_nothing_typed_is_lost(string field, string typed, string sentence)
    {
        var dialog = await FilledAsync();
        await dialog.TypeAsync(field, typed);
        var before = Typed(dialog);
        await dialog.SendAsync();

        dialog.RefusalAt(field)!.Replace('\u00a0', ' ').Should().Be(sentence);
        dialog.Find("[role=alert] p").TextContent.Should().Be("Not saved. 1 field needs a change.");
        dialog.FindAll("[role=alert] a").Select(link => (link.TextContent, link.GetAttribute("href")))
            .Should().Equal((field, $"#{dialog.Field(field).Id}"));
        Typed(dialog).Should().Equal(before);
        Answer.Should().BeNull();
        (await Scene.Database.QueryAsync(db => db.Deals.AnyAsync())).Should().BeFalse();
    }

    [Fact]
    public async Task Without_a_partner_and_a_client_both_are_asked_for()
    {
        var dialog = await AddAsync(ofPartner: false);
        await dialog.SendAsync();
        dialog.RefusalAt("Partner").Should().StartWith("Choose a partner.");
        dialog.RefusalAt("Client workspace").Should().StartWith("Choose the client's workspace");
    }

    [Fact]
    public async Task A_discount_that_the_billing_account_does_not_give_is_said_and_no_refusal()
    {
        var dialog = await FilledAsync();
        dialog.Markup.Should().Contain("The client's billing account gets 0 %.");
        dialog.FindAll("p[role=status]").Should().BeEmpty();

        await dialog.TypeAsync("Discount %", "10");
        dialog.Find("p[role=status]").TextContent.Should().Be(
            "The client's billing account gets 0 %, and not 10 %. Saving does not change the account.");
        await dialog.SendAsync();
        await ClosedWithAsync<DealChanged>();
    }

    [Fact]
    public async Task Staff_without_the_permission_are_told_whom_it_is_for()
    {
        var dialog = await FilledAsync(Make.Staff);
        await dialog.SendAsync();
        dialog.Alert().Should().Contain(new NotPermitted(Permission.EditLedger).Sentence);
        Answer.Should().BeNull();
    }

    [Fact]
    public async Task Of_many_partners_the_search_finds_one_and_the_chosen_stays()
    {
        await Scene.Database.AddAsync(Enumerable.Range(1, 30).Select(number => (object)Make.PlatformPartner($"Bureau {number:D2}")));
        var dialog = await AddAsync(ofPartner: false);
        dialog.WaitForAssertion(() => dialog.Options("Partner").Should().HaveCount(1 + DealChoices.MostPartners));
        dialog.Markup.Should().Contain("The first 20 of 31 by name.");
        await dialog.ChooseAsync("Partner", "Bureau 03");

        await dialog.Find("input[type=search]").InputAsync(new() { Value = "samen" });

        dialog.WaitForAssertion(
            () => dialog.Options("Partner").Should().Equal("Choose a partner", "Bureau 03", "Bureau Samenspel"),
            TimeSpan.FromSeconds(5));
        dialog.Field("Partner").GetAttribute("value").Should().Be(await PartnerIdAsync("Bureau 03"));
    }

    private async Task<IRenderedComponent<MudDialogProvider>> FilledAsync(Staff? who = null)
    {
        var dialog = await AddAsync(who: who);
        dialog.WaitForAssertion(() => dialog.Options("Client workspace").Should().HaveCount(3));
        await dialog.ChooseAsync("Client workspace", "Gemeente Zwolle (Woonvisie)");
        await dialog.TypeAsync(
            ("Kickback %", "20"),
            ("Discount %", "0"),
            ("Cap (EUR)", "1000"),
            ("Starts", "2026-05-01"),
            ("Agreement reference", "PA-2026-41"),
            ("Notes", "Annex B"));
        return dialog;
    }

    private async Task<string> PartnerIdAsync(string name) =>
        (await Scene.Database.QueryAsync(db => db.Organisations.SingleAsync(partner => partner.Name == name))).Id.ToString();

    private static IReadOnlyList<string?> Typed(IRenderedComponent<MudDialogProvider> dialog) =>
        [.. dialog.FindAll("form :is(input, select, textarea)").Select(field => field.GetAttribute("value"))];
}
