using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Tests.ExternalLed;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>Working with a card in a real browser. Each test has its own client and partner.</summary>
public sealed class PipelineJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    [Fact]
    public async Task A_card_is_moved_by_mouse_and_the_last_stage_takes_none()
    {
        const string Client = "Gemeente Sleepdal";
        var id = await ListedAsync(Client);
        var noor = await SignedInAsync();
        var board = new PipelineScreen(noor);
        await board.FindAsync(Client);
        await board.Card(Client).DragToAsync(board.TitleOf("Agreed"));

        await noor.Screen.Status($"Moved {Client} to agreed.").IsShownAsync();
        await board.StandsInAsync(Client, "Agreed");
        await board.Card(Client).DragToAsync(board.TitleOf("Graduated"));
        await noor.Screen.Alert().Filter(new() { HasText = "A client graduates only when its handoff is completed" }).IsShownAsync();
        await board.StandsInAsync(Client, "Agreed");

        await noor.GoAsync($"/audit?workspace={id}");
        await noor.Screen.Locator("main").SaysAsync($"– {Client} from signalled to agreed");
    }

    [Fact]
    public async Task A_card_is_worked_by_keyboard_alone_and_the_focus_goes_with_it()
    {
        const string Client = "Gemeente Toetsdam";
        await ListedAsync(Client, "Gemeente Toetsdam Noord");
        var noor = await SignedInAsync();
        var board = new PipelineScreen(noor);
        await board.FindAsync(Client);
        await Expect(board.Name(Client)).ToHaveAccessibleDescriptionAsync(
            "Move a card with its menu, by dragging, or with Shift and ← or →. The arrow keys alone go from card to card, and Enter "
                + "opens its evidence.");
        await board.Name(Client).FocusAsync();

        await noor.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await noor.Screen.Status($"Moved {Client} to contacted.").IsShownAsync();
        await board.StandsInAsync(Client, "Contacted");
        await Expect(board.Name(Client)).ToBeFocusedAsync();
        await noor.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await board.StandsInAsync(Client, "Agreed");
        await Expect(board.Name(Client)).ToBeFocusedAsync();
        await noor.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await board.StandsInAsync(Client, "Contacted");
        await Expect(board.Name(Client)).ToBeFocusedAsync();

        await noor.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(board.Name("Gemeente Toetsdam Noord")).ToBeFocusedAsync();
        await noor.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(board.Name(Client)).ToBeFocusedAsync();

        await noor.Page.Keyboard.PressAsync("Enter");
        await noor.Screen.Locator(".evidence").SaysAsync("Bureau");
        await Expect(noor.Screen.Locator(".evidence")).ToBeFocusedAsync();
        await noor.Page.Keyboard.PressAsync("Escape");
        await noor.Screen.Locator(".evidence").IsGoneAsync();
        await Expect(board.Name(Client)).ToBeFocusedAsync();
        await noor.AddressIsAsync("/external-led?q=Gemeente%20Toetsdam");
    }

    [Fact]
    public async Task A_card_is_assigned_planned_and_moved_from_its_menu()
    {
        const string Client = "Waterschap Kaartland";
        await ListedAsync(Client);
        var noor = await SignedInAsync();
        var board = new PipelineScreen(noor);
        await board.FindAsync(Client);
        var assign = await board.OpenAsync(Client, "Assign…", $"Assign {Client}");
        await assign.Button("Assign").ClickAsync();
        await noor.Screen.Status($"Assigned {Client} to Noor de Wit.").IsShownAsync();

        var plan = await board.OpenAsync(Client, "Next step…", $"Next step for {Client}");
        await plan.Field("Next step (optional)").FillAsync("Call the griffier");
        await plan.Field("On (optional)").FillAsync("2026-11-19");
        await plan.Button("Save").ClickAsync();
        await board.Card(Client).SaysAsync("Call the griffier");
        await board.Card(Client).SaysAsync("overdue");
        await board.Card(Client).SaysAsync("Noor de Wit");

        await board.ChooseAsync(Client, "Move to Handoff planned");
        await board.StandsInAsync(Client, "Handoff planned");
        await Expect(board.Name(Client)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_card_that_is_snoozed_leaves_the_board_stands_in_the_list_and_is_brought_back()
    {
        const string Client = "Stichting Slaapwijk";
        await ListedAsync(Client);
        var noor = await SignedInAsync();
        var board = new PipelineScreen(noor);
        await board.FindAsync(Client);
        var snooze = await board.OpenAsync(Client, "Snooze…", $"Snooze {Client}");
        await snooze.Field("Until").FillAsync("2026-12-12");
        await snooze.Button("Snooze").ClickAsync();
        await noor.Screen.Status($"Snoozed {Client} until 12 Dec 2026.").IsShownAsync();
        await board.Card(Client).IsGoneAsync();

        await noor.Screen.Link("1 snoozed").ClickAsync();
        var row = noor.Screen.Locator("tbody").GetByRole(AriaRole.Row).Filter(new() { HasText = Client });
        await row.SaysAsync("until 12 Dec 2026");
        await board.ChooseAsync(Client, "Bring back");
        await noor.Screen.Status($"Brought {Client} back to signalled.").IsShownAsync();
        await row.IsGoneAsync();
    }

    [Fact]
    public async Task A_card_is_dismissed_with_a_reason_that_stays_in_the_trail()
    {
        const string Client = "Provincie Blijfstad";
        var id = await ListedAsync(Client);
        var noor = await SignedInAsync();
        var board = new PipelineScreen(noor);
        await board.FindAsync(Client);
        var dismiss = await board.OpenAsync(Client, "Dismiss…", $"Dismiss {Client}");
        await dismiss.Button("Dismiss").ClickAsync();
        await dismiss.RefusalAt("Reason").SaysAsync("Enter a reason");
        await dismiss.Field("Reason").FillAsync("They stay with the partner for now.");
        await dismiss.Button("Dismiss").ClickAsync();
        await noor.Screen.Status($"Dismissed {Client}.").IsShownAsync();
        await board.Card(Client).IsGoneAsync();

        await noor.GoAsync($"/audit?workspace={id}");
        await noor.Screen.Locator("main").SaysAsync("They stay with the partner for now.");
    }

    [Fact]
    public async Task Of_two_people_at_one_card_the_second_is_told_what_the_first_did_and_loses_nothing()
    {
        const string Client = "Hogeschool Tweespalt";
        var id = await ListedAsync(Client);
        var (noor, joris) = (await SignedInAsync(), await SignedInAsync(CommercialOwner));
        var (one, other) = (new PipelineScreen(noor), new PipelineScreen(joris));
        await one.FindAsync(Client);
        await other.FindAsync(Client);
        var dismiss = await other.OpenAsync(Client, "Dismiss…", $"Dismiss {Client}");
        await dismiss.Field("Reason").FillAsync("They asked us to wait.");

        await one.ChooseAsync(Client, "Move to Agreed");
        await noor.Screen.Status($"Moved {Client} to agreed.").IsShownAsync();
        await joris.Screen.Locator("main").SaysAsync($"Noor de Wit moved {Client} just now.");
        await dismiss.Button("Dismiss").ClickAsync();
        await dismiss.Alert().SaysAsync("Changed by Noor de Wit");
        await Expect(dismiss.Field("Reason")).ToHaveValueAsync("They asked us to wait.");
        await dismiss.Button("Cancel").ClickAsync();

        await other.StandsInAsync(Client, "Agreed");
        (await Console.QueryAsync(db => db.Candidates.Where(card => card.Id == id).Select(card => card.Stage).SingleAsync()))
            .Should().Be(PipelineStage.Agreed);
    }

    [Fact]
    public async Task A_refresh_runs_on_while_its_page_is_left_and_says_what_it_came_to()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/external-led");
        await noor.Screen.Button("Refresh signals").ClickAsync();
        await noor.GoAsync("/audit");
        await noor.GoAsync("/external-led");

        await noor.Screen.Status("as of 20 Nov 2026").Or(noor.Screen.Status("Nothing changed since")).IsShownAsync();
        await noor.Screen.Locator(".lead").SaysAsync("Signals as of 20 Nov 2026");
        await noor.Screen.Button("Refresh signals").IsShownAsync();
    }

    /// <summary>The first client's workspace; every client is in the first stage.</summary>
    private async Task<Guid> ListedAsync(params string[] clients)
    {
        var partner = Make.PlatformPartner($"Bureau van {clients[0]}");
        var scene = new PipelineScene();
        var workspaces = clients.Select(client => scene.Listed(client, partner: partner)).ToList();
        await Console.AddAsync([partner, .. scene.Take()]);
        return workspaces[0].Id;
    }
}
