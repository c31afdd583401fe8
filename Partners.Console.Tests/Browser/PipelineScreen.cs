using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>The pipeline's board and list, and their dialogs.</summary>
internal sealed class PipelineScreen(Visitor visitor)
{
    /// <summary>The board, filtered by a search.</summary>
    public async Task FindAsync(string client)
    {
        await visitor.GoAsync($"/external-led?q={Uri.EscapeDataString(client)}");
        await visitor.HeadingIsAsync("External-led organisations");
        await Card(client).IsShownAsync();
        await ReadyAsync();
    }

    /// <summary>Waits until the board handles mouse and keyboard: input before its script has loaded is lost.</summary>
    public Task ReadyAsync() => visitor.UntilAsync("document.querySelector('.board[data-ready]') !== null");

    public ILocator Card(string client) => visitor.Screen.GetByRole(AriaRole.Article, new() { Name = client, Exact = true });

    /// <summary>The keyboard target of a card.</summary>
    public ILocator Name(string client) => Card(client).Link(client);

    /// <param name="stage">The text of its heading.</param>
    public ILocator Column(string stage) =>
        visitor.Screen.Locator(".board-column").Filter(new() { Has = visitor.Page.Locator("h2").Filter(new() { HasText = stage }) });

    /// <summary>The drop target of a stage: always in view, however long the column.</summary>
    public ILocator TitleOf(string stage) => Column(stage).Locator("h2");

    public Task StandsInAsync(string client, string stage) =>
        Expect(Column(stage).GetByRole(AriaRole.Article, new() { Name = client, Exact = true })).ToBeVisibleAsync();

    public async Task ChooseAsync(string client, string item)
    {
        await visitor.Screen.Button($"Actions for {client}").ClickAsync();
        await visitor.Screen.MenuItem(item).ClickAsync();
    }

    public async Task<ILocator> OpenAsync(string client, string item, string title)
    {
        await ChooseAsync(client, item);
        var dialog = visitor.Screen.Dialog(title);
        await dialog.IsShownAsync();
        return dialog;
    }
}
