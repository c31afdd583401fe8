using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

public sealed class ThemeJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private const string Switch = "Switch between light and dark theme";
    private const string Parchment = "rgb(246, 244, 241)";
    private const string Ink = "rgb(25, 25, 24)";

    [Fact]
    public async Task The_theme_stays_dark_after_a_reload_and_on_other_pages()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/organisations");
        await Expect(noor.Screen.Locator("body")).ToHaveCSSAsync("background-color", Parchment);

        await noor.Screen.Button(Switch).ClickAsync();
        await Expect(noor.Screen).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(noor.Screen.Locator("body")).ToHaveCSSAsync("background-color", Ink);

        await noor.Page.ReloadAsync();
        await Expect(noor.Screen).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(noor.Screen.Locator("body")).ToHaveCSSAsync("background-color", Ink);
        await noor.GoAsync("/audit");
        await Expect(noor.Screen).ToHaveAttributeAsync("data-theme", "dark");

        await noor.Screen.Button(Switch).ClickAsync();
        await noor.Page.ReloadAsync();
        await Expect(noor.Screen).ToHaveAttributeAsync("data-theme", "light");
    }

    [Fact]
    public async Task The_system_s_preference_holds_until_the_person_chooses()
    {
        var noor = await SignedInAsync();
        await noor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await noor.GoAsync("/organisations");
        await Expect(noor.Screen.Locator("body")).ToHaveCSSAsync("background-color", Ink);

        await noor.Screen.Button(Switch).ClickAsync();
        await Expect(noor.Screen.Locator("body")).ToHaveCSSAsync("background-color", Parchment);
        await noor.Page.ReloadAsync();
        await Expect(noor.Screen.Locator("body")).ToHaveCSSAsync("background-color", Parchment);
    }
}
