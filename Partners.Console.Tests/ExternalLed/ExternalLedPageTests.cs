using Bunit;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.ExternalLed;
using Partners.Console.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.ExternalLed;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>The board over the real services and a database; today is 20 November 2026.</summary>
public sealed class ExternalLedPageTests : PipelinePages
{
    [Fact]
    public async Task Shows_each_stage_with_its_count_and_its_highest_scores_first()
    {
        Scene.Listed("Gemeente Ede", Signal.DrivesUsage);
        Scene.Listed("Gemeente Zwolle", Signal.DrivesUsage | Signal.InvitesPeople);
        Scene.Listed("Waterschap Vallei", work: card => card.MoveTo(PipelineStage.Agreed, card.StageSince));
        Scene.Listed("Gemeente Oost", work: card => card.Graduate(card.StageSince));
        Scene.Listed("Gemeente Weg", work: card => card.Snooze(null, PipelineScene.Reading(Signal.DrivesUsage)));
        var page = await ShownAsync("/external-led");

        page
            .FindAll(".board-column h2")
            .Select(title => Words(title.TextContent))
            .Should().Equal("Signalled 2", "Contacted 0", "Agreed 1", "Handoff planned 0", "Graduated 1");
        CardsIn(page, PipelineStage.Signalled).Should().Equal("Gemeente Zwolle", "Gemeente Ede");
        CardsIn(page, PipelineStage.Agreed).Should().Equal("Waterschap Vallei");
        page.FindAll(".board-column")[1].TextContent.Should().Contain("No cards");
        page
            .FindAll(".board-column")
            .Select(column => page.Find($"#{column.GetAttribute("aria-labelledby")}").TextContent.Split(' ')[0])
            .Should().Equal("Signalled", "Contacted", "Agreed", "Handoff", "Graduated");
        page.FindAll(".board-aside a").Select(link => (link.TextContent, link.GetAttribute("href"))).Should().Equal(
            ("1 snoozed", "/external-led?view=list&stage=snoozed"), ("0 dismissed", "/external-led?view=list&stage=dismissed"));
    }

    [Fact]
    public async Task A_card_says_what_speaks_for_the_conversation_now()
    {
        var client = Make.Client(Scene.Partner);
        Scene.Listed(
            signals: Signal.DrivesUsage | Signal.InvitesPeople,
            daysInStage: 15,
            workspace: client,
            deal: Scene.Deal(client, expiresOn: new(2026, 12, 25)),
            work: card =>
            {
                card.Assign(PipelineScene.Owner(Make.CommercialOwner));
                card.Plan("Call the griffier", new(2026, 11, 19), null);
            });
        var page = await ShownAsync("/external-led");
        var card = page.Find(".lead-card");

        var name = card.QuerySelector(".lead-card-name")!;
        (name.TextContent, name.GetAttribute("href"), card.GetAttribute("aria-labelledby"))
            .Should().Be(("Gemeente Zwolle", $"/external-led?card={client.Id}", name.Id));
        page.Find($"#{name.GetAttribute("aria-describedby")}").TextContent.Should().Contain("Shift");
        card.QuerySelector(".lead-card-partner")!.TextContent.Should().Be("Bureau Samenspel");
        card.QuerySelector(".score")!.GetAttribute("title").Should().Be("Score 60: drives usage 40, invites people 20");
        card.QuerySelectorAll(".signal-chip").Select(chip => chip.GetAttribute("title")).Should().Equal(
            "Drives usage: 71 % of 53 conversations in projects that they created", "Invites people: Invited 2 people since 23 Aug");
        card
            .QuerySelectorAll(".lead-card-line")
            .Select(line => Words(line.TextContent))
            .Should().Equal("Expires in 35 days € 0.00 owed", "Call the griffier 19 Nov, overdue", "Stale, 15 days in this stage");
        card.QuerySelectorAll(".score-bar i").Select(part => part.ClassList.Contains("on")).Should().Equal(true, true, false, false);
        Words(card.QuerySelector(".lead-card-foot")!.TextContent).Should().Be("JBJoris Bakker Joris 15 days15 days in this stage");
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
    public async Task A_stage_shows_three_cards_then_fifty_and_leads_to_the_others()
    {
        for (var i = 0; i < 51; i++)
        {
            Scene.Listed($"Gemeente {i}");
        }

        var page = await ShownAsync($"/external-led?partner={Scene.Partner.Id}");

        page.FindAll(".lead-card").Should().HaveCount(3);
        page.Find(".board-all").TextContent.Should().Be("Show 47 more in Signalled");
        page.Find(".board-all").Click();
        page.FindAll(".lead-card").Should().HaveCount(50);
        (page.Find(".board-all").TextContent, page.Find(".board-all").GetAttribute("href"))
            .Should().Be(("Show all 51", $"/external-led?view=list&partner={Scene.Partner.Id}&stage=signalled"));
    }

    [Fact]
    public async Task Dropped_on_another_stage_a_card_moves_there_and_it_is_said()
    {
        var client = Scene.Listed();
        var page = await ShownAsync("/external-led");
        await page.InvokeAsync(() => ColumnsOf(page).DropAsync(client.Id, "Agreed"));

        SaidOn(page).Should().Be("Moved Gemeente Zwolle to agreed. Bureau Samenspel was not asked.");
        CardsIn(page, PipelineStage.Agreed).Should().Equal("Gemeente Zwolle");
        (await CardAsync(client.Id)).Stage.Should().Be(PipelineStage.Agreed);
    }

    [Fact]
    public async Task A_card_beyond_the_third_is_shown_once_it_is_what_was_worked_on()
    {
        for (var i = 0; i < 3; i++)
        {
            Scene.Listed(
                $"Gemeente {i}",
                Signal.DrivesUsage | Signal.InvitesPeople,
                work: card => card.MoveTo(PipelineStage.Agreed, card.StageSince));
        }

        var client = Scene.Listed();
        var page = await ShownAsync("/external-led");
        await page.InvokeAsync(() => ColumnsOf(page).DropAsync(client.Id, "Agreed"));

        CardsIn(page, PipelineStage.Agreed).Should().HaveCount(4).And.Contain("Gemeente Zwolle");
    }

    [Fact]
    public async Task A_move_is_taken_back_from_its_message()
    {
        var client = Scene.Listed(work: card => card.MoveTo(PipelineStage.Agreed, card.StageSince));
        var page = await ShownAsync("/external-led");
        await page.InvokeAsync(() => ColumnsOf(page).StepAsync(client.Id, 1));
        await page.Find(".result-undo").ClickAsync();

        SaidOn(page).Should().Be("Moved Gemeente Zwolle back to agreed.");
        (await CardAsync(client.Id)).Stage.Should().Be(PipelineStage.Agreed);
        page.FindAll(".result-undo").Should().BeEmpty();
    }

    [Fact]
    public async Task A_move_that_somebody_else_changed_since_is_not_taken_back_over_theirs()
    {
        var client = Scene.Listed();
        var page = await ShownAsync("/external-led");
        await page.InvokeAsync(() => ColumnsOf(page).StepAsync(client.Id, 1));
        await MoveElsewhereAsync(client.Id, PipelineStage.HandoffPlanned);
        await page.Find(".result-undo").ClickAsync();

        page.Find(".banner-conflict").TextContent.Should().Contain("Changed by Joris Bakker");
        (await CardAsync(client.Id)).Stage.Should().Be(PipelineStage.HandoffPlanned);
    }

    [Fact]
    public async Task What_was_dismissed_or_snoozed_comes_back_from_its_message()
    {
        var client = Scene.Listed(work: card => card.MoveTo(PipelineStage.Contacted, card.StageSince));
        var page = await ShownAsync("/external-led");
        await ChooseAsync(page, "Dismiss…", Pipeline.DismissAsync(Noor, new(Guid.CreateVersion7(), client.Id, 1, "Not now"), default));
        page.WaitForAssertion(() => SaidOn(page).Should().Be("Dismissed Gemeente Zwolle."));
        await page.Find(".result-undo").ClickAsync();

        SaidOn(page).Should().Be("Brought Gemeente Zwolle back to contacted.");
        await ChooseAsync(page, "Snooze…", Pipeline.SnoozeAsync(Noor, new(Guid.CreateVersion7(), client.Id, 3, null), default));
        page.WaitForAssertion(() => SaidOn(page).Should().StartWith("Snoozed Gemeente Zwolle"));
        await page.Find(".result-undo").ClickAsync();
        CardsIn(page, PipelineStage.Contacted).Should().Equal("Gemeente Zwolle");
    }

    [Fact]
    public async Task By_key_a_card_goes_from_stage_to_stage_and_not_past_either_end()
    {
        var client = Scene.Listed(work: card => card.MoveTo(PipelineStage.Agreed, card.StageSince));
        var page = await ShownAsync("/external-led");
        await page.InvokeAsync(() => ColumnsOf(page).StepAsync(client.Id, 1));
        SaidOn(page).Should().Be("Moved Gemeente Zwolle to handoff planned.");
        await page.InvokeAsync(() => ColumnsOf(page).StepAsync(client.Id, 1));
        RefusedOn(page).Should().Be("A client graduates only when its handoff is completed.");

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

        // The page knows about the move by then; a person who acts quickly does not.
        await MoveElsewhereAsync(client.Id, PipelineStage.Agreed);
        await page.InvokeAsync(() => ColumnsOf(page).OnMove.InvokeAsync(new(seen, PipelineStage.Contacted)));

        page.WaitForAssertion(() => page
            .Find(".banner-conflict").TextContent
            .Should().Contain("Changed by Joris Bakker")
            .And.Contain("Gemeente Zwolle: Card moved")
            .And.Contain("agreed"));
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
        SaidOn(page).Should().Be("Moved Gemeente Zwolle to contacted. Bureau Samenspel was not asked.");

        await ChooseAsync(page, "Assign…", Pipeline.AssignAsync(Noor, new(Guid.CreateVersion7(), client.Id, 2, Noor.Subject), default));
        page.WaitForAssertion(() => SaidOn(page).Should().Be("Assigned Gemeente Zwolle to Noor de Wit."));

        await ChooseAsync(
            page,
            "Next step…",
            Pipeline.PlanAsync(Noor, new(Guid.CreateVersion7(), client.Id, 3, "Call them", null, null), default));
        page.WaitForAssertion(() => SaidOn(page).Should().Be("Saved the next step for Gemeente Zwolle."));

        await ChooseAsync(page, "Snooze…", Pipeline.SnoozeAsync(Noor, new(Guid.CreateVersion7(), client.Id, 4, new(2026, 12, 4)), default));
        page.WaitForAssertion(() => SaidOn(page).Should().Be("Snoozed Gemeente Zwolle until 4 Dec 2026."));
        page.FindAll(".lead-card").Should().BeEmpty();
        page.Find(".board-aside a").TextContent.Should().Be("1 snoozed");
    }

    [Fact]
    public async Task Says_that_there_is_nothing_yet_and_what_to_do()
    {
        var page = await ShownAsync("/external-led");

        page
            .Find(".empty-state").TextContent
            .Should().Contain("No external-led client yet.")
            .And.Contain("Refresh the signals to look for them.");
        page.Find(".lead").TextContent.Should().EndWith("The signals have not been read yet.");
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

        page.WaitForAssertion(
            () => page.Find(".refresh-result").TextContent.Should().Be("Read 1 client as of 20 Nov 2026: 0 newly listed, 0 came back."),
            TimeSpan.FromSeconds(20));
        page.WaitForAssertion(() => page.Find(".lead").TextContent.Should().EndWith("Signals as of 20 Nov 2026."));
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
        RefusedOn(page).Should().StartWith("Only staff can do this.");
    }

    [Fact]
    public async Task An_address_with_a_card_opens_its_evidence_and_closing_it_takes_it_out_of_the_address()
    {
        var client = Scene.Listed();
        var dialogs = Services.GetRequiredService<PageDialogs>();
        var page = await ShownAsync($"/external-led?stale=false&q=zwolle&card={client.Id}");
        page.WaitForAssertion(() => dialogs.Open[^1].Parameters[nameof(EvidenceDrawer.WorkspaceId)].Should().Be(client.Id));

        await page.InvokeAsync(dialogs.CloseSide);
        page.WaitForAssertion(() => Navigation.Uri.Should().EndWith("/external-led?q=zwolle"));
    }
}
