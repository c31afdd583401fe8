using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

public sealed class ThemeJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private const string Switch = "Switch between light and dark theme";

    [Fact]
    public async Task The_theme_stays_dark_after_a_reload_and_on_other_pages()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/organisations");
        await Expect(noor.Screen).ToHaveAttributeAsync("data-theme", "light");

        await noor.Screen.Button(Switch).ClickAsync();
        await Expect(noor.Screen).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(noor.Screen.Locator("body")).ToHaveCSSAsync("background-color", "rgb(27, 27, 26)");

        await noor.Page.ReloadAsync();
        await Expect(noor.Screen).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(noor.Screen.Locator("body")).ToHaveCSSAsync("background-color", "rgb(27, 27, 26)");
        await noor.GoAsync("/audit");
        await Expect(noor.Screen).ToHaveAttributeAsync("data-theme", "dark");

        await noor.Screen.Button(Switch).ClickAsync();
        await noor.Page.ReloadAsync();
        await Expect(noor.Screen).ToHaveAttributeAsync("data-theme", "light");
    }
}
