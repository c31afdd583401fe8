using Bunit;
using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Values;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>The list and its filters over the real services and a database; today is 20 November 2026.</summary>
public sealed class ExternalLedListTests : PipelinePages
{
    [Fact]
    public async Task What_was_put_aside_is_listed_with_why_and_comes_back_from_there()
    {
        Scene.Listed(work: card => card.Dismiss("They stay with the partner", PipelineScene.Reading(Signal.DrivesUsage), card.StageSince));
        var page = await ShownAsync("/external-led?view=list&stage=dismissed");

        CellsOf(page).Should().ContainSingle().Which[1].Should().Be("Dismissed They stay with the partner");
        await ChooseAsync(page, "Bring back");
        SaidOn(page).Should().Be("Brought Gemeente Zwolle back to signalled.");
        page.Find(".empty-state").TextContent.Should().Contain("No client matches.");
    }

    [Fact]
    public async Task The_list_says_in_columns_what_the_cards_say()
    {
        var client = Make.Client(Scene.Partner);
        Scene.Listed(daysInStage: 15, workspace: client, deal: Scene.Deal(client, cap: new Money(500_00), expiresOn: new(2026, 12, 25)));
        Scene.Listed("Gemeente Ede", Signal.CreatedOrganisation, daysInStage: 0);
        var page = await ShownAsync("/external-led?view=list&sort=client");

        page
            .FindAll("thead th")
            .Select(head => head.TextContent.Trim())
            .Should().Equal("Client", "Stage", "Score", "Signals", "Age", "Cap left", "Expires", "Owed", "Owner", "Next step", "Actions");
        CellsOf(page)[1][..9].Should().Equal(
            "Gemeente Zwolle Bureau Samenspel", "Signalled", "40 Score 40: drives usage 40",
            "Usage Drives usage: 71 % of 53 conversations in projects that they created.", "15 days stale", "€ 500.00",
            "25 Dec 2026 ready : expires in 35 days", "€ 0.00", "Nobody yet");
        CellsOf(page)[0][4..8].Should().Equal("Today", "– No deal", "– No deal", "– No deal");
        page
            .FindAll(".pipeline-filters .view-link")
            .Select(link => (link.TextContent, link.GetAttribute("href"), link.GetAttribute("aria-current")))
            .Should().Equal(
                ("Board", "/external-led", null), ("List", "/external-led?view=list&sort=client", "page"));
    }

    [Theory]
    [InlineData("Client", "sort=client")]
    [InlineData("Age", "sort=age")]
    [InlineData("Cap left", "sort=cap-left")]
    [InlineData("Expires", "sort=expires")]
    public async Task The_list_is_sorted_by_what_was_asked_for_and_it_stands_in_the_address(string title, string address)
    {
        Scene.Listed();
        var page = await ShownAsync("/external-led?view=list&page=1");

        page.FindAll("thead th a").Single(head => head.TextContent.Trim() == title).GetAttribute("href")
            .Should().Be($"/external-led?view=list&{address}");
    }

    [Fact]
    public async Task The_score_is_sorted_backwards_by_its_own_head()
    {
        Scene.Listed();
        var page = await ShownAsync("/external-led?view=list");
        page.Find("th[aria-sort=descending]").TextContent.Trim().Should().Be("Score");
        page.Find("th[aria-sort=descending] a").GetAttribute("href").Should().Be("/external-led?view=list&desc=false");
    }

    [Theory]
    [InlineData("view=list&", "?view=list&sort=client&size=50&hide=owner&density=roomy")]
    [InlineData("", "?hide=owner&density=roomy")]
    public async Task Showing_all_takes_away_the_filters_and_nothing_else(string view, string address)
    {
        var page = await ShownAsync(
            $"/external-led?{view}q=zxqj&partner={Guid.Empty}&owner=nobody&signal=drives-usage&stage=dismissed&ready=true&stale=true&sort=client&page=2&size=50&hide=owner&density=roomy");

        page.WaitForElement(".empty-state a").GetAttribute("href").Should().Be($"/external-led{address}");
    }

    [Fact]
    public async Task Each_filter_stands_in_the_address_and_narrows_the_board()
    {
        Scene.Listed("Gemeente Ede", Signal.DrivesUsage | Signal.InvitesPeople, work: card => card.Assign(PipelineScene.Owner(Noor)));
        Scene.Listed(daysInStage: 20);
        var page = await ShownAsync("/external-led");
        page
            .FindAll(".filter-bar select")
            .Select(select => string.Join(", ", select.QuerySelectorAll("option").Select(option => option.TextContent)))
            .Should().Equal(
                "All partners, Bureau Samenspel",
                "Anyone, Nobody yet, Me",
                "Any signal, Drives usage, Invites people, Acts as owner, Created an organisation");

        await page.FindAll(".filter-bar select")[0].ChangeAsync(Scene.Partner.Id.ToString());
        Navigation.Uri.Should().EndWith($"/external-led?partner={Scene.Partner.Id}");
        await page.FindAll(".filter-bar select")[0].ChangeAsync(string.Empty);
        await page.FindAll(".filter-bar select")[1].ChangeAsync(Noor.Subject);
        Navigation.Uri.Should().EndWith("/external-led?owner=persona%3Astaff");
        CardsIn(page, PipelineStage.Signalled).Should().Equal("Gemeente Ede");
        await page.FindAll(".filter-bar select")[1].ChangeAsync(PipelineQuery.Nobody);
        CardsIn(page, PipelineStage.Signalled).Should().Equal("Gemeente Zwolle");
        await page.FindAll(".filter-bar select")[1].ChangeAsync(string.Empty);
        await page.FindAll(".filter-bar select")[2].ChangeAsync("invites-people");
        CardsIn(page, PipelineStage.Signalled).Should().Equal("Gemeente Ede");
        await page.FindAll(".filter-bar select")[2].ChangeAsync(string.Empty);
        await page.FindAll(".filter-bar input[type=checkbox]")[1].ChangeAsync(true);
        Navigation.Uri.Should().EndWith("/external-led?stale=true");
        CardsIn(page, PipelineStage.Signalled).Should().Equal("Gemeente Zwolle");
        await page.FindAll(".filter-bar input[type=checkbox]")[0].ChangeAsync(true);
        Navigation.Uri.Should().EndWith("/external-led?ready=true&stale=true");
        page.Find(".empty-state a").GetAttribute("href").Should().Be("/external-led");
    }

    [Fact]
    public async Task A_filter_that_is_no_choice_is_shown_all_the_same()
    {
        Scene.Listed();
        var other = Make.PlatformPartner("Kompas");
        await Database.AddAsync(other);
        var page = await ShownAsync($"/external-led?partner={other.Id}&owner=gone");

        (page.Find(".filter-chip").TextContent.Trim(), page.Find(".filter-chip").GetAttribute("href"))
            .Should().Be(("Kompas ×", "/external-led?owner=gone"));
        page.FindAll(".filter-bar select")[1].QuerySelectorAll("option")[^1].TextContent.Should().Be("Somebody unknown");
        (await ShownAsync($"/external-led?partner={Guid.NewGuid()}")).Find(".filter-chip").TextContent.Trim()
            .Should().Be("Unknown partner ×");
    }
}
