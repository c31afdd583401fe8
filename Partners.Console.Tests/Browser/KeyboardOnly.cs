using System.Globalization;
using FluentAssertions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>A person without a mouse: what Tab, an arrow or a shortcut does not reach is unreachable.</summary>
internal sealed class KeyboardOnly(Visitor visitor)
{
    private const int MostStops = 150;

    public Task PressAsync(string key) => visitor.Page.Keyboard.PressAsync(key);

    public Task TypeAsync(string text) => visitor.Page.Keyboard.TypeAsync(text);

    /// <summary>Tabs until the element has the focus.</summary>
    public async Task GoToAsync(ILocator element)
    {
        await element.IsShownAsync();
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await element.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await PressAsync("Tab");
        }

        await Expect(element).ToBeFocusedAsync();
    }

    public async Task ActivateAsync(ILocator element, string key = "Enter")
    {
        await Expect(element).ToBeEnabledAsync();
        await GoToAsync(element);
        await PressAsync(key);
    }

    public async Task WriteAsync(ILocator field, string text)
    {
        await GoToAsync(field);
        await PressAsync("Control+A");
        await TypeAsync(text);
    }

    /// <summary>Types a day part by part, as the browser asks: month, day, year.</summary>
    public async Task WriteAsync(ILocator field, DateOnly day)
    {
        await GoToAsync(field);
        await TypeAsync(day.ToString("MMddyyyy", CultureInfo.InvariantCulture));
        await Expect(field).ToHaveValueAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    public async Task TickAsync(ILocator box)
    {
        await ActivateAsync(box, "Space");
        await Expect(box).ToBeCheckedAsync();
    }

    /// <param name="beginning">The first letters of the choice.</param>
    public async Task ChooseAsync(ILocator choices, string beginning)
    {
        await GoToAsync(choices);
        await TypeAsync(beginning);
        (await choices.EvaluateAsync<string>("choices => choices.selectedOptions[0].text.trim()")).Should().StartWith(beginning);
    }

    /// <summary>In an open menu.</summary>
    public async Task ChooseItemAsync(ILocator item)
    {
        await Expect(item.Page.Locator("[role=menuitem]:focus")).ToBeVisibleAsync();
        for (var press = 0; press < 20 && !await item.EvaluateAsync<bool>("item => item === document.activeElement"); press++)
        {
            await PressAsync("ArrowDown");
        }

        await Expect(item).ToBeFocusedAsync();
        await PressAsync("Enter");
    }

    /// <summary>One of several: Tab leads to the group, and the arrows within it.</summary>
    public async Task PickAsync(ILocator radio)
    {
        await radio.IsShownAsync();
        for (var stop = 0; stop < MostStops
            && !await radio.EvaluateAsync<bool>(
                "radio => document.activeElement.type === 'radio' && document.activeElement.name === radio.name"); stop++)
        {
            await PressAsync("Tab");
        }

        for (var choice = 0; choice < 10 && !await radio.IsCheckedAsync(); choice++)
        {
            await PressAsync(await radio.EvaluateAsync<bool>("radio => radio === document.activeElement") ? "Space" : "ArrowDown");
        }

        await Expect(radio).ToBeCheckedAsync();
    }
}
