using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Links;
using Partners.Console.Organisations;
using Partners.Console.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Console.Tests.Referrals;

/// <summary>The Deals tab of an organisation's page.</summary>
public sealed class OrganisationDealsTests : LedgerPages
{
    [Fact]
    public async Task Lists_the_partners_deals_with_what_they_come_to()
    {
        var deal = await Scene.AddedAsync();
        await Scene.PayAsync(deal, "40", Scene.Database.Today);
        await Scene.AddAsync(LedgerScene.Form(cap: null, expiresOn: new(2027, 4, 30)), clientName: "Gemeente Ede");
        var other = Make.PlatformPartner("Van Dijk Advies");
        await Scene.Database.AddAsync(other, Make.Deal(other, workspace: null));
        var page = Show(Scene.Partner.Id);

        page
            .WaitForElements("tbody tr")
            .Select(row => string.Join(" | ", row.Children.Select(cell => Words(cell.TextContent))))
            .Should().Equal(
                "Gemeente Ede | 20 % | 10 % | None | € 0.00 | € 0.00 | 30 Apr 2027 | Active",
                "Gemeente Zwolle | 20 % | differs from the billing account's discount: 10 % | € 1,000.00 | € 140.00 | € 100.00 "
                    + "| Never | Active");
        page
            .FindAll(".figures > div")
            .Select(figure => Words(figure.TextContent))
            .Should().Equal("Deals2", "Earned€ 140.00", "Paid out€ 40.00", "To pay€ 100.00", "Credits€ 0.00");
        page.FindAll("tbody a")[1].GetAttribute("href").Should().Be($"/ledger/{deal}");
        page.Find(".filter-bar a").GetAttribute("href").Should().Be($"/ledger/statements/{Scene.Partner.Id}/2026-11");
        page
            .FindAll(".tab-link")
            .Select(tab => tab.TextContent)
            .Should().Equal("Overview", "Workspaces", "Deals", "Clients", "Handoffs", "Audit");
        page.Find(".tab-link[aria-current]").GetAttribute("href").Should().Be($"/organisations/{Scene.Partner.Id}?tab=deals");
    }

    [Fact]
    public async Task A_partner_without_deals_can_be_given_one()
    {
        var page = Show(Scene.Partner.Id);
        page.WaitForElement(".empty-state").TextContent.Should().Contain("No deals yet.");
        page.FindAll(".filter-bar a").Should().BeEmpty("there is nothing to state");
        var dialogs = Services.GetRequiredService<PageDialogs>();
        var pressed = page.Find(".filter-bar button").ClickAsync();
        dialogs.Open[^1].Title.Should().Be("Add a deal");

        var added = (await Scene.AddAsync()).Value!;
        await page.InvokeAsync(() => dialogs.Close(added));
        await pressed;

        page.WaitForAssertion(() =>
            Words(page.Find(".result-text").TextContent).Should().Be(
                "Bureau Samenspel – Gemeente Zwolle is added. € 140.00 is owed. Waiting for the platform."));
        page.FindAll("tbody tr").Should().ContainSingle();
    }

    [Fact]
    public async Task Says_of_an_organisation_that_is_no_partner_that_it_has_no_deals_and_can_have_none()
    {
        var museum = Make.Organisation("Museum Kade");
        await Scene.Database.AddAsync(museum);
        var page = Show(museum.Id);

        Words(page.WaitForElement(".empty-state").TextContent).Should().Be(
            "No deals.Museum Kade is not a partner, and only partners have deals.");
        page.Find(".filter-bar button").HasAttribute("disabled").Should().BeTrue();
    }

    [Fact]
    public async Task Says_to_somebody_who_may_not_edit_why_no_deal_can_be_added()
    {
        await Scene.AddedAsync();
        var page = Show(Scene.Partner.Id, Make.Staff);

        page.WaitForElement(".filter-bar button").HasAttribute("disabled").Should().BeTrue();
        page.Find(".filter-bar small").TextContent.Should().Be(new NotPermitted(Permission.EditLedger).Sentence);
    }

    [Fact]
    public async Task A_page_beyond_the_last_is_the_last_and_says_so()
    {
        await Scene.AddedAsync();
        Show(Scene.Partner.Id, address: "&page=4")
            .WaitForElement("p.banner").TextContent
            .Should().Be("There is no page 4. This is the last one, page 1.");
    }

    [Fact]
    public async Task What_somebody_else_pays_out_is_shown()
    {
        var deal = await Scene.AddedAsync();
        var page = Show(Scene.Partner.Id, Make.Staff);
        page.WaitForElement("tbody tr");
        await Scene.PayAsync(deal, "40", Scene.Database.Today);

        page.WaitForAssertion(() => page.Find("tbody tr").TextContent.Should().Contain("€ 100.00"));
    }

    [Fact]
    public async Task The_overview_leads_from_an_open_deal_to_its_page()
    {
        var deal = await Scene.AddedAsync();
        var page =
            Render<OrganisationPage>(parameters => parameters.Add(one => one.Id, Scene.Partner.Id.ToString()).AddCascadingValue(Noor));

        page.WaitForElement("#deals-heading").ParentElement!.QuerySelector("tbody a")!.GetAttribute("href").Should().Be($"/ledger/{deal}");
    }

    private IRenderedComponent<OrganisationPage> Show(Guid organisation, Staff? who = null, string? address = null)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"{OrganisationAddresses.Deals(organisation)}{address}");
        return Render<OrganisationPage>(parameters =>
            parameters.Add(page => page.Id, organisation.ToString()).AddCascadingValue(who ?? Make.CommercialOwner));
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
