using FluentAssertions;
using Microsoft.Playwright;
using Partners.Console.Shell;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>Using the console without a mouse.</summary>
public sealed class KeyboardJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private const string Shortcuts = "Keyboard shortcuts";
    private const string SingleKeys = "Single-key shortcuts";

    [Fact]
    public async Task Letters_lead_to_each_page_of_the_navigation_and_put_the_focus_on_its_heading()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/handoffs");
        foreach (var entry in SideNavigation.Entries)
        {
            await PressAsync(noor, "g", $"{entry.Letter}");
            await noor.AddressIsAsync(entry.Href);
            await Expect(HeadingOf(noor)).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task Leaving_the_board_before_its_script_has_come_stops_no_page()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/handoffs");
        var (asked, left) = (new TaskCompletionSource(), new TaskCompletionSource());
        await noor.Page.RouteAsync("**/BoardColumns.*.js", async route =>
        {
            asked.TrySetResult();
            await left.Task;
            await route.ContinueAsync();
        });
        await PressAsync(noor, "g", "e");
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
        await PressAsync(noor, "g", "h");
        await noor.AddressIsAsync("/handoffs");
        await Expect(HeadingOf(noor)).ToHaveTextAsync("Handoffs");

        var script = noor.Page.WaitForResponseAsync("**/BoardColumns.*.js");
        left.SetResult();
        await script;

        // By the time the page answers this, the script has finished starting.
        await SearchBox(noor, "Search workspace, partner or client").FillAsync("nowhere");
        await noor.Screen.SaysAsync("No handoff matches.");
        await Expect(HeadingOf(noor)).ToHaveTextAsync("Handoffs");
    }

    [Fact]
    public async Task A_question_mark_shows_the_list_and_closing_it_leads_back()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/organisations");
        await noor.Screen.Field("Partners only").FocusAsync();
        await PressAsync(noor, "?");
        await noor.Screen.Dialog(Shortcuts).SaysAsync("Go to the search box of the page");

        // Nothing behind the list reacts.
        await PressAsync(noor, "g", "h", "Escape");
        await Expect(noor.Screen.Dialog(Shortcuts)).ToBeHiddenAsync();
        await Expect(noor.Screen.Field("Partners only")).ToBeFocusedAsync();
        await noor.AddressIsAsync("/organisations");
    }

    [Fact]
    public async Task A_slash_leads_to_the_search_box_where_letters_are_letters()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/handoffs");
        await PressAsync(noor, "/");
        var search = SearchBox(noor, "Search workspace, partner or client");
        await Expect(search).ToBeFocusedAsync();

        await PressAsync(noor, "g", "o", "?", "/");
        await Expect(search).ToHaveValueAsync("go?/");
        await Expect(noor.Screen.Dialog(Shortcuts)).ToBeHiddenAsync();
        await noor.HeadingIsAsync("Handoffs");
    }

    [Fact]
    public async Task Letters_with_a_modifier_or_with_a_pause_between_them_lead_nowhere()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/handoffs");
        await PressAsync(noor, "g", "Alt+o", "g");
        await Task.Delay(TimeSpan.FromSeconds(1.8), TestContext.Current.CancellationToken);
        await PressAsync(noor, "o", "/");
        await Expect(SearchBox(noor, "Search workspace, partner or client")).ToBeFocusedAsync();
        await noor.AddressIsAsync("/handoffs");
    }

    [Fact]
    public async Task Single_keys_can_be_switched_off_in_this_browser_and_the_list_stays_in_the_menu()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/handoffs");
        await PressAsync(noor, "?");
        await noor.Screen.Tick(SingleKeys).FocusAsync();
        await PressAsync(noor, "Space", "Escape");
        await noor.GoAsync("/moves");
        await PressAsync(noor, "?", "g", "o", "/");
        await Expect(noor.Screen.Dialog(Shortcuts)).ToBeHiddenAsync();
        await noor.AddressIsAsync("/moves");

        await noor.Screen.Locator(".person-button").FocusAsync();
        await PressAsync(noor, "Enter", "Tab", "Enter");
        await Expect(noor.Screen.Tick(SingleKeys)).Not.ToBeCheckedAsync();
        await noor.Screen.Tick(SingleKeys).FocusAsync();
        await PressAsync(noor, "Space", "Escape");
        await Expect(noor.Screen.Locator(".person-button")).ToBeFocusedAsync();
        await PressAsync(noor, "g", "h");
        await noor.AddressIsAsync("/handoffs");
    }

    [Fact]
    public async Task The_first_stop_of_each_page_is_the_link_past_the_navigation()
    {
        var noor = await SignedInAsync();
        foreach (var entry in SideNavigation.Entries)
        {
            await noor.GoAsync(entry.Href);
            await PressAsync(noor, "Tab");
            await Expect(noor.Screen.Link("Skip to main content")).ToBeFocusedAsync();
            await PressAsync(noor, "Enter");
            await Expect(noor.Screen.Locator("main")).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task A_link_to_another_page_leads_the_focus_to_its_heading()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/organisations?q=Samenspel");
        foreach (var (link, heading) in new[]
        {
            ("Bureau Samenspel", "Bureau Samenspel"),
            ("Referral ledger", "Referral ledger"),
            ("Statements", "Statements"),
            ("Moves", "Moves"),
        })
        {
            await noor.Screen.Link(link).First.FocusAsync();
            await PressAsync(noor, "Enter");
            await noor.HeadingIsAsync(heading);
            await Expect(HeadingOf(noor)).ToBeFocusedAsync();
        }

        await noor.Page.GoBackAsync();
        await noor.HeadingIsAsync("Statements");
        await Expect(HeadingOf(noor)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Letters_typed_on_a_menu_lead_to_the_item_that_begins_with_them()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/external-led");
        await noor.Screen.Locator(".lead-card [data-kebab]").First.ClickAsync();
        await Expect(noor.Screen.MenuItem("Evidence")).ToBeFocusedAsync();

        await TypeOnMenuAsync(noor, "au");
        await Expect(noor.Screen.MenuItem("Audit trail")).ToBeFocusedAsync();
        await noor.Page.Keyboard.PressAsync("Home");
        await noor.Page.Keyboard.PressAsync("Escape");

        await noor.Screen.Locator(".lead-card [data-kebab]").First.ClickAsync();
        await Expect(noor.Screen.MenuItem("Evidence")).ToBeFocusedAsync();
        await TypeOnMenuAsync(noor, "aa");
        await Expect(noor.Screen.MenuItem("Audit trail")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_search_keeps_the_focus_while_its_answer_comes()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/moves");
        await PressAsync(noor, "g", "o");
        await Expect(HeadingOf(noor)).ToBeFocusedAsync();
        await PressAsync(noor, "/");
        await noor.Page.Keyboard.TypeAsync("Heuvelrand");
        await noor.AddressIsAsync("/organisations?q=Heuvelrand");
        await Expect(SearchBox(noor, "Search organisations")).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("/ledger", "deal Bureau Samenspel – Gemeente Vlierdam", "/ledger?q=vlierdam")]
    [InlineData("/organisations", "Bureau Samenspel", "/organisations?q=samenspel")]
    [InlineData("/external-led?view=list", "Gemeente Vlierdam", "/external-led?q=vlierdam&view=list")]
    public async Task An_open_menu_stays_with_its_record_while_the_list_becomes_shorter(string list, string record, string filtered)
    {
        var noor = await SignedInAsync();
        await noor.Page.SetViewportSizeAsync(1280, 1200);
        await noor.GoAsync(list);
        await noor.Screen.Button($"Actions for {record}").ClickAsync();
        var menu = noor.Screen.GetByRole(AriaRole.Menu, new() { Name = $"Actions for {record}", Exact = true });
        var item = menu.GetByRole(AriaRole.Menuitem).First;
        await Expect(item).ToBeFocusedAsync();

        await noor.Page.EvaluateAsync($"Blazor.navigateTo('{filtered}')");
        await Expect(noor.Screen.Locator("table").Last.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(item).ToBeFocusedAsync();
        var (button, shown) = (await noor.Screen.Button($"Actions for {record}").BoundingBoxAsync(), await menu.BoundingBoxAsync());
        shown!.Y.Should().BeApproximately(button!.Y + button.Height + 4, 1, "the menu is beside its button");
    }

    private static ILocator HeadingOf(Visitor visitor) => visitor.Screen.GetByRole(AriaRole.Heading, new() { Level = 1 });

    private static ILocator SearchBox(Visitor visitor, string name) =>
        visitor.Screen.GetByRole(AriaRole.Searchbox, new() { Name = name, Exact = true });

    /// <summary>All at once, because a pause between letters starts over.</summary>
    private static async Task TypeOnMenuAsync(Visitor visitor, string letters) => await visitor.Page.EvaluateAsync(
        "letters => [...letters].forEach(key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, "
            + "cancelable: true })))",
        letters);

    private static async Task PressAsync(Visitor visitor, params string[] keys)
    {
        foreach (var key in keys)
        {
            await visitor.Page.Keyboard.PressAsync(key);
        }
    }
}
