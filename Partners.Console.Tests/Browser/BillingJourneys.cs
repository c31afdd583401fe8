using FluentAssertions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

public sealed class BillingJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    [Fact]
    public async Task The_address_keeps_the_kind_and_the_search_through_a_reload_and_back()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/organisations");
        await noor.Screen.GetByRole(AriaRole.Navigation, new() { Name = "Main", Exact = true }).Link("Billing").ClickAsync();
        await noor.HeadingIsAsync("Billing");
        await noor.AddressIsAsync("/billing");

        await KindOf(noor).SelectOptionAsync("External clients");
        await noor.AddressIsAsync("/billing?kind=external-client");
        await SearchOf(noor).FillAsync("hogeschool mer");
        const string Address = "/billing?q=hogeschool%20mer&kind=external-client";
        await noor.AddressIsAsync(Address);
        await FoundAsync();

        await noor.Page.ReloadAsync();
        await noor.InteractiveAsync();
        await noor.AddressIsAsync(Address);
        await FoundAsync();

        await noor.Page.GoBackAsync();
        await Expect(SearchOf(noor)).ToHaveValueAsync(string.Empty);
        await Expect(KindOf(noor)).ToHaveValueAsync("external-client");

        async Task FoundAsync()
        {
            await Expect(noor.Screen.Locator("tbody .name").GetByRole(AriaRole.Link)).ToHaveTextAsync(["Hogeschool Merenland"]);
            await Expect(SearchOf(noor)).ToHaveValueAsync("hogeschool mer");
            await Expect(KindOf(noor)).ToHaveValueAsync("external-client");

            // Its account gives 10 %, and its deal agrees 15.
            await noor.Screen
                .GetByRole(AriaRole.Row)
                .Filter(new() { HasText = "Hogeschool Merenland" })
                .SaysAsync("differs from the account's discount");
        }
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(800)]
    [InlineData(480)]
    public async Task At_any_width_the_page_does_not_scroll_sideways(int width)
    {
        var noor = await SignedInAsync();
        await noor.PreferAsync(dark: false, width);
        await noor.GoAsync("/billing?kind=external-client");

        await Expect(noor.Screen.Link("Hogeschool Merenland")).ToBeVisibleAsync();
        (await noor.Screen.EvaluateAsync<bool>("root => root.scrollWidth <= root.clientWidth")).Should().BeTrue();
    }

    private static ILocator SearchOf(Visitor visitor) =>
        visitor.Screen.GetByRole(AriaRole.Searchbox, new() { Name = "Search accounts", Exact = true });

    private static ILocator KindOf(Visitor visitor) => visitor.Screen.GetByRole(AriaRole.Combobox, new() { Name = "Kind", Exact = true });
}
