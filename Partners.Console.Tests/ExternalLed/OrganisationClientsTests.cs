using Bunit;
using FluentAssertions;
using Partners.Console.ExternalLed;
using Partners.Console.Links;
using Partners.Console.Organisations;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Values;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>The Clients tab of an organisation's page.</summary>
public sealed class OrganisationClientsTests : EvidencePages
{
    [Fact]
    public async Task Lists_the_partners_clients_with_what_they_show_and_their_deals()
    {
        var ede = Make.Client(Scene.Partner, "Elders", "Gemeente Ede");
        await Scene.AddAsync(ede, Make.Deal(Scene.Partner, Scene.Client, cap: new Money(500_00), expiresOn: new DateOnly(2027, 4, 30)));
        await DriveUsageAsync();
        await Scene.Database.Get<Pipeline>().AssignAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), Scene.Client.Id, 1, Make.Staff.Subject),
            default);
        var page = Show(Scene.Partner.Id);

        page.WaitForElement("tbody");
        Rows(page).Should().Equal(
            "Gemeente Zwolle 40 Drives usage Signalled Noor de Wit € 500.00 30 Apr 2027 Evidence",
            "Gemeente Ede 0 None not listed No deal Evidence");
        page.FindAll("tbody a").Select(link => link.GetAttribute("href")).Should().Equal(
            $"/workspaces/{Scene.Client.Id}",
            $"/external-led?card={Scene.Client.Id}",
            $"/workspaces/{ede.Id}",
            $"/external-led?card={ede.Id}");
        page.Find(".filter-bar a").GetAttribute("href").Should().Be($"/external-led?partner={Scene.Partner.Id}");
        page
            .FindAll(".tab-link")
            .Select(tab => tab.TextContent)
            .Should().Equal("Overview", "Workspaces", "Deals", "Clients", "Handoffs", "Audit");
        page.Find(".tab-link[aria-current]").GetAttribute("href").Should().Be($"/organisations/{Scene.Partner.Id}?tab=clients");
    }

    [Fact]
    public async Task Says_that_new_clients_come_with_the_next_refresh()
    {
        Words(Show(Scene.Partner.Id).WaitForElement(".empty-state")).Should().Be(
            "No signals yet. The signals of 1 client come with the next refresh.");

        await Scene.RefreshAsync();
        await Scene.AddAsync(Make.Client(Scene.Partner, "Elders", "Gemeente Ede"));
        Words(Show(Scene.Partner.Id).WaitForElement(".filter-bar .hint")).Should().Be(
            "The highest score first. The signals of 1 client come with the next refresh.");
    }

    [Fact]
    public async Task Says_of_an_organisation_that_is_no_partner_that_it_has_no_clients()
    {
        var (museum, partner) = (Make.Organisation("Museum Kade"), Make.PlatformPartner("Van Dijk Advies"));
        await Scene.AddAsync(museum, partner);

        Words(Show(museum.Id).WaitForElement(".empty-state")).Should().Be(
            "No external clients. Museum Kade is not a partner, and only partners have clients.");
        Words(Show(partner.Id).WaitForElement(".empty-state")).Should().Be(
            "No external clients. A workspace for the first is created on the Workspaces tab.");
    }

    [Fact]
    public async Task Comes_by_the_page_and_says_where_there_is_none_so_late()
    {
        await Scene.AddAsync(Enumerable.Range(0, 30).Select(i => Make.Client(Scene.Partner, $"Werk {i}", $"Gemeente {i}")));
        await Scene.RefreshAsync();

        var second = Show(Scene.Partner.Id, page: 2);
        second.WaitForElement("tbody");
        Rows(second).Should().HaveCount(6);
        second.Find(".page-links a").GetAttribute("href").Should().Be($"/organisations/{Scene.Partner.Id}?tab=clients");
        Show(Scene.Partner.Id, page: 8)
            .WaitForElement("p.banner").TextContent
            .Should().Be("There is no page 8. This is the last one, page 2.");
    }

    [Fact]
    public async Task What_somebody_else_does_with_a_card_is_shown()
    {
        await DriveUsageAsync();
        var page = Show(Scene.Partner.Id);
        page.WaitForElement("tbody");

        await Scene.Database.Get<Pipeline>().MoveAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), Scene.Client.Id, 1, PipelineStage.Agreed),
            default);

        page.WaitForAssertion(() => Rows(page).Should().ContainSingle().Which.Should().Contain("Agreed"));
    }

    [Fact]
    public async Task A_clients_workspace_shows_the_same_in_short()
    {
        await DriveUsageAsync();
        var client = await Scene.Database.Get<PartnerClients>().FindAsync(Make.Staff, Scene.Client.Id, default);

        var card = Render<WorkspaceSignals>(parameters => parameters.Add(part => part.Client, client));
        Words(card.Find(".card")).Should().Be("External-led Score 40 Signals Drives usage Stage Signalled As of 20 Nov 2026. Evidence");
        card.Find("a").GetAttribute("href").Should().Be($"/external-led?card={Scene.Client.Id}");

        Words(
            Render<WorkspaceSignals>(parameters => parameters.Add(part => part.Client, null)).Find(".card")).Should().Be(
                "External-led Its signals come with the next refresh.");
    }

    private IRenderedComponent<OrganisationPage> Show(Guid organisation, int page = 1)
    {
        Navigation.NavigateTo(OrganisationAddresses.Clients(organisation, page));
        return Render<OrganisationPage>(parameters => parameters.Add(shown => shown.Id, organisation.ToString()).AddCascadingValue(Noor));
    }
}
