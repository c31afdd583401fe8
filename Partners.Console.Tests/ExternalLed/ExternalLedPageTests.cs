using AngleSharp.Dom;
using Bunit;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.ExternalLed;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.ExternalLed;
using Partners.Core.Values;
using Radzen;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>Board and list over the real services and a database; today is 20 November 2026.</summary>
public sealed class ExternalLedPageTests : PipelinePages
{
    private bool _isSaved;

    [Fact]
    public async Task Shows_each_stage_with_its_count_and_its_highest_scores_first()
    {
        Scene.Listed("Gemeente Ede", Signal.DrivesUsage);
        Scene.Listed("Gemeente Zwolle", Signal.DrivesUsage | Signal.InvitesPeople);
        Scene.Listed("Waterschap Vallei", work: card => card.MoveTo(PipelineStage.Agreed, card.StageSince));
        Scene.Listed("Gemeente Oost", work: card => card.Graduate(card.StageSince));
        Scene.Listed("Gemeente Weg", work: card => card.Snooze(null, PipelineScene.Reading(Signal.DrivesUsage)));
        var page = await ShownAsync("/external-led");

        page.FindAll(".board-column h2").Select(title => Words(title.TextContent)).Should().Equal("Signalled 2", "Contacted 0", "Agreed 1", "Handoff planned 0", "Graduated 1");
        CardsIn(page, PipelineStage.Signalled).Should().Equal("Gemeente Zwolle", "Gemeente Ede");
        CardsIn(page, PipelineStage.Agreed).Should().Equal("Waterschap Vallei");
        page.FindAll(".board-column")[1].TextContent.Should().Contain("No cards");
        page.FindAll(".board-column").Select(column => page.Find($"#{column.GetAttribute("aria-labelledby")}").TextContent.Split(' ')[0]).Should().Equal("Signalled", "Contacted", "Agreed", "Handoff", "Graduated");
        page.FindAll(".board-aside a").Select(link => (link.TextContent, link.GetAttribute("href"))).Should().Equal(
            ("1 snoozed", "/external-led?view=list&stage=snoozed"), ("0 dismissed", "/external-led?view=list&stage=dismissed"));
    }

    [Fact]
    public async Task A_card_says_what_speaks_for_the_conversation_now()
    {
        var client = Make.Client(Scene.Partner);
        Scene.Listed(signals: Signal.DrivesUsage | Signal.InvitesPeople, daysInStage: 15, workspace: client, deal: Scene.Deal(client, expiresOn: new(2026, 12, 25)), work: card =>
        {
            card.Assign(PipelineScene.Owner(Make.CommercialOwner));
            card.Plan("Call the griffier", new(2026, 11, 19), null);
        });
        var page = await ShownAsync("/external-led");
        var card = page.Find(".lead-card");

        var name = card.QuerySelector(".lead-card-name")!;
        (name.TextContent, name.GetAttribute("href"), card.GetAttribute("aria-labelledby")).Should().Be(("Gemeente Zwolle", $"/external-led?card={client.Id}", name.Id));
        page.Find($"#{name.GetAttribute("aria-describedby")}").TextContent.Should().Contain("Shift");
        card.QuerySelector(".lead-card-partner")!.TextContent.Should().Be("Bureau Samenspel");
        card.QuerySelector(".score")!.GetAttribute("title").Should().Be("Score 60: drives usage 40, invites people 20");
        card.QuerySelectorAll(".signal-chip").Select(chip => chip.GetAttribute("title")).Should().Equal(
            "Drives usage: 71 % of 53 conversations in projects that they created", "Invites people: Invited 2 people since 23 Aug");
        card.QuerySelectorAll(".lead-card-line").Select(line => Words(line.TextContent)).Should().Equal("ready expires in 35 days € 0.00 owed", "Call the griffier 19 Nov 2026 overdue");
        Words(card.QuerySelector(".lead-card-foot")!.TextContent).Should().Be("JBJoris Bakker stale 15 days15 days in this stage");
    }

    [Fact]
    public async Task A_card_that_came_back_says_why_and_one_that_nobody_owns_says_so()
    {
        Scene.Listed(work: card =>
        {
            card.Snooze(null, PipelineScene.Reading(Signal.DrivesUsage));
            card.Return(Signal.InvitesPeople, FixedClock.Noon.AddDays(-2));
        });
        var page = await ShownAsync("/external-led");

        page.Find(".lead-card-line").TextContent.Should().Be("Came back: invites people");
        page.Find(".lead-card-foot").TextContent.Should().Contain("Nobody yet");
    }

    [Fact]
    public async Task A_stage_shows_fifty_cards_and_leads_to_the_others()
    {
        for (var i = 0; i < 51; i++)
        {
            Scene.Listed($"Gemeente {i}");
        }

        var page = await ShownAsync($"/external-led?partner={Scene.Partner.Id}");

        page.FindAll(".lead-card").Should().HaveCount(50);
        (page.Find(".board-all").TextContent, page.Find(".board-all").GetAttribute("href")).Should().Be(("Show all 51", $"/external-led?view=list&partner={Scene.Partner.Id}&stage=signalled"));
    }

    [Fact]
    public async Task Dropped_on_another_stage_a_card_moves_there_and_it_is_said()
    {
        var client = Scene.Listed();
        var page = await ShownAsync("/external-led");
        await page.InvokeAsync(() => ColumnsOf(page).DropAsync(client.Id, "Agreed"));

        SaidOn(page).Should().Be("Moved Gemeente Zwolle to agreed.");
        CardsIn(page, PipelineStage.Agreed).Should().Equal("Gemeente Zwolle");
        (await CardAsync(client.Id)).Stage.Should().Be(PipelineStage.Agreed);
    }

    [Fact]
    public async Task By_key_a_card_goes_from_stage_to_stage_and_not_past_either_end()
    {
        var client = Scene.Listed(work: card => card.MoveTo(PipelineStage.Agreed, card.StageSince));
        var page = await ShownAsync("/external-led");
        await page.InvokeAsync(() => ColumnsOf(page).StepAsync(client.Id, 1));
        SaidOn(page).Should().Be("Moved Gemeente Zwolle to handoff planned.");
        await page.InvokeAsync(() => ColumnsOf(page).StepAsync(client.Id, 1));
        RefusedOn(page).Should().Be("A client graduates by a completed handoff, and by nothing else.");

        foreach (var _ in Enumerable.Range(0, 3))
        {
            await page.InvokeAsync(() => ColumnsOf(page).StepAsync(client.Id, -1));
        }

        SaidOn(page).Should().Be("Moved Gemeente Zwolle to signalled.");
        await page.InvokeAsync(() => ColumnsOf(page).StepAsync(client.Id, -1));
        RefusedOn(page).Should().Be("The card is signalled already.");
    }

    [Fact]
    public async Task What_the_script_cannot_know_of_is_left_unanswered()
    {
        var client = Scene.Listed();
        var page = await ShownAsync("/external-led");
        await page.InvokeAsync(() => ColumnsOf(page).DropAsync(Guid.NewGuid(), "Agreed"));
        await page.InvokeAsync(() => ColumnsOf(page).DropAsync(client.Id, "Somewhere"));

        page.FindAll(".banner").Should().BeEmpty();
        (await CardAsync(client.Id)).Version.Should().Be(1);
    }

    [Fact]
    public async Task Of_two_who_move_one_card_the_second_is_told_and_sees_it_where_the_first_put_it()
    {
        var client = Scene.Listed();
        var page = await ShownAsync("/external-led");
        var seen = await CardAsync(client.Id);

        // The page has heard of the move by then; a person whose hand was quicker has not.
        await MoveElsewhereAsync(client.Id, PipelineStage.Agreed);
        await page.InvokeAsync(() => ColumnsOf(page).OnMove.InvokeAsync(new(seen, PipelineStage.Contacted)));

        page.WaitForAssertion(() => page.Find(".banner-conflict").TextContent.Should().Contain("Changed by Joris Bakker").And.Contain("Gemeente Zwolle: Card moved").And.Contain("agreed"));
        CardsIn(page, PipelineStage.Agreed).Should().Equal("Gemeente Zwolle");
    }

    [Fact]
    public async Task Follows_what_others_do()
    {
        var client = Scene.Listed();
        var page = await ShownAsync("/external-led");
        await MoveElsewhereAsync(client.Id, PipelineStage.Contacted);

        page.WaitForAssertion(() => page.Find(".board-news").TextContent.Should().Be("Joris Bakker moved Gemeente Zwolle just now."));
        CardsIn(page, PipelineStage.Contacted).Should().Equal("Gemeente Zwolle");
    }

    [Fact]
    public async Task A_choice_from_the_menu_is_done_and_said()
    {
        var client = Scene.Listed();
        var page = await ShownAsync("/external-led");
        await ChooseAsync(page, "Move to Contacted");
        SaidOn(page).Should().Be("Moved Gemeente Zwolle to contacted.");

        await ChooseAsync(page, "Assign…", Pipeline.AssignAsync(Noor, new(Guid.CreateVersion7(), client.Id, 2, Noor.Subject), default));
        page.WaitForAssertion(() => SaidOn(page).Should().Be("Assigned Gemeente Zwolle to Noor de Wit."));

        await ChooseAsync(page, "Next step…", Pipeline.PlanAsync(Noor, new(Guid.CreateVersion7(), client.Id, 3, "Call them", null, null), default));
        page.WaitForAssertion(() => SaidOn(page).Should().Be("Saved the next step for Gemeente Zwolle."));

        await ChooseAsync(page, "Snooze…", Pipeline.SnoozeAsync(Noor, new(Guid.CreateVersion7(), client.Id, 4, new(2026, 12, 4)), default));
        page.WaitForAssertion(() => SaidOn(page).Should().Be("Snoozed Gemeente Zwolle until 4 Dec 2026."));
        page.FindAll(".lead-card").Should().BeEmpty();
        page.Find(".board-aside a").TextContent.Should().Be("1 snoozed");
    }

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

        page.FindAll("thead th").Select(head => head.TextContent.Trim()).Should().Equal("Client", "Stage", "Score", "Signals", "Age", "Cap left", "Expires", "Owed", "Owner", "Next step", "Actions");
        CellsOf(page)[1][..9].Should().Equal(
            "Gemeente Zwolle Bureau Samenspel", "Signalled", "40 Score 40: drives usage 40", "Usage Drives usage: 71 % of 53 conversations in projects that they created.", "15 days stale", "€ 500.00", "25 Dec 2026 ready : expires in 35 days", "€ 0.00", "Nobody yet");
        CellsOf(page)[0][4..8].Should().Equal("Today", "– No deal", "– No deal", "– No deal");
        page.FindAll(".view-link").Select(link => (link.TextContent, link.GetAttribute("href"), link.GetAttribute("aria-current"))).Should().Equal(
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
        await page.FindAll("thead th").Single(head => head.TextContent.Trim() == title).QuerySelector("div")!.ClickAsync();

        Navigation.Uri.Should().EndWith($"/external-led?view=list&{address}");
    }

    [Fact]
    public async Task The_score_is_sorted_backwards_on_a_second_click()
    {
        Scene.Listed();
        var page = await ShownAsync("/external-led?view=list");
        page.Find("th[aria-sort=descending]").TextContent.Trim().Should().Be("Score");
        await page.Find("th[aria-sort=descending] div").ClickAsync();

        Navigation.Uri.Should().EndWith("/external-led?view=list&desc=false");
    }

    [Fact]
    public async Task Each_filter_stands_in_the_address_and_narrows_the_board()
    {
        Scene.Listed("Gemeente Ede", Signal.DrivesUsage | Signal.InvitesPeople, work: card => card.Assign(PipelineScene.Owner(Noor)));
        Scene.Listed(daysInStage: 20);
        var page = await ShownAsync("/external-led");
        page.FindAll(".filter-bar select").Select(select => string.Join(", ", select.QuerySelectorAll("option").Select(option => option.TextContent))).Should().Equal(
            "All partners, Bureau Samenspel", "Anyone, Nobody yet, Me", "Any signal, Drives usage, Invites people, Acts as owner, Created an organisation");

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

        (page.Find(".chip").TextContent.Trim(), page.Find(".chip").GetAttribute("href")).Should().Be(("Kompas ×", "/external-led?owner=gone"));
        page.FindAll(".filter-bar select")[1].QuerySelectorAll("option")[^1].TextContent.Should().Be("Somebody unknown");
        (await ShownAsync($"/external-led?partner={Guid.NewGuid()}")).Find(".chip").TextContent.Trim().Should().Be("Unknown partner ×");
    }

    [Fact]
    public async Task Says_that_there_is_nothing_yet_and_what_to_do()
    {
        var page = await ShownAsync("/external-led");

        page.Find(".empty-state").TextContent.Should().Contain("No client leads itself yet.").And.Contain("Refresh the signals to look for those who do.");
        page.Find(".refresh").TextContent.Should().Contain("The signals were never read");
    }

    [Fact]
    public async Task A_search_without_end_is_refused_in_words()
    {
        Scene.Listed();
        var page = await ShownAsync($"/external-led?q={new string('a', 300)}");

        page.Find(".banner-conflict").TextContent.Should().StartWith("A search may have");
    }

    [Fact]
    public async Task A_refresh_says_what_it_came_to_and_the_day_of_the_signals()
    {
        Scene.Listed();
        var page = await ShownAsync("/external-led");
        await page.FindAll("button").Single(button => button.TextContent.Trim() == "Refresh signals").ClickAsync();

        page.WaitForAssertion(() => page.Find(".refresh-result").TextContent.Should().Be("Read 1 client as of 20 Nov 2026: 0 newly listed, 0 came back."), TimeSpan.FromSeconds(20));
        page.WaitForAssertion(() => page.Find(".refresh").TextContent.Should().Contain("Signals as of 20 Nov 2026"));
    }

    [Fact]
    public async Task Somebody_who_may_only_read_sees_the_board_and_why_nothing_can_be_done()
    {
        Scene.Listed();
        var page = await ShownAsync("/external-led", Noor with { Permissions = Permission.Read });

        page.Find(".lead-card").HasAttribute("draggable").Should().BeFalse();
        page.FindAll("button").Single(button => button.TextContent.Trim() == "Refresh signals").HasAttribute("disabled").Should().BeTrue();
        var card = await CardAsync(Guid.Parse(page.Find(".lead-card").GetAttribute("data-card")!));
        await page.InvokeAsync(() => ColumnsOf(page).StepAsync(card.WorkspaceId, 1));
        RefusedOn(page).Should().StartWith("You may not do this.");
    }

    [Fact]
    public async Task An_address_with_a_card_opens_its_evidence_and_closing_it_takes_it_out_of_the_address()
    {
        var client = Scene.Listed();
        object? opened = null;
        Services.GetRequiredService<DialogService>().OnSideOpen += (_, parameters, _) => opened = parameters[nameof(EvidenceDrawer.WorkspaceId)];
        var page = await ShownAsync($"/external-led?stale=false&q=zwolle&card={client.Id}");
        page.WaitForAssertion(() => opened.Should().Be(client.Id));

        await page.InvokeAsync(() => Services.GetRequiredService<DialogService>().CloseSide());
        page.WaitForAssertion(() => Navigation.Uri.Should().EndWith("/external-led?q=zwolle"));
    }

    private async Task<IRenderedComponent<ExternalLedPage>> ShownAsync(string address, Staff? who = null)
    {
        if (!_isSaved)
        {
            await Scene.SaveAsync(Database);
            _isSaved = true;
        }

        var page = RenderAt(address, who);
        page.WaitForElement(".filter-bar");
        return page;
    }

    private static BoardColumns ColumnsOf(IRenderedComponent<ExternalLedPage> page) => page.FindComponent<BoardColumns>().Instance;

    /// <summary>Chooses from the first card's menu; the dialog that opens, where one does, closes with what was done meanwhile.</summary>
    private async Task ChooseAsync<T>(IRenderedComponent<ExternalLedPage> page, string item, Task<Core.Changes.Outcome<T>> meanwhile)
        where T : notnull
    {
        await page.Find("button[data-kebab]").ClickAsync();
        var chosen = page.FindAll("[role=menuitem]").Single(found => found.TextContent.Trim() == item).ClickAsync();
        var answer = await meanwhile;
        await page.InvokeAsync(() => Services.GetRequiredService<DialogService>().Close(answer.Value));
        await chosen;
    }

    private static async Task ChooseAsync(IRenderedComponent<ExternalLedPage> page, string item)
    {
        await page.Find("button[data-kebab]").ClickAsync();
        await page.FindAll("[role=menuitem]").Single(found => found.TextContent.Trim() == item).ClickAsync();
    }

    private static string SaidOn(IRenderedComponent<ExternalLedPage> page) => page.Find("[role=status] .banner-done").TextContent;

    private static string RefusedOn(IRenderedComponent<ExternalLedPage> page) => page.Find("[role=alert] .banner-refused").TextContent.Trim();

    private static IEnumerable<string> CardsIn(IRenderedComponent<ExternalLedPage> page, PipelineStage stage) => page.FindAll($"[data-stage={stage}] .lead-card-name").Select(name => name.TextContent);

    private static List<List<string>> CellsOf(IRenderedComponent<ExternalLedPage> page) =>
        [.. page.WaitForElements("tbody tr").Select(row => row.QuerySelectorAll("td").Select(cell => Words(string.Join(' ', cell.GetDescendants().OfType<IText>().Select(text => text.Data)))).ToList())];

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
