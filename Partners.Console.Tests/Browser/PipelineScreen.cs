using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>The pipeline's board and list, and what begins there.</summary>
internal sealed class PipelineScreen(Visitor visitor)
{
    /// <summary>The board of the clients that a search finds.</summary>
    public async Task FindAsync(string client)
    {
        await visitor.GoAsync($"/external-led?q={Uri.EscapeDataString(client)}");
        await visitor.HeadingIsAsync("External-led organisations");
        await Card(client).IsShownAsync();
        await ReadyAsync();
    }

    /// <summary>Waits until the board answers mouse and keyboard: what was pressed before its script is there, nobody hears.</summary>
    public Task ReadyAsync() => visitor.UntilAsync("document.querySelector('.board[data-ready]') !== null");

    public ILocator Card(string client) => visitor.Screen.GetByRole(AriaRole.Article, new() { Name = client, Exact = true });

    /// <summary>What the keyboard holds a card by.</summary>
    public ILocator Name(string client) => Card(client).Link(client);

    /// <param name="stage">As its heading has it.</param>
    public ILocator Column(string stage) => visitor.Screen.Locator(".board-column").Filter(new() { Has = visitor.Page.Locator("h2").Filter(new() { HasText = stage }) });

    /// <summary>Where a card is dropped: in view, wherever the column ends.</summary>
    public ILocator TitleOf(string stage) => Column(stage).Locator("h2");

    public Task StandsInAsync(string client, string stage) => Expect(Column(stage).GetByRole(AriaRole.Article, new() { Name = client, Exact = true })).ToBeVisibleAsync();

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
