using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>Search from anywhere, by keyboard alone.</summary>
public sealed class PaletteJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private static ILocator Box(Visitor visitor) => visitor.Screen.GetByRole(AriaRole.Combobox, new() { Name = "Search", Exact = true });

    private static ILocator Marked(Visitor visitor) => visitor.Screen.Locator("[role=option][aria-selected=true] .palette-name");

    [Fact]
    public async Task An_organisation_is_found_and_opened_and_stands_among_the_recent_ones()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/audit");
        await noor.OpenPaletteAsync();
        await Expect(Box(noor)).ToBeFocusedAsync();
        await noor.Page.Keyboard.TypeAsync("samensp");
        await Expect(Marked(noor)).ToHaveTextAsync("Bureau Samenspel");
        await noor.Page.Keyboard.PressAsync("Enter");
        await noor.AddressIsAsync($"/organisations/{await Console.IdOfAsync("Bureau Samenspel")}");
        await noor.HeadingIsAsync("Bureau Samenspel");

        await noor.OpenPaletteAsync();
        await Expect(
            noor.Screen.GetByRole(AriaRole.Group, new() { Name = "Recent", Exact = true }).GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await Expect(Marked(noor)).ToHaveTextAsync("Bureau Samenspel");
        await noor.Page.Keyboard.PressAsync("End");
        await Expect(Marked(noor)).ToHaveTextAsync("Platform");
        await noor.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Marked(noor)).ToHaveTextAsync("Bureau Samenspel");
        await noor.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Marked(noor)).ToHaveTextAsync("Make partner…");
        await Expect(Box(noor)).ToHaveAttributeAsync("aria-activedescendant", "palette-option-1");
    }

    [Fact]
    public async Task Enter_waits_for_the_answer_to_what_was_typed()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/");
        await noor.OpenPaletteAsync();
        await Expect(Marked(noor)).ToHaveTextAsync("Make partner…");
        await noor.Page.Keyboard.TypeAsync("bureau samenspel");
        await noor.Page.Keyboard.PressAsync("Enter");

        await noor.AddressIsAsync($"/organisations/{await Console.IdOfAsync("Bureau Samenspel")}");
    }

    [Fact]
    public async Task Escape_closes_it_and_the_focus_goes_back()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/organisations");
        var search = new OrganisationsScreen(noor).Search;
        await search.FocusAsync();
        await noor.OpenPaletteAsync();
        await Expect(Box(noor)).ToBeFocusedAsync();
        await noor.Page.Keyboard.PressAsync("Escape");

        await Expect(search).ToBeFocusedAsync();
        await Expect(noor.Screen.Locator("dialog.palette")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_organisation_is_made_a_partner_from_any_page()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/platform");
        await noor.OpenPaletteAsync();
        await noor.Page.Keyboard.TypeAsync("make p");
        await Expect(Marked(noor)).ToHaveTextAsync("Make partner…");
        await noor.Page.Keyboard.PressAsync("Enter");
        var which = noor.Screen.GetByRole(AriaRole.Combobox, new() { Name = "Make partner: which organisation?", Exact = true });
        await Expect(which).ToBeFocusedAsync();
        await noor.Page.Keyboard.TypeAsync("heuvelrand");
        await Expect(Marked(noor)).ToHaveTextAsync("GGD Heuvelrand");
        await noor.Page.Keyboard.PressAsync("Enter");

        await noor.Screen.Dialog("Make GGD Heuvelrand a partner").IsShownAsync();
    }

    [Fact]
    public async Task Pressed_before_the_page_answers_its_keys_are_kept()
    {
        var noor = await SignedInAsync();
        await noor.Page.RouteAsync("**/SearchPalette.*.js", async route =>
        {
            await noor.Page.Keyboard.PressAsync("Control+k");
            await route.ContinueAsync();
        });
        await noor.Page.GotoAsync("/audit");

        await Expect(Box(noor)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Ctrl_Enter_opens_in_a_new_tab()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/audit");
        await noor.OpenPaletteAsync();
        await noor.Page.Keyboard.TypeAsync("moves");
        await Expect(Marked(noor)).ToHaveTextAsync("Moves");

        var tab = await noor.Context.RunAndWaitForPageAsync(() => noor.Page.Keyboard.PressAsync("Control+Enter"));

        await Expect(tab).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(
            "/moves$",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)));
        await Expect(Box(noor)).ToBeFocusedAsync();
    }
}
