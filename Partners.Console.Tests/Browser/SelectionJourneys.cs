using FluentAssertions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>Several rows at once, by keyboard and by mouse.</summary>
public sealed class SelectionJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private const string One = "Stichting Wijkwerk Zuiderhof";
    private const string Other = "Hogeschool voor Ambacht";

    [Fact]
    public async Task By_keyboard_two_cards_are_snoozed_at_once_and_come_back_at_once()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/external-led");
        foreach (var client in (string[])[One, Other])
        {
            var box = noor.Screen.GetByRole(AriaRole.Checkbox, new() { Name = $"Select {client}", Exact = true });
            await box.FocusAsync();
            await noor.Page.Keyboard.PressAsync("Space");
            await Expect(box).ToBeCheckedAsync();
        }

        var bar = noor.Screen.GetByRole(AriaRole.Toolbar, new() { Name = "Selected", Exact = true });
        await Expect(bar).ToContainTextAsync("2 selected");
        await bar.Button("Snooze…").FocusAsync();
        await noor.Page.Keyboard.PressAsync("Enter");
        var dialog = noor.Screen.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Snooze 2 cards");
        await dialog.Button("Snooze").FocusAsync();
        await noor.Page.Keyboard.PressAsync("Enter");

        await Expect(noor.Screen.Locator(".result-text")).ToHaveTextAsync("Snoozed 2 cards.");
        await Expect(bar).ToHaveCountAsync(0);
        await Expect(CardOf(noor, One)).ToHaveCountAsync(0);
        await noor.Screen.Button("Undo").FocusAsync();
        await noor.Page.Keyboard.PressAsync("Enter");

        await Expect(noor.Screen.Locator(".result-text")).ToHaveTextAsync("Brought back 2 cards.");
        await Expect(CardOf(noor, One)).ToHaveCountAsync(1);
        await Expect(CardOf(noor, Other)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_chosen_deals_are_a_file_of_their_own()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/ledger");
        await noor.Screen.GetByRole(AriaRole.Checkbox, new() { Name = "Select deal Bureau Samenspel – Gemeente Vlierdam", Exact = true })
            .CheckAsync();
        var bar = noor.Screen.GetByRole(AriaRole.Toolbar, new() { Name = "Selected", Exact = true });

        var download = await noor.Page.RunAndWaitForDownloadAsync(() => bar.Link("Export CSV").ClickAsync());
        await using var content = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(content);
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Should().HaveCount(2);
        lines[1].Should().Contain("Bureau Samenspel,Gemeente Vlierdam");
    }

    private static ILocator CardOf(Visitor visitor, string client) =>
        visitor.Screen.Locator(".lead-card-name").Filter(new() { HasText = client });
}
